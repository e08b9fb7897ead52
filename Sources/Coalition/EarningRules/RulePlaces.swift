package import Ledger
internal import Storage

/// What rules name, as people write it: a merchant and a kind of cards by their codes, a store as
/// `MERCHANT/STORE`, a tag by its name, and a merchant's as `MERCHANT/NAME`.
package struct RulePlaces: Sendable, Hashable {
  package fileprivate(set) var merchants: [String: MerchantID] = [:]
  package fileprivate(set) var stores: [String: StoreID] = [:]
  package fileprivate(set) var cardTypes: [String: CardTypeID] = [:]
  package fileprivate(set) var tags: [String: TagID] = [:]
}

extension Coalition {
  /// What these codes and names stand for, one statement a table; what does not exist is left out.
  /// - Throws: `AccessRefusal`.
  package func rulePlaces(
    merchants: [String], stores: [String], cardTypes: [String] = [], tags: [String] = [],
    by principal: Principal
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
      if !cardTypes.isEmpty { found.cardTypes = try tx.ruleCardTypes("code IN (\(cardTypes))") }
      // A name has no slash, so that what follows the last one is it.
      let names = tags.map { $0.split(separator: "/", omittingEmptySubsequences: false).last ?? "" }
      if !tags.isEmpty {
        found.tags = try tx.ruleTags("tag.name IN (\(names.map(String.init)))")
          .filter { tags.contains($0.key) }
      }
      return found
    }
  }

  /// How what the definition names is written.
  /// - Throws: `AccessRefusal`.
  package func rulePlaces(of definition: RuleDefinition, by principal: Principal) async throws -> RulePlaces {
    try principal.requireOperator(.readMerchants)
    let (merchants, stores) = (Array(definition.merchants), Array(definition.stores))
    let (types, tags) = (Array(definition.cardTypes), Array(definition.tags))
    return try await database.read { tx in
      var found = try tx.places("id IN (\(merchants))", "store.id IN (\(stores))")
      if !types.isEmpty { found.cardTypes = try tx.ruleCardTypes("id IN (\(types))") }
      if !tags.isEmpty { found.tags = try tx.ruleTags("tag.id IN (\(tags))") }
      return found
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
  fileprivate func ruleCardTypes(_ types: SQL) throws -> [String: CardTypeID] {
    let rows = try query("SELECT code, id FROM card_type WHERE " + types) {
      ($0[0] as String, $0[1] as CardTypeID)
    }
    return Dictionary(rows) { first, _ in first }
  }

  fileprivate func ruleTags(_ tags: SQL) throws -> [String: TagID] {
    let rows = try query(
      """
      SELECT tag.name, merchant.code, tag.id FROM tag
      LEFT JOIN merchant ON merchant.id = tag.merchant_id WHERE 
      """ + tags
    ) { row in
      let code: String? = row[1]
      return (code.map { "\($0)/\(row[0] as String)" } ?? row[0] as String, row[2] as TagID)
    }
    return Dictionary(rows) { first, _ in first }
  }

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
