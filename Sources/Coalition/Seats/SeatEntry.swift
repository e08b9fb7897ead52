package import Ledger
internal import Storage

/// Something that was asked of the ledger at a seat, and what became of it.
package struct SeatEntry: Sendable, Hashable {
  package enum Kind: String, CaseIterable, Sendable, SQLScalar {
    case earn, spend
    case topUp = "topup"
    /// A points card.
    case card
    case refund, void
  }

  package enum State: String, CaseIterable, Sendable, SQLScalar {
    /// On its way: what became of it is not known.
    case sent
    case booked
    /// The ledger refused it, and keeps that.
    case declined
    /// A check before the ledger refused it; nothing is kept but this.
    case refused
    /// Nothing came of it, and nothing will.
    case dropped
  }

  package let key: String
  package let shift: SeatShiftID
  /// Its number within the shift.
  package let place: Int64
  package let kind: Kind
  package let state: State
  /// What was asked for, in minor units, where it was money.
  package let money: Int64?
  /// When it was taken without the line.
  package let takenAt: Instant?
  package let transaction: TransactionID?
  package let original: TransactionID?
  package let member: MemberID?
  package let asset: AssetID?
  package let points: Points
  package let at: Instant
  /// How often a slip was asked for.
  package let prints: Int64
  /// As the profile has them; empty and nil where not known.
  package let memberName: String
  package let memberPhone: String?
}

extension SeatEntry {
  static let select: SQL = """
    SELECT request_key, shift_id, place, seat_entry.kind, state, money, taken_at, transaction_id, original_id,
      seat_entry.member_id, asset_id, points, at, prints, coalesce(profile.name, ''), phone.value
    FROM seat_entry
    LEFT JOIN member_profile AS profile ON profile.member_id = seat_entry.member_id
    LEFT JOIN member_identity AS phone
      ON phone.member_id = seat_entry.member_id AND phone.kind = 'phone' AND phone.merchant_id = 0
        AND phone.provider = '' 
    """

  init(_ row: borrowing Row) {
    self.init(
      key: row[0], shift: row[1], place: row[2], kind: row[3], state: row[4], money: row[5], takenAt: row[6],
      transaction: row[7], original: row[8], member: row[9], asset: row[10], points: row[11], at: row[12],
      prints: row[13], memberName: row[14], memberPhone: row[15])
  }
}

extension Storage.Transaction {
  /// An entry of a terminal's shifts.
  func seatEntry(_ key: String, of seat: SeatBrowser) throws -> SeatEntry? {
    try queryFirst(
      SeatEntry.select
        + """
        JOIN seat_shift ON seat_shift.id = shift_id
        WHERE seat_entry.merchant_id = \(seat.merchant) AND request_key = \(key)
          AND seat_shift.terminal_id = \(seat.terminal)
        """
    ) { SeatEntry($0) }
  }
}

extension Coalition {
  /// The last entries of a shift, newest first.
  /// - Throws: `AccessRefusal`.
  package func entries(
    of shift: SeatShiftID, limit: Int = 10, by session: Session
  ) async throws -> [SeatEntry] {
    let seat = try session.requireSeat()
    try session.principal.require(.readTransactions)
    return try await database.read { tx in
      try tx.query(
        SeatEntry.select
          + """
          WHERE shift_id = \(shift) AND seat_entry.merchant_id = \(seat.merchant)
          ORDER BY place DESC LIMIT \(limit)
          """
      ) { SeatEntry($0) }
    }
  }

  /// What can be voided: the last that was booked in the shift and was not voided yet.
  /// - Throws: `AccessRefusal`.
  package func lastVoidable(of shift: SeatShiftID, by session: Session) async throws -> SeatEntry? {
    let seat = try session.requireSeat()
    try session.principal.require(.readTransactions)
    return try await database.read { tx in
      try tx.queryFirst(
        SeatEntry.select
          + """
          WHERE shift_id = \(shift) AND seat_entry.merchant_id = \(seat.merchant) AND state = 'booked'
            AND seat_entry.kind IN ('earn', 'spend', 'topup')
            AND NOT EXISTS (
              SELECT 1 FROM seat_entry AS undone WHERE undone.shift_id = \(shift)
                AND undone.original_id = seat_entry.transaction_id AND undone.kind = 'void'
                AND undone.state = 'booked'
            )
          ORDER BY place DESC LIMIT 1
          """
      ) { SeatEntry($0) }
    }
  }

  /// Counts a slip of an entry that is about to be printed.
  /// - Throws: `AccessRefusal`, `SeatRefusal.entryNotFound`.
  package func countPrint(ofEntry key: String, by session: Session) async throws {
    let seat = try session.requireSeat()
    try await database.write { tx in
      guard try tx.seatEntry(key, of: seat) != nil else { throw SeatRefusal.entryNotFound }
      try tx.execute(
        """
        UPDATE seat_entry SET prints = prints + 1
        WHERE merchant_id = \(seat.merchant) AND request_key = \(key)
        """)
    }
  }
}
