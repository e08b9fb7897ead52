package import Ledger
internal import Storage

extension Coalition {
  /// One terminal; another merchant's is not found for a merchant's key.
  /// - Throws: `AccessRefusal`, `MerchantRefusal.terminalNotFound`.
  package func terminal(_ id: TerminalID, by principal: Principal) async throws -> Terminal {
    try principal.require(.readMerchants)
    guard let found = try await database.read({ try $0.terminal(id) }),
      principal.sees(found.merchant, found.store)
    else {
      throw MerchantRefusal.terminalNotFound
    }
    return found
  }

  /// A merchant's terminal by its code.
  /// - Throws: `AccessRefusal`, `MerchantRefusal.terminalNotFound`.
  package func terminal(
    code: String, of merchant: MerchantID, by principal: Principal
  ) async throws -> Terminal {
    try principal.require(.readMerchants)
    let found = try await database.read { tx in
      try tx.queryFirst(Terminal.select + "WHERE merchant_id = \(merchant) AND code = \(code)") {
        Terminal($0)
      }
    }
    guard let found, principal.sees(merchant, found.store) else { throw MerchantRefusal.terminalNotFound }
    return found
  }

  /// A merchant's terminals, newest first; of one store when it is named.
  /// - Throws: `AccessRefusal`, `MerchantRefusal.merchantNotFound`.
  package func terminals(
    of merchant: MerchantID, store: StoreID? = nil, _ page: PageRequest<Identified.Terminal> = PageRequest(),
    by principal: Principal
  ) async throws -> Page<Terminal> {
    try principal.require(.readMerchants)
    guard principal.sees(merchant) else { throw MerchantRefusal.merchantNotFound }
    return try await database.read { tx in
      var inStore: SQL = store.map { "AND store_id = \($0) " } ?? ""
      if let own = principal.stores { inStore += "AND store_id IN (\(own.sorted())) " }
      let place = inStore
      let found = try tx.query(
        Terminal.select + "WHERE merchant_id = \(merchant) " + place
          + "AND id < \(page.bound) ORDER BY id DESC LIMIT \(page.limit + 1)"
      ) { Terminal($0) }
      return Page(found, limit: page.limit)
    }
  }
}
