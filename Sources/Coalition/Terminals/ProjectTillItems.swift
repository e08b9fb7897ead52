internal import Ledger
internal import LedgerStore
internal import Storage

extension Coalition {
  /// How many transactions one step reads.
  static let tillStep = 4_096

  /// Brings what lies in terminals' batches up to the journal's end; every transaction once, also when several
  /// servers do it.
  ///
  /// What comes into a batch that was settled before (a reversal that was late, an advice) becomes a case.
  /// - Returns: how many transactions were read.
  @discardableResult
  package func projectTillItems(atMost limit: Int = .max) async throws -> Int {
    var read = 0
    while read < limit {
      let through = try await database.read { tx in
        try tx.queryFirst("SELECT through FROM projection WHERE name = 'pos_items'") { $0[0] as TransactionID }
          ?? .none
      }
      let journal = try await ledger.journal(after: through, limit: min(Self.tillStep, limit - read))
      guard let last = journal.last?.id else { break }
      let tills = journal.filter { $0.context.channel == .pos && $0.refusal == nil }
      try await database.write { tx in
        let moved = try tx.execute(
          "UPDATE projection SET through = \(last) WHERE name = 'pos_items' AND through = \(through)")
        guard moved == 1 else { return }
        for transaction in tills { try project(transaction, in: tx) }
      }
      read += journal.count
    }
    return read
  }

  private func project(_ transaction: Ledger.Transaction, in tx: any Storage.Transaction) throws {
    let original = try transaction.original.isGiven ? tx.tillItem(transaction.original) : nil
    if transaction.kind == .reversal {
      guard let original, original.undoneBy == nil, transaction.amount != 0 || original.kind == .hold else {
        return
      }
      try tx.execute(
        "UPDATE pos_item SET undone_by = \(transaction.id) WHERE transaction_id = \(original.transaction)")
      try raiseIfSettled(original, by: transaction, in: tx)
    } else if let item = TillItem(transaction, original: original) {
      try tx.insert(into: "pos_item", columns: TillItem.columns, rows: [item.row])
      try raiseIfSettled(item, by: transaction, in: tx)
    }
  }

  /// A settled batch does not change silently: whoever works on settlements is told what came after it.
  private func raiseIfSettled(
    _ item: TillItem, by transaction: Ledger.Transaction, in tx: any Storage.Transaction
  ) throws {
    guard item.kind.side != nil, try tx.tillBatch(item.reference.batch, of: item.terminal) != nil else {
      return
    }
    try raiseCase(.lateAfterClose(item, transaction), in: tx)
  }
}

extension Storage.Transaction {
  func tillItem(_ transaction: TransactionID) throws -> TillItem? {
    try queryFirst(TillItem.select + "WHERE transaction_id = \(transaction)") { TillItem($0) }
  }

  func tillItems(of terminal: TerminalID, in batch: TillBatchName) throws -> [TillItem] {
    try query(
      TillItem.select
        + """
        WHERE terminal_id = \(terminal) AND generation = \(batch.generation) AND batch = \(batch.number)
        ORDER BY trace
        """
    ) { TillItem($0) }
  }
}
