package import Ledger
package import LedgerStore

extension Coalition {
  /// A transaction, accepted or declined, as its receipt; another merchant's is not found.
  /// - Throws: ``OrderRefusal/transactionNotFound``, `AccessRefusal`.
  package func transaction(_ id: TransactionID, by principal: Principal) async throws -> Receipt {
    try principal.require(.readTransactions)
    guard let found = try await ledger.transaction(id), principal.sees(found) else {
      throw OrderRefusal.transactionNotFound
    }
    return try await receipts(of: [found])[0]  // one transaction has one receipt
  }

  /// What became of a key of the caller's own; nil when it never arrived.
  /// - Throws: ``OrderRefusal/keyInvalid``, `AccessRefusal`.
  package func transaction(key: String, by principal: Principal) async throws -> Receipt? {
    try principal.require(.readTransactions)
    let key = try IdempotencyKey(key, tenant: principal.tenant)
    guard let found = try await ledger.transaction(for: key) else { return nil }
    var receipt = try await receipts(of: [found])[0]  // one transaction has one receipt
    receipt.isReplay = true
    return receipt
  }

  /// Transactions, newest first; a merchant's log-in sees its own, a store's those of the store.
  /// - Throws: `AccessRefusal`.
  package func transactions(
    _ query: TransactionQuery, by principal: Principal
  ) async throws -> Page<Ledger.Transaction> {
    try principal.require(.readTransactions)
    var query = query
    if let own = principal.merchant {
      if let named = query.merchant, named != own { return Page([], limit: query.limit) }
      query.merchant = own
    }
    let limit = min(max(query.limit, 1), 999)
    query.limit = limit + 1
    guard let own = principal.stores else { return Page(try await ledger.search(query), limit: limit) }
    if let named = query.store, !own.contains(named) { return Page([], limit: limit) }
    return Page(try await transactions(query, in: query.store.map { [$0] } ?? own), limit: limit)
  }

  /// Those of several stores, merged: a search names one store at a time.
  private func transactions(
    _ query: TransactionQuery, in stores: Set<StoreID>
  ) async throws -> [Ledger.Transaction] {
    var found: [Ledger.Transaction] = []
    for store in stores.sorted() {
      var query = query
      query.store = store
      found += try await ledger.search(query)
    }
    return Array(found.sorted { $0.id > $1.id }.prefix(query.limit))
  }

  /// How much of a transaction was given back or confirmed so far.
  /// - Throws: ``OrderRefusal/transactionNotFound``, `AccessRefusal`.
  package func returned(of original: TransactionID, by principal: Principal) async throws -> Returned {
    _ = try await transaction(original, by: principal)
    return try await ledger.returned(of: original)
  }
}

extension Principal {
  /// Whether the transaction may be shown to the caller.
  ///
  /// At a till it may be another store's of the merchant, if it is named: things are brought back to any.
  func sees(_ transaction: Ledger.Transaction) -> Bool {
    merchant == nil
      || merchant == transaction.context.merchant && (terminal != nil || sees(transaction.context.store))
  }
}
