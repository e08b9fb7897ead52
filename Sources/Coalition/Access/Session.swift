package import Ledger
internal import Storage

/// A signed-in person at one face.
package struct Session: Sendable, Hashable {
  package let user: OperatorUser
  package let principal: Principal
  package let endsAt: Instant
}

extension Coalition {
  /// The session that a cookie names, and counts the visit: after a while without one it ends.
  /// - Throws: `AccessRefusal.notAuthenticated` for an unknown or ended one, or one of another face.
  package func session(_ token: String, at face: Face, from address: String) async throws -> Session {
    guard token.utf8.count == 52 else { throw AccessRefusal.notAuthenticated }
    let hash = APISecret.hash(token)
    let now = clock.now()
    let found = try await database.read { tx -> (user: OperatorUser, seenAt: Instant, endsAt: Instant)? in
      let row = try tx.queryFirst(
        """
        SELECT user_id, seen_at, ends_at FROM session
        WHERE id_hash = \(hash) AND face = \(face) AND idle_ends_at > \(now) AND ends_at > \(now)
        """
      ) { (user: $0[0] as OperatorID, seenAt: $0[1] as Instant, endsAt: $0[2] as Instant) }
      guard let row, let user = try tx.user(row.user), user.status == .active else { return nil }
      return (user, row.seenAt, row.endsAt)
    }
    guard let found else { throw AccessRefusal.notAuthenticated }
    // A page's many requests need one write, not one each.
    if found.seenAt.adding(seconds: 30) <= now {
      let idleEnd = min(now.adding(seconds: settings.session.idleSeconds), found.endsAt)
      try await database.write { tx in
        try tx.execute(
          "UPDATE session SET seen_at = \(now), idle_ends_at = \(idleEnd) WHERE id_hash = \(hash)")
      }
    }
    var actor = found.user.principal.actor
    actor.origin = address
    let signedIn = found.user.principal
    let principal = Principal(
      kind: signedIn.kind, merchant: signedIn.merchant, store: signedIn.store, scopes: signedIn.scopes,
      actor: actor)
    return Session(user: found.user, principal: principal, endsAt: found.endsAt)
  }

  /// Signs out; an unknown session is no error.
  package func endSession(_ token: String) async throws {
    let hash = APISecret.hash(token)
    try await database.write { tx in
      try tx.execute("DELETE FROM session WHERE id_hash = \(hash)")
    }
  }

  /// Removes sessions that ended; for the daily run.
  package func forgetEndedSessions() async throws {
    let now = clock.now()
    try await database.write { tx in
      try tx.execute("DELETE FROM session WHERE idle_ends_at <= \(now)")
    }
  }
}
