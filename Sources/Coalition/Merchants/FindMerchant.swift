package import Ledger
internal import Storage

extension Coalition {
  /// One merchant; another's is not found for a merchant's key.
  /// - Throws: `AccessRefusal`, `MerchantRefusal.merchantNotFound`.
  package func merchant(_ id: MerchantID, by principal: Principal) async throws -> Merchant {
    try principal.require(.readMerchants)
    guard principal.sees(id), let found = try await database.read({ try $0.merchant(id) }) else {
      throw MerchantRefusal.merchantNotFound
    }
    return found
  }

  /// The merchant with a code.
  /// - Throws: `AccessRefusal`, `MerchantRefusal.merchantNotFound`.
  package func merchant(code: String, by principal: Principal) async throws -> Merchant {
    try principal.require(.readMerchants)
    let found = try await database.read { tx in
      try tx.queryFirst(Merchant.select + "WHERE code = \(code)") { Merchant($0) }
    }
    guard let found, principal.sees(found.id) else { throw MerchantRefusal.merchantNotFound }
    return found
  }

  /// Merchants, newest first; a merchant's key sees its own.
  /// - Throws: `AccessRefusal`.
  package func merchants(
    _ page: PageRequest<Identified.Merchant> = PageRequest(), by principal: Principal
  ) async throws -> Page<Merchant> {
    try principal.require(.readMerchants)
    return try await database.read { tx in
      let own: SQL = principal.merchant.map { "AND id = \($0) " } ?? ""
      let found = try tx.query(
        Merchant.select + "WHERE id < \(page.bound) " + own + "ORDER BY id DESC LIMIT \(page.limit + 1)"
      ) { Merchant($0) }
      return Page(found, limit: page.limit)
    }
  }
}
