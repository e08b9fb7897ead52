package import Ledger
internal import Storage

extension Coalition {
  /// Opens a store of a merchant.
  /// - Throws: `AccessRefusal`, `MerchantRefusal`.
  package func createStore(
    of merchant: MerchantID, code: String, name: String, by principal: Principal
  ) async throws -> Store {
    try principal.require(.writeMerchants)
    try principal.requireAllStores()
    guard principal.sees(merchant) else { throw MerchantRefusal.merchantNotFound }
    guard code.isCode(of: 1...32) else { throw MerchantRefusal.invalid(.code) }
    guard name.isName else { throw MerchantRefusal.invalid(.name) }
    let now = clock.now()
    let store = Store(
      id: ids.next(), merchant: merchant, code: code, name: name, status: .active, createdAt: now,
      updatedAt: now)
    do {
      try await database.write { tx in
        if try tx.requireMerchant(merchant).status == .closed { throw MerchantRefusal.alreadyClosed }
        try tx.execute(
          """
          INSERT INTO store (id, merchant_id, code, name, status, created_at, updated_at)
          VALUES (\(store.id), \(merchant), \(code), \(name), \(store.status), \(now), \(now))
          """)
        try append(
          Change(action: "store.create", subject: "store/\(store.id.rawValue)", after: store.summary),
          by: principal.actor, in: tx)
      }
    } catch let error as DatabaseError where error.isUniqueViolation {
      throw MerchantRefusal.codeTaken
    }
    return store
  }

  /// Renames or closes a store; nil leaves as it is. What is closed stays closed.
  /// - Throws: `AccessRefusal`, `MerchantRefusal`.
  package func updateStore(
    _ id: StoreID, name: String? = nil, status: Store.Status? = nil, by principal: Principal
  ) async throws -> Store {
    try principal.require(.writeMerchants)
    if let name, !name.isName { throw MerchantRefusal.invalid(.name) }
    let now = clock.now()
    defer { directoryCache.forgetAll() }
    return try await database.write { tx in
      guard let old = try tx.store(id), principal.sees(old.merchant, id) else {
        throw MerchantRefusal.storeNotFound
      }
      if old.status == .closed, let status, status != .closed { throw MerchantRefusal.alreadyClosed }
      var new = old
      new.name = name ?? old.name
      new.status = status ?? old.status
      new.updatedAt = now
      try tx.execute(
        "UPDATE store SET name = \(new.name), status = \(new.status), updated_at = \(now) WHERE id = \(id)")
      try append(
        Change(
          action: "store.update", subject: "store/\(id.rawValue)", before: old.summary, after: new.summary),
        by: principal.actor, in: tx)
      return new
    }
  }
}

extension Store {
  static let select: SQL = "SELECT id, merchant_id, code, name, status, created_at, updated_at FROM store "

  init(_ row: borrowing Row) {
    self.init(
      id: row[0], merchant: row[1], code: row[2], name: row[3], status: row[4], createdAt: row[5],
      updatedAt: row[6])
  }

  fileprivate var summary: String { "\(code) \(status.rawValue) \(name)" }
}

extension Storage.Transaction {
  func store(_ id: StoreID) throws -> Store? {
    try queryFirst(Store.select + "WHERE id = \(id)") { Store($0) }
  }
}
