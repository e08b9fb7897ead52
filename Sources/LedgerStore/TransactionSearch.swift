package import Ledger

/// What a console or an API list looks for; all given conditions must hold.
package struct TransactionQuery: Sendable, Hashable {
  package var merchant: MerchantID?
  package var store: StoreID?
  package var terminal: TerminalID?
  package var member: MemberID?
  /// Any of these kinds; empty for all.
  package var kinds: [Transaction.Kind] = []
  package var days: ClosedRange<BusinessDay>?
  /// The caller's own number, exactly.
  package var reference: String?
  /// Whether refused transactions are listed too.
  package var includesRefused = false
  /// Older than this one; nil begins at the newest.
  package var before: TransactionID?
  /// 1…1,000.
  package var limit = 50

  package init() {}

  /// Whether a transaction is what the query asks for; the member is the caller's business.
  func matches(_ transaction: Transaction) -> Bool {
    let context = transaction.context
    if let before, transaction.id >= before { return false }
    if let merchant, context.merchant != merchant { return false }
    if let store, context.store != store { return false }
    if let terminal, context.terminal != terminal { return false }
    if let days, !days.contains(transaction.day) { return false }
    if let reference, context.reference != reference { return false }
    return (kinds.isEmpty || kinds.contains(transaction.kind))
      && (includesRefused || transaction.refusal == nil)
  }
}

/// Finds transactions by what consoles know of them, newest first; sees everything that was durable when it
/// was asked.
package protocol TransactionSearch: Sendable {
  func search(_ query: TransactionQuery) async throws -> [Transaction]
}
