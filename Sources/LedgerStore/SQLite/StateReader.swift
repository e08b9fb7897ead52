import Ledger

/// Reads back single rows of state that the books do not hold; on the deciding thread's connection.
final class StateReader {
  private let findReturned: RawStatement

  init(_ database: RawDatabase) throws(SQLiteFailure) {
    findReturned = try database.prepare(
      "SELECT amount, confirmed, last_transaction FROM returned WHERE original = ?")
  }

  func returned(of original: TransactionID) throws(SQLiteFailure) -> Returned? {
    findReturned.bind(original.rawValue, at: 1)
    defer { findReturned.reset() }
    guard try findReturned.step() else { return nil }
    return Returned(
      amount: Points(findReturned.integer(0)), confirmed: Points(findReturned.integer(1)),
      last: TransactionID(findReturned.integer(2)))
  }
}
