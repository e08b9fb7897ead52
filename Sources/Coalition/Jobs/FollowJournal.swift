internal import Ledger
internal import LedgerStore
internal import Storage

/// What follows the journal, by its row in `projection`.
enum Projection: String, CaseIterable, SQLScalar {
  case events
  case totals = "daily_totals"
  case tills = "pos_items"
}

extension Coalition {
  /// How many transactions one step reads.
  static let followStep = 2_048

  /// Brings projections up to the journal's end in one pass over it; every transaction once in each, also
  /// when several servers do it.
  ///
  /// What a step writes and the watermarks are one commit. A projection's part counts only if its watermark
  /// is where it was read.
  /// - Returns: how many transactions were read; less than `limit` at the journal's end.
  func follow(_ projections: [Projection], atMost limit: Int = .max) async throws -> Int {
    var read = 0
    while read < limit {
      let marks = try await watermarks(of: projections)
      guard let from = marks.values.min() else { break }
      let journal = try await ledger.journal(after: from, limit: min(Self.followStep, limit - read))
      guard let last = journal.last?.id else { break }
      try await database.write { tx in
        for projection in projections {
          guard let through = marks[projection], through < last else { continue }
          let moved = try tx.execute(
            "UPDATE projection SET through = \(last) WHERE name = \(projection) AND through = \(through)")
          if moved == 1 { try take(journal.filter { $0.id > through }, into: projection, tx) }
        }
      }
      read += journal.count
    }
    return read
  }

  /// Writes what a step's transactions, in the journal's order, mean to a projection.
  private func take(
    _ journal: [Ledger.Transaction], into projection: Projection, _ tx: any Storage.Transaction
  ) throws {
    switch projection {
    case .events: try tx.insertEvents(of: journal)
    case .totals: try tx.addTotals(of: journal)
    case .tills: try projectTills(journal, in: tx)
    }
  }

  private func watermarks(of projections: [Projection]) async throws -> [Projection: TransactionID] {
    try await database.read { tx in
      let rows = try tx.query("SELECT name, through FROM projection WHERE name IN (\(projections))") {
        ($0[0] as Projection, $0[1] as TransactionID)
      }
      return Dictionary(uniqueKeysWithValues: rows)
    }
  }
}
