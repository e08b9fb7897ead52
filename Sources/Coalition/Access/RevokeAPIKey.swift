package import Ledger
internal import Storage

extension Coalition {
  /// Ends a key for good; doing so again changes nothing. Other servers follow within 10 seconds.
  /// - Throws: `AccessRefusal.keyNotFound`, also for another merchant's key.
  package func revokeAPIKey(_ id: APIKeyID, by principal: Principal) async throws -> APIKey {
    try principal.require(.keys)
    try principal.requireAllStores()
    try principal.requireConfirmed(at: clock.now())
    let now = clock.now()
    let revoked = try await database.write { tx in
      guard let key = try tx.apiKey(id), principal.sees(key) else { throw AccessRefusal.keyNotFound }
      guard key.revokedAt == nil else { return key }
      try tx.execute("UPDATE api_key SET revoked_at = \(now) WHERE id = \(id)")
      try append(
        Change(action: "key.revoke", subject: "key/\(id.rawValue)", before: key.prefix, after: "revoked"),
        by: principal.actor,
        in: tx)
      return try tx.apiKey(id) ?? key
    }
    keyCache.forgetAll()
    signingKeyCache.forgetAll()
    return revoked
  }

  /// Keys, newest first; a merchant sees its own, the operator all or one merchant's.
  /// - Throws: `AccessRefusal`.
  package func apiKeys(
    of merchant: MerchantID? = nil, _ page: PageRequest<Identified.APIKey> = PageRequest(),
    by principal: Principal
  ) async throws -> Page<APIKey> {
    try principal.require(.keys)
    try principal.requireAllStores()
    if let merchant, !principal.sees(merchant) { throw AccessRefusal.wrongOwner }
    let owner = merchant ?? principal.merchant
    return try await database.read { tx in
      let owned: SQL = owner.map { "merchant_id = \($0) AND " } ?? ""
      let found = try tx.query(
        APIKey.select + "WHERE " + owned + "id < \(page.bound) ORDER BY id DESC LIMIT \(page.limit + 1)"
      ) { APIKey($0) }
      return Page(found, limit: page.limit)
    }
  }
}

extension Principal {
  func sees(_ key: APIKey) -> Bool {
    merchant == nil || merchant == key.merchant
  }
}

extension Storage.Transaction {
  func apiKey(_ id: APIKeyID) throws -> APIKey? {
    try queryFirst(APIKey.select + "WHERE id = \(id)") { APIKey($0) }
  }
}
