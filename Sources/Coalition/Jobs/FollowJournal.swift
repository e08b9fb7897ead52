internal import Ledger
internal import LedgerStore
internal import Storage

/// What follows the journal, by its row in `projection`.
enum Projection: String {
  case events
  case totals = "daily_totals"
  case tills = "pos_items"
}

extension Coalition {
  /// How many transactions one step reads: so few that tills which write to the same file do not notice.
  static let followStep = 1_024

  /// Brings a projection up to the journal's end; every transaction once, also when several servers do it.
  ///
  /// What a step writes and its watermark are one commit, which counts only if the watermark is where it was
  /// read.
  /// - Parameter take: writes what a step's transactions, in the journal's order, mean to the projection.
  /// - Returns: how many transactions were read; less than `limit` at the journal's end.
  func follow(
    _ projection: Projection, atMost limit: Int,
    _ take: @escaping @Sendable ([Ledger.Transaction], any Storage.Transaction) throws -> Void
  ) async throws -> Int {
    var read = 0
    while read < limit {
      let through = try await watermark(of: projection)
      let journal = try await ledger.journal(after: through, limit: min(Self.followStep, limit - read))
      guard let last = journal.last?.id else { break }
      try await database.write { tx in
        let moved = try tx.execute(
          """
          UPDATE projection SET through = \(last) WHERE name = \(projection.rawValue) AND through = \(through)
          """)
        if moved == 1 { try take(journal, tx) }
      }
      read += journal.count
    }
    return read
  }

  private func watermark(of projection: Projection) async throws -> TransactionID {
    try await database.read { tx in
      try tx.queryFirst("SELECT through FROM projection WHERE name = \(projection.rawValue)") { $0[0] }
        ?? .none
    }
  }
}
