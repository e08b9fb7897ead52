package import Ledger
internal import Storage

extension Coalition {
  /// One store; another merchant's is not found for a merchant's key.
  /// - Throws: `AccessRefusal`, `MerchantRefusal.storeNotFound`.
  package func store(_ id: StoreID, by principal: Principal) async throws -> Store {
    try principal.require(.readMerchants)
    guard let found = try await database.read({ try $0.store(id) }),
      principal.sees(found.merchant, id)
    else {
      throw MerchantRefusal.storeNotFound
    }
    return found
  }

  /// A merchant's store by its code.
  /// - Throws: `AccessRefusal`, `MerchantRefusal.storeNotFound`.
  package func store(code: String, of merchant: MerchantID, by principal: Principal) async throws -> Store {
    try principal.require(.readMerchants)
    let found = try await database.read { tx in
      try tx.queryFirst(Store.select + "WHERE merchant_id = \(merchant) AND code = \(code)") { Store($0) }
    }
    guard let found, principal.sees(merchant, found.id) else { throw MerchantRefusal.storeNotFound }
    return found
  }

  /// A merchant's stores, newest first.
  /// - Throws: `AccessRefusal`, `MerchantRefusal.merchantNotFound`.
  package func stores(
    of merchant: MerchantID, _ page: PageRequest<Identified.Store> = PageRequest(), by principal: Principal
  ) async throws -> Page<Store> {
    try principal.require(.readMerchants)
    guard principal.sees(merchant) else { throw MerchantRefusal.merchantNotFound }
    return try await database.read { tx in
      let own: SQL = principal.stores.map { "AND id IN (\($0.sorted())) " } ?? ""
      let found = try tx.query(
        Store.select + "WHERE merchant_id = \(merchant) " + own
          + "AND id < \(page.bound) ORDER BY id DESC LIMIT \(page.limit + 1)"
      ) { Store($0) }
      return Page(found, limit: page.limit)
    }
  }
}
