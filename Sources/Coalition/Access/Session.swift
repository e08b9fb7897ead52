package import Ledger
internal import Storage

/// A signed-in person at one face.
package struct Session: Sendable, Hashable {
  package let id: SessionID
  package let user: OperatorUser
  package let principal: Principal
  /// The seat where the person works; nil away from one.
  package let seat: SeatBrowser?
  package let endsAt: Instant
}

extension Coalition {
  /// The session that a cookie names, and counts the visit: after a while without one it ends.
  /// - Throws: `AccessRefusal.notAuthenticated` for an unknown or ended one, or one of another face;
  ///   `.signInIncomplete` for one that waits for its second factor.
  package func session(_ token: String, at face: Face, from address: String) async throws -> Session {
    guard token.utf8.count == 52 else { throw AccessRefusal.notAuthenticated }
    let hash = APISecret.hash(token)
    let now = clock.now()
    let found = try await database.read { tx in try tx.openSession(hash, at: face, now) }
    guard let found else { throw AccessRefusal.notAuthenticated }
    guard found.awaits == .nothing else { throw AccessRefusal.signInIncomplete(found.awaits) }
    // A page's many requests need one write, not one each.
    if found.seenAt.adding(seconds: 30) <= now {
      let idleEnd = min(now.adding(seconds: settings.session.idleSeconds(at: face)), found.endsAt)
      try await database.write { tx in
        try tx.execute(
          "UPDATE session SET seen_at = \(now), idle_ends_at = \(idleEnd) WHERE id_hash = \(hash)")
        if let seat = found.seat {
          try tx.execute("UPDATE seat_browser SET seen_at = \(now) WHERE id = \(seat.id)")
        }
      }
    }
    let actor = found.user.principal.actor.at(address)
    let signedIn = found.user.principal
    // At a seat a person works in its store alone, and no more than a till may.
    let principal = Principal(
      kind: signedIn.kind, merchant: signedIn.merchant,
      stores: found.seat.map { [$0.store] } ?? signedIn.stores, terminal: found.seat?.terminal,
      scopes: face == .seat ? signedIn.scopes.intersection(.terminalMost) : signedIn.scopes, actor: actor,
      presence: face == .seat ? .notAsked : .proved(at: found.confirmedAt))
    return Session(
      id: found.id, user: found.user, principal: principal, seat: found.seat,
      endsAt: found.endsAt)
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

/// A session's row with whom and where it is of.
private struct OpenSession {
  let id: SessionID
  let awaits: SignInStep
  let confirmedAt: Instant
  let user: OperatorUser
  let seat: SeatBrowser?
  let seenAt: Instant
  let endsAt: Instant
}

extension Storage.Transaction {
  /// Nil where it has ended, is another face's, or its person or seat may work no more.
  fileprivate func openSession(_ hash: [UInt8], at face: Face, _ now: Instant) throws -> OpenSession? {
    let row = try queryFirst(
      """
      SELECT user_id, browser_id, seen_at, ends_at, id, awaits, confirmed_at FROM session
      WHERE id_hash = \(hash) AND face = \(face) AND idle_ends_at > \(now) AND ends_at > \(now)
      """
    ) {
      (
        user: $0[0] as OperatorID, browser: $0[1] as SeatBrowserID?, seenAt: $0[2] as Instant,
        endsAt: $0[3] as Instant, id: $0[4] as SessionID, awaits: $0[5] as SignInStep,
        confirmedAt: $0[6] as Instant
      )
    }
    guard let row, let user = try user(row.user), user.status == .active else { return nil }
    if let merchant = user.merchant, try self.merchant(merchant)?.status == .closed { return nil }
    var seat: SeatBrowser?
    if let browser = row.browser {
      seat = try seatBrowser("seat_browser.id = \(browser) AND ended_at IS NULL")
      guard let seat, try terminal(seat.terminal)?.status == .enabled,
        user.stores?.contains(seat.store) ?? true
      else { return nil }
    }
    return OpenSession(
      id: row.id, awaits: row.awaits, confirmedAt: row.confirmedAt, user: user, seat: seat,
      seenAt: row.seenAt, endsAt: row.endsAt)
  }
}
