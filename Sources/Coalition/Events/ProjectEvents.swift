internal import Ledger
internal import Storage

extension Coalition {
  /// Makes events of what the journal has beyond the watermark; every one once.
  /// - Returns: how many transactions were read; less than asked for at the journal's end.
  @discardableResult
  package func projectEvents(atMost limit: Int = .max) async throws -> Int {
    try await follow([.events], atMost: limit)
  }
}

extension Storage.Transaction {
  func insertEvents(of journal: [Ledger.Transaction]) throws {
    try insert(
      into: "event", columns: Event.columns, rows: journal.flatMap { Event.events(of: $0) }.map(\.row))
  }
}

extension Event {
  static let columns = [
    "id", "merchant_id", "kind", "transaction_id", "member_id", "asset_id", "points", "at",
  ]

  var row: [SQLValue] {
    [
      id.sqlValue, merchant.sqlValue, kind.sqlValue, transaction.sqlValue, member.sqlValue, asset.sqlValue,
      points.sqlValue, at.sqlValue,
    ]
  }

  init(_ row: borrowing Row) {
    self.init(
      id: row[0], kind: row[2], merchant: row[1], transaction: row[3], member: row[4], asset: row[5],
      points: row[6], at: row[7])
  }
}
