package import Ledger
internal import Storage

/// One of a person's sessions, as they see it.
package struct OwnSession: Sendable, Hashable {
  package let id: SessionID
  package let face: Face
  package let openedAt: Instant
  /// To within half a minute.
  package let seenAt: Instant
  /// Where it was opened.
  package let address: String
  /// What the browser called itself.
  package let agent: String
}

extension Coalition {
  /// The caller's own sessions that are open, the latest first.
  /// - Throws: `AccessRefusal.notAuthenticated` for who is no person.
  package func ownSessions(by principal: Principal) async throws -> [OwnSession] {
    let user = try ownID(principal)
    let now = clock.now()
    return try await database.read { tx in
      try tx.query(
        """
        SELECT id, face, created_at, seen_at, address, agent FROM session
        WHERE user_id = \(user) AND awaits = 'nothing' AND idle_ends_at > \(now) AND ends_at > \(now)
        ORDER BY created_at DESC, id DESC LIMIT 100
        """
      ) {
        OwnSession(
          id: $0[0], face: $0[1], openedAt: $0[2], seenAt: $0[3], address: $0[4], agent: $0[5])
      }
    }
  }

  /// Ends one of the caller's own sessions; one that is not theirs or not there is no error.
  /// - Throws: `AccessRefusal.notAuthenticated` for who is no person.
  package func endSession(_ id: SessionID, by principal: Principal) async throws {
    let user = try ownID(principal)
    try await endSessions(of: user, "id = \(id)", by: principal)
  }

  /// Ends all of the caller's own sessions but this one.
  /// - Throws: `AccessRefusal.notAuthenticated` for who is no person.
  package func endOtherSessions(than id: SessionID, by principal: Principal) async throws {
    let user = try ownID(principal)
    try await endSessions(of: user, "id <> \(id)", by: principal)
  }

  /// Signs another person out everywhere.
  /// - Throws: `AccessRefusal`.
  package func endSessions(ofUser id: OperatorID, by principal: Principal) async throws {
    try principal.require(.users)
    let user = try await user(id, by: principal)
    try principal.requireRank(over: user)
    try await endSessions(of: id, "id >= 0", by: principal)
    try await database.write { tx in try tx.execute("DELETE FROM device_session WHERE user_id = \(id)") }
  }

  private func endSessions(of user: OperatorID, _ which: SQL, by principal: Principal) async throws {
    try await database.write { tx in
      let count = try tx.execute("DELETE FROM session WHERE user_id = \(user) AND " + which)
      guard count > 0 else { return }
      try append(
        Change(action: "session.end", subject: "user/\(user.rawValue)", before: "\(count)"),
        by: principal.actor, in: tx)
    }
  }

  /// The person that the caller is.
  func ownID(_ principal: Principal) throws(AccessRefusal) -> OperatorID {
    guard principal.actor.kind == .user, principal.key == nil else { throw .notAuthenticated }
    return principal.actor.operatorID
  }
}
