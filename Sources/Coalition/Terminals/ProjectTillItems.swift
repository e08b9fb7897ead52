internal import Ledger
internal import Storage

extension Coalition {
  /// Brings what lies in terminals' batches up to the journal's end; every transaction once.
  ///
  /// What comes into a batch that was settled before (a reversal that was late, an advice) becomes a case.
  /// - Returns: how many transactions were read; less than asked for at the journal's end.
  @discardableResult
  package func projectTillItems(atMost limit: Int = .max) async throws -> Int {
    try await follow([.tills], atMost: limit)
  }

  func projectTills(_ journal: [Ledger.Transaction], in tx: any Storage.Transaction) throws {
    for transaction in journal where transaction.context.channel == .pos && transaction.refusal == nil {
      try project(transaction, in: tx)
    }
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
      try tx.insert(item)
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
  /// A number that stands there already stays as it is: tills of other kinds choose their references freely.
  fileprivate func insert(_ item: TillItem) throws {
    try execute(
      """
      INSERT INTO pos_item (terminal_id, merchant_id, member_id, generation, batch, trace, transaction_id,
        kind, amount, points, day, at, undone_by)
      VALUES (\(item.terminal), \(item.merchant), \(item.member), \(item.reference.batch.generation),
        \(item.reference.batch.number), \(item.reference.trace), \(item.transaction), \(item.kind),
        \(item.amount), \(item.points), \(Int64(item.day.daysSince1970)), \(item.at), 0)
      ON CONFLICT DO NOTHING
      """)
  }

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
