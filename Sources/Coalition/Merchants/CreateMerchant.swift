internal import Ledger
internal import Storage

extension Coalition {
  /// Takes a merchant into the alliance.
  /// - Throws: `AccessRefusal`, `MerchantRefusal`.
  package func createMerchant(
    code: String, names: Names, by principal: Principal
  ) async throws -> Merchant {
    try principal.requireOperator(.writeMerchants)
    guard code.isCode(of: 1...15) else { throw MerchantRefusal.invalid(.code) }
    guard names.areValid else { throw MerchantRefusal.invalid(.names) }
    let now = clock.now()
    let merchant = Merchant(
      id: ids.next(), code: code, names: names, status: .active, createdAt: now, updatedAt: now)
    do {
      try await database.write { tx in
        try tx.insert(merchant)
        try append(
          Change(
            action: "merchant.create", subject: "merchant/\(merchant.id.rawValue)", after: merchant.summary),
          by: principal.actor, in: tx)
      }
    } catch let error as DatabaseError where error.isUniqueViolation {
      throw MerchantRefusal.codeTaken
    }
    return merchant
  }
}

extension Merchant {
  static let select: SQL = """
    SELECT id, code, name_hans, name_hant, name_en, status, standing_reason, created_at, updated_at
    FROM merchant 
    """

  init(_ row: borrowing Row) {
    self.init(
      id: row[0], code: row[1], names: Names(hans: row[2], hant: row[3], en: row[4]), status: row[5],
      standingReason: row[6], createdAt: row[7], updatedAt: row[8])
  }

  var summary: String {
    "\(code) \(status.rawValue) \(names.en)" + (standingReason.isEmpty ? "" : " (\(standingReason))")
  }
}

extension Storage.Transaction {
  func insert(_ merchant: Merchant) throws {
    let names = merchant.names
    try execute(
      """
      INSERT INTO merchant (id, code, name_hans, name_hant, name_en, status, created_at, updated_at)
      VALUES (\(merchant.id), \(merchant.code), \(names.hans), \(names.hant), \(names.en),
        \(merchant.status), \(merchant.createdAt), \(merchant.updatedAt))
      """)
  }

  func merchant(_ id: MerchantID) throws -> Merchant? {
    try queryFirst(Merchant.select + "WHERE id = \(id)") { Merchant($0) }
  }

  @discardableResult
  func requireMerchant(_ id: MerchantID) throws -> Merchant {
    guard let merchant = try merchant(id) else { throw MerchantRefusal.merchantNotFound }
    return merchant
  }
}
