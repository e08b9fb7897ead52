package import Ledger
internal import Storage

/// An outside programme whose points are exchanged with ours (外部积分计划), set up by two people.
package struct Partner: Sendable, Hashable {
  /// How it is spoken to. Raw values are stored and public.
  package enum Contract: String, CaseIterable, Sendable, SQLScalar, Codable {
    /// Signed JSON over HTTPS, see `docs/guide/integrators.md`.
    case tongbao
    /// What Chinese points malls speak: parameters signed with MD5 (decision 0045).
    case mall
  }

  package enum Status: String, CaseIterable, Sendable, SQLScalar, Codable {
    case active
    /// Nothing new begins; what is under way is brought to its end.
    case paused
    case closed
  }

  package let id: PartnerID
  package let number: Int64
  package let code: String
  package let names: Names
  /// In whose account it is cleared and settled.
  package let merchant: MerchantID
  package let contract: Contract
  package let url: String
  /// How the mall contract names us; empty for the other.
  package let appKey: String
  /// Digits after the point of its points, 0…6.
  package let decimals: Int
  package let status: Status
  /// Whether members link their accounts there.
  package let linksAccounts: Bool
  /// Into which programme what lies in an account is brought once, when it is linked; nil where nothing is.
  package let bringsInto: AssetID?
  /// Until when calls carry the signature of the secret before, too.
  package let earlierSecretUntil: Instant?
  package let version: Int64
  package let createdAt: Instant
  package let updatedAt: Instant

  /// Its points in the rate table: numbered above every programme's, held by no wallet.
  package var asset: AssetID { AssetID(Self.lastProgram + number) }

  static let lastProgram: Int64 = 1_000_000
}

extension AssetID {
  /// Whether it stands for a partner's points, of which the ledger knows nothing.
  package var isPartners: Bool { rawValue > Partner.lastProgram }
}

/// Why something with a partner was declined. A closed list.
package enum PartnerRefusal: Error, Sendable, Hashable {
  case partnerNotFound
  /// Nothing new begins with it.
  case partnerInactive
  case exchangeNotFound
  /// 1…64 printable ASCII characters without blanks.
  case accountInvalid
  /// At most 200 of them; needed where the account is not linked.
  case proofMissing
  /// What was to be set is not possible.
  case invalid(PartnerField)
  /// Another partner has the code, the merchant or the application key.
  case taken
  /// It was changed since it was looked at.
  case changed
  /// The partner used this number for another exchange.
  case numberUsed
  /// It is over, or nothing waits for another try.
  case nothingToRetry
  /// Only a key that counts with signatures alone speaks for a partner.
  case signatureNeeded
}

/// The fields of a partner that can be at fault.
package enum PartnerField: String, Sendable, Hashable, CaseIterable {
  case code, names, merchant, url, secret, decimals
  case appKey = "app_key"
  case linksAccounts = "links_accounts"
  case bringsInto = "brings_into"
}

extension Partner {
  static let select: SQL = """
    SELECT id, number, code, name_hans, name_hant, name_en, merchant_id, contract, url, app_key, decimals,
      status, links_accounts, brings_into, earlier_until, version, created_at, updated_at FROM partner 
    """

  init(_ row: borrowing Row) {
    self.init(
      id: row[0], number: row[1], code: row[2], names: Names(hans: row[3], hant: row[4], en: row[5]),
      merchant: row[6], contract: row[7], url: row[8], appKey: row[9], decimals: row[10], status: row[11],
      linksAccounts: row[12], bringsInto: row[13], earlierSecretUntil: row[14], version: row[15],
      createdAt: row[16], updatedAt: row[17])
  }
}

extension Storage.Transaction {
  func partner(_ id: PartnerID) throws -> Partner? {
    try queryFirst(Partner.select + "WHERE id = \(id)") { Partner($0) }
  }

  /// - Throws: `PartnerRefusal.partnerNotFound`.
  func requirePartner(_ id: PartnerID) throws -> Partner {
    guard let partner = try partner(id) else { throw PartnerRefusal.partnerNotFound }
    return partner
  }

  /// The partner whose points these are.
  func partner(of asset: AssetID) throws -> Partner? {
    guard asset.isPartners else { return nil }
    return try queryFirst(Partner.select + "WHERE number = \(asset.rawValue - Partner.lastProgram)") {
      Partner($0)
    }
  }
}

extension Coalition {
  /// Every partner, by code; they are few.
  /// - Throws: `AccessRefusal`.
  package func partners(by principal: Principal) async throws -> [Partner] {
    try principal.requireOperator(.readMerchants)
    return try await allPartners()
  }

  /// - Throws: `AccessRefusal`, `PartnerRefusal.partnerNotFound`.
  package func partner(_ id: PartnerID, by principal: Principal) async throws -> Partner {
    try principal.requireOperator(.readMerchants)
    return try await database.read { try $0.requirePartner(id) }
  }

  /// Every partner, for naming what was exchanged with them. Open to everybody.
  package func knownPartners() async throws -> [Partner] { try await allPartners() }

  /// Partners with which something can be begun now, for whoever looks at rates. Open to everybody.
  package func openPartners() async throws -> [Partner] {
    try await allPartners().filter { $0.status == .active }
  }

  /// What a partner's points cost in a programme's and the other way round, now or later.
  package func partnerRates(withPlanned: Bool = false) async throws -> [ExchangeTerms] {
    let now = clock.now()
    let rates = try await database.read { try $0.partnerRates(endingAfter: now) }
    return withPlanned ? rates : rates.filter { $0.inForce.contains(now) }
  }

  func allPartners() async throws -> [Partner] {
    try await database.read { tx in
      try tx.query(Partner.select + "ORDER BY code LIMIT 1000") { Partner($0) }
    }
  }
}
