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
    let posted = journal.filter { $0.context.channel == .pos && $0.refusal == nil }
    if posted.isEmpty { return }
    let originals = try tx.tillItems(posted.map(\.original).filter(\.isGiven))
    var slice = TillSlice(originals: originals, openBatches: try tx.openBatches(of: posted))
    for transaction in posted { slice.take(transaction) }
    for (item, reversal) in slice.undone {
      try tx.execute("UPDATE pos_item SET undone_by = \(reversal) WHERE transaction_id = \(item)")
    }
    // A number that stands there already stays as it is: tills of other kinds choose their references freely.
    try tx.insertAbsent(
      into: "pos_item", columns: TillItem.columns, rows: slice.added.compactMap { slice.items[$0]?.row })
    // A settled batch does not change silently: whoever works on settlements is told what came after it.
    for (item, transaction) in slice.late
    where try tx.tillBatch(item.reference.batch, of: item.terminal) != nil {
      try raiseCase(.lateAfterClose(item, transaction), in: tx)
    }
  }
}

/// What a stretch of the journal does to batches, worked out without asking for each transaction.
private struct TillSlice {
  var items: [TransactionID: TillItem]
  let openBatches: [TerminalID: TillBatchName]
  /// New items, and reversals of items that stood before, in the journal's order.
  private(set) var added: [TransactionID] = []
  private(set) var undone: [(item: TransactionID, by: TransactionID)] = []
  /// What may belong to a batch that was settled.
  private(set) var late: [(TillItem, Ledger.Transaction)] = []

  init(originals: [TillItem], openBatches: [TerminalID: TillBatchName]) {
    items = Dictionary(originals.map { ($0.transaction, $0) }) { first, _ in first }
    self.openBatches = openBatches
  }

  mutating func take(_ transaction: Ledger.Transaction) {
    let original = transaction.original.isGiven ? items[transaction.original] : nil
    if transaction.kind == .reversal {
      guard let original, original.undoneBy == nil, transaction.amount != 0 || original.kind == .hold else {
        return
      }
      items[original.transaction]?.undoneBy = transaction.id
      undone.append((original.transaction, transaction.id))
      noteIfLate(original, by: transaction)
    } else if let item = TillItem(transaction, original: original) {
      items[item.transaction] = item
      added.append(item.transaction)
      noteIfLate(item, by: transaction)
    }
  }

  private mutating func noteIfLate(_ item: TillItem, by transaction: Ledger.Transaction) {
    guard item.kind.side != nil, openBatches[item.terminal] != item.reference.batch else { return }
    late.append((item, transaction))
  }
}

extension TillItem {
  fileprivate static let columns = [
    "terminal_id", "merchant_id", "member_id", "generation", "batch", "trace", "transaction_id", "kind",
    "amount", "points", "day", "at", "undone_by",
  ]

  fileprivate var row: [SQLValue] {
    [
      terminal.sqlValue, merchant.sqlValue, member.sqlValue, reference.batch.generation.sqlValue,
      reference.batch.number.sqlValue, reference.trace.sqlValue, transaction.sqlValue, kind.sqlValue,
      amount.sqlValue, points.sqlValue, Int64(day.daysSince1970).sqlValue, at.sqlValue,
      (undoneBy ?? TransactionID.none).sqlValue,
    ]
  }
}

extension Storage.Transaction {
  fileprivate func tillItems(_ transactions: [TransactionID]) throws -> [TillItem] {
    if transactions.isEmpty { return [] }
    return try query(TillItem.select + "WHERE transaction_id IN (\(transactions))") { TillItem($0) }
  }

  /// The batch that each of the transactions' terminals is in.
  fileprivate func openBatches(of posted: [Ledger.Transaction]) throws -> [TerminalID: TillBatchName] {
    let terminals = Set(posted.map(\.context.terminal)).sorted()
    let rows = try query(
      "SELECT terminal_id, generation, batch FROM pos_terminal WHERE terminal_id IN (\(terminals))"
    ) { ($0[0] as TerminalID, TillBatchName(generation: $0[1], number: $0[2])) }
    return Dictionary(uniqueKeysWithValues: rows)
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
