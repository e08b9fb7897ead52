package import Ledger
internal import Storage

/// A cashier's time at a seat (班次), from opening to handover.
package struct SeatShift: Sendable, Hashable {
  package let id: SeatShiftID
  package let seat: SeatBrowserID
  package let user: OperatorID
  package let merchant: MerchantID
  package let terminal: TerminalID
  /// How often something was asked of the ledger in it.
  package let entryCount: Int64
  package let openedAt: Instant
  package let closedAt: Instant?
}

/// Why something at a seat was turned away, beside what the operations themselves say. A closed list.
package enum SeatRefusal: Error, Sendable, Hashable {
  /// No shift is open, so nothing new may be asked.
  case shiftClosed
  case shiftNotFound
  /// What became of so many entries is not known yet: ask for them first.
  case outcomesOpen(count: Int64)
  case entryNotFound
  /// The key is not 8…64 letters, digits and hyphens, or another seat's.
  case keyInvalid
  /// Only the last entry of the same shift can be voided at the seat; all else is a refund.
  case nothingToVoid
  /// An earn taken without the line is above the limit for one.
  case offlineTooLarge
  /// Those taken without the line in this shift are above the limit for all.
  case offlineTooMuch
  /// It was taken more than a day ago.
  case offlineTooOld
}

extension Session {
  /// Where the person works.
  /// - Throws: `AccessRefusal.seatNotPaired` away from a seat.
  func requireSeat() throws(AccessRefusal) -> SeatBrowser {
    guard let seat else { throw .seatNotPaired }
    return seat
  }
}

extension SeatShift {
  static let select: SQL = """
    SELECT id, browser_id, user_id, merchant_id, terminal_id, entry_count, opened_at, closed_at
    FROM seat_shift 
    """

  init(_ row: borrowing Row) {
    self.init(
      id: row[0], seat: row[1], user: row[2], merchant: row[3], terminal: row[4], entryCount: row[5],
      openedAt: row[6], closedAt: row[7])
  }
}

extension Storage.Transaction {
  func openShift(of user: OperatorID, at seat: SeatBrowserID) throws -> SeatShift? {
    try queryFirst(
      SeatShift.select + "WHERE browser_id = \(seat) AND user_id = \(user) AND closed_at IS NULL"
    ) { SeatShift($0) }
  }
}
