internal import Foundation
package import Ledger
package import Loyalty
internal import Storage

/// One version of a rule of discount, with its names (会员打折). Its money is in the programme's currency and
/// its level one of the programme's ladders.
package struct MemberDiscount: Sendable, Hashable {
  package let asset: AssetID
  package let names: Names
  /// With its number, its version and when it is in force.
  package let rule: DiscountRule
  /// The decision that made it.
  package let approval: ApprovalID
}

/// What of a rule of discount stands in the table as one text.
package struct DiscountDefinition: Sendable, Hashable, Codable {
  package let stores: [Int64]
  package let cardTypes: [Int64]
  package let level: TierPlace?
  package let basisPoints: Int64
  package let most: Int64?

  package init(_ rule: DiscountRule) {
    stores = rule.stores.map(\.rawValue).sorted()
    cardTypes = rule.cardTypes.sorted()
    level = rule.level
    basisPoints = rule.basisPoints
    most = rule.most
  }

  package func rule(
    _ number: UInt32, version: UInt32, of merchant: MerchantID, inForce: Range<Instant>
  ) -> DiscountRule {
    DiscountRule(
      number, version: version, of: merchant, stores: Set(stores.map { StoreID($0) }),
      cardTypes: Set(cardTypes), level: level, takes: basisPoints, atMost: most, inForce: inForce)
  }

  func column() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}

extension MemberDiscount {
  static let select: SQL = """
    SELECT asset_id, number, version, merchant_id, name_hans, name_hant, name_en, definition, in_force_from,
      in_force_until, approval_id FROM discount_rule 
    """

  init(_ row: borrowing Row) throws {
    let text: String = row[7]
    let definition = try JSONDecoder().decode(DiscountDefinition.self, from: Data(text.utf8))
    self.init(
      asset: row[0], names: Names(hans: row[4], hant: row[5], en: row[6]),
      rule: definition.rule(
        UInt32(row[1] as Int64), version: UInt32(row[2] as Int64), of: row[3],
        inForce: (row[8])..<(row[9])),
      approval: row[10])
  }
}

extension Storage.Transaction {
  /// A merchant's rules that are in force at the moment.
  func discounts(of merchant: MerchantID, in asset: AssetID, at moment: Instant) throws -> [MemberDiscount] {
    try query(
      MemberDiscount.select
        + """
        WHERE merchant_id = \(merchant) AND asset_id = \(asset) AND in_force_until > \(moment)
          AND in_force_from <= \(moment) ORDER BY number, version
        """
    ) { try MemberDiscount($0) }
  }

  /// The kinds of the cards that a member may use at the moment.
  func cardTypes(of member: MemberID, at now: Instant) throws -> Set<Int64> {
    Set(
      try query(
        """
        SELECT type_id FROM card WHERE member_id = \(member) AND status = 'active'
          AND type_id IS NOT NULL AND (expires_at IS NULL OR expires_at > \(now))
        """
      ) { $0[0] as Int64 })
  }
}

extension Coalition {
  /// The rules of discount of a programme: those in force or to come, or all versions of one, the newest
  /// first. A merchant sees its own alone.
  /// - Throws: `AccessRefusal`, `ProgramRefusal.programNotFound`.
  package func discounts(
    in asset: AssetID, number: UInt32? = nil, by principal: Principal
  ) async throws -> [MemberDiscount] {
    try principal.require(.readPrograms)
    let now = clock.now()
    let own: SQL = principal.merchant.map { " AND merchant_id = \($0)" } ?? ""
    return try await database.read { tx in
      guard try tx.program("asset_id = \(asset)") != nil else { throw ProgramRefusal.programNotFound }
      let which: SQL =
        number.map { "number = \(Int64($0))" } ?? "in_force_until > \(now)"
      let order: SQL = number == nil ? " ORDER BY number, version" : " ORDER BY version DESC"
      return try tx.query(MemberDiscount.select + "WHERE asset_id = \(asset) AND " + which + own + order) {
        try MemberDiscount($0)
      }
    }
  }
}
