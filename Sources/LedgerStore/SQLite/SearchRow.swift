import Ledger

/// What consoles look for in a transaction.
struct SearchRow: Sendable {
  var id: TransactionID
  var day: BusinessDay
  var kind: Transaction.Kind
  var isRefused: Bool
  var merchant: MerchantID
  var store: StoreID
  var terminal: TerminalID
  var reference: String

  init(_ transaction: Transaction) {
    id = transaction.id
    day = transaction.day
    kind = transaction.kind
    isRefused = transaction.refusal != nil
    merchant = transaction.context.merchant
    store = transaction.context.store
    terminal = transaction.context.terminal
    reference = transaction.context.reference
  }
}

extension TransactionQuery {
  func matches(_ row: SearchRow) -> Bool {
    if let merchant, row.merchant != merchant { return false }
    if let store, row.store != store { return false }
    if let terminal, row.terminal != terminal { return false }
    if let reference, row.reference != reference { return false }
    return matches(id: row.id, kind: row.kind, isRefused: row.isRefused, day: row.day)
  }

  /// What a posting knows of a transaction.
  func matches(id: TransactionID, kind: Transaction.Kind, isRefused: Bool, day: BusinessDay) -> Bool {
    if let before, id >= before { return false }
    if isRefused, !includesRefused { return false }
    if let days, !days.contains(day) { return false }
    return kinds.isEmpty || kinds.contains(kind)
  }
}
