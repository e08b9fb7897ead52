package import Ledger
internal import Storage

extension Coalition {
  /// The person's shift at their seat; nil where none is open.
  /// - Throws: `AccessRefusal`.
  package func shift(of session: Session) async throws -> SeatShift? {
    let seat = try session.requireSeat()
    return try await database.read { try $0.openShift(of: session.user.id, at: seat.id) }
  }

  /// Opens a shift; where one is open, that is it.
  /// - Throws: `AccessRefusal`.
  @discardableResult
  package func openShift(by session: Session) async throws -> SeatShift {
    let seat = try session.requireSeat()
    try session.principal.require(.readTransactions)
    let (id, now): (SeatShiftID, Instant) = (ids.next(), clock.now())
    return try await database.write { tx in
      let isNew = try tx.execute(
        """
        INSERT INTO seat_shift (id, browser_id, user_id, merchant_id, terminal_id, entry_count, opened_at)
        VALUES (\(id), \(seat.id), \(session.user.id), \(seat.merchant), \(seat.terminal), 0, \(now))
        ON CONFLICT (browser_id, user_id) WHERE closed_at IS NULL DO NOTHING
        """)
      guard let shift = try tx.openShift(of: session.user.id, at: seat.id) else {
        throw SeatRefusal.shiftNotFound
      }
      if isNew == 1 { try append(shift.change("shift.open"), by: session.principal.actor, in: tx) }
      return shift
    }
  }

  /// Ends the shift; nothing new is booked in it from then on.
  /// - Throws: `AccessRefusal`, `SeatRefusal.shiftClosed`, `.outcomesOpen`.
  @discardableResult
  package func closeShift(by session: Session) async throws -> SeatShiftID {
    guard let shift = try await shift(of: session) else { throw SeatRefusal.shiftClosed }
    try await settleEntries(of: shift, by: session)
    let now = clock.now()
    try await database.write { tx in
      // Takes the row first, so that an entry on its way is either counted here or finds the shift closed.
      guard
        try tx.execute(
          "UPDATE seat_shift SET closed_at = \(now) WHERE id = \(shift.id) AND closed_at IS NULL") == 1
      else { throw SeatRefusal.shiftClosed }
      let open = try tx.queryFirst(
        "SELECT count(*) FROM seat_entry WHERE shift_id = \(shift.id) AND state = 'sent'"
      ) { $0[0] as Int64 }
      if let open, open > 0 { throw SeatRefusal.outcomesOpen(count: open) }
      try append(shift.change("shift.close"), by: session.principal.actor, in: tx)
    }
    return shift.id
  }

  /// A shift of this seat's terminal with its totals, for the handover slip.
  /// - Throws: `AccessRefusal`, `SeatRefusal.shiftNotFound`.
  package func handover(of id: SeatShiftID, by session: Session) async throws -> Handover {
    let seat = try session.requireSeat()
    try session.principal.require(.readTransactions)
    return try await database.read { tx in
      guard let shift = try tx.queryFirst(SeatShift.select + "WHERE id = \(id)", { SeatShift($0) }),
        shift.terminal == seat.terminal
      else { throw SeatRefusal.shiftNotFound }
      let user = try tx.user(shift.user)
      let totals = try tx.query(
        """
        SELECT kind, asset_id, count(*), CAST(sum(points) AS BIGINT), CAST(sum(coalesce(money, 0)) AS BIGINT)
        FROM seat_entry WHERE shift_id = \(id) AND state = 'booked' GROUP BY kind, asset_id
        ORDER BY kind, asset_id
        """
      ) { Handover.Total(kind: $0[0], asset: $0[1], count: $0[2], points: $0[3], money: $0[4]) }
      let rest = try tx.query("SELECT state, count(*) FROM seat_entry WHERE shift_id = \(id) GROUP BY state")
      {
        (state: $0[0] as SeatEntry.State, count: $0[1] as Int64)
      }
      return Handover(
        shift: shift, cashier: user?.name ?? "", totals: totals,
        counts: Dictionary(rest.map { ($0.state, $0.count) }) { first, _ in first })
    }
  }
}

/// A shift in figures.
package struct Handover: Sendable, Hashable {
  /// Of one kind in one programme.
  package struct Total: Sendable, Hashable {
    package let kind: SeatEntry.Kind
    package let asset: AssetID
    package let count: Int64
    /// The change of members' wallets.
    package let points: Points
    /// In minor units, where entries were told in money.
    package let money: Int64
  }

  package let shift: SeatShift
  package let cashier: String
  package let totals: [Total]
  package let counts: [SeatEntry.State: Int64]
}

extension SeatShift {
  func change(_ action: String) -> Change {
    Change(action: action, subject: "shift/\(id.rawValue)", after: "terminal/\(terminal.rawValue)")
  }
}
