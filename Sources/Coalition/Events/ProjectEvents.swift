internal import Ledger
internal import LedgerStore
internal import Storage

extension Coalition {
  /// How many transactions one step reads.
  static let eventStep = 4_096

  /// Makes events of what the journal has beyond the watermark; every one once, also when several servers do
  /// it.
  ///
  /// Events and watermark are one commit, which counts only if the watermark is where it was read.
  /// - Returns: how many transactions were read; less than asked for at the journal's end.
  @discardableResult
  package func projectEvents(atMost limit: Int = .max) async throws -> Int {
    var read = 0
    while read < limit {
      let through = try await eventWatermark()
      let journal = try await ledger.journal(after: through, limit: min(Self.eventStep, limit - read))
      guard let last = journal.last?.id else { break }
      let rows = journal.flatMap { Event.events(of: $0) }.map(\.row)
      try await database.write { tx in
        let moved = try tx.execute(
          "UPDATE projection SET through = \(last) WHERE name = 'events' AND through = \(through)")
        guard moved == 1 else { return }
        try tx.insert(into: "event", columns: Event.columns, rows: rows)
      }
      read += journal.count
    }
    return read
  }

  private func eventWatermark() async throws -> TransactionID {
    try await database.read { tx in
      try tx.queryFirst("SELECT through FROM projection WHERE name = 'events'") { $0[0] } ?? .none
    }
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
