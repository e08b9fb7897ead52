package import Ledger
internal import Storage

/// Shops as people write them in a rule: a merchant by its code, a store as `MERCHANT/STORE`.
package struct RulePlaces: Sendable, Hashable {
  package fileprivate(set) var merchants: [String: MerchantID] = [:]
  package fileprivate(set) var stores: [String: StoreID] = [:]
}

extension Coalition {
  /// The shops of these codes, one statement a table; what does not exist is left out.
  /// - Throws: `AccessRefusal`.
  package func rulePlaces(
    merchants: [String], stores: [String], by principal: Principal
  ) async throws -> RulePlaces {
    try principal.requireOperator(.readMerchants)
    // The merchants' codes lead by an index to few stores, of which those asked for are kept. A code may have
    // the mark in it, so all that could be a merchant's is looked for.
    let owners = stores.flatMap { store in
      store.indices.filter { store[$0] == "/" }.map { String(store[..<$0]) }
    }
    return try await database.read { tx in
      var found = try tx.places("code IN (\(merchants))", "merchant.code IN (\(owners))")
      found.stores = found.stores.filter { stores.contains($0.key) }
      return found
    }
  }

  /// The codes of these shops.
  /// - Throws: `AccessRefusal`.
  package func rulePlaces(
    merchants: [MerchantID], stores: [StoreID], by principal: Principal
  ) async throws -> RulePlaces {
    try principal.requireOperator(.readMerchants)
    return try await database.read { tx in
      try tx.places("id IN (\(merchants))", "store.id IN (\(stores))")
    }
  }

  /// What rules with limits gave to everybody so far, by number; what has no limits is not counted.
  /// - Throws: `AccessRefusal`.
  package func ruleTotals(of asset: AssetID, by principal: Principal) async throws -> [UInt32: Points] {
    try principal.requireOperator(.readPrograms)
    return try await database.read { tx in
      let totals = try tx.query(
        "SELECT number, points FROM rule_total WHERE asset_id = \(asset) AND member_id = 0 AND day = -1"
      ) { (UInt32($0[0] as Int64), $0[1] as Points) }
      return Dictionary(uniqueKeysWithValues: totals)
    }
  }
}

extension Storage.Transaction {
  fileprivate func places(_ merchants: SQL, _ stores: SQL) throws -> RulePlaces {
    var found = RulePlaces()
    let shops = try query("SELECT code, id FROM merchant WHERE " + merchants) {
      ($0[0] as String, $0[1] as MerchantID)
    }
    for (code, id) in shops { found.merchants[code] = id }
    let places = try query(
      """
      SELECT merchant.code, store.code, store.id FROM store
      JOIN merchant ON merchant.id = store.merchant_id WHERE 
      """ + stores
    ) { ("\($0[0] as String)/\($0[1] as String)", $0[2] as StoreID) }
    for (code, id) in places { found.stores[code] = id }
    return found
  }
}
