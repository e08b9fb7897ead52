internal import Foundation
package import Ledger
package import Loyalty
internal import Storage

/// One version of a rule of earning, with its names (积分规则).
package struct EarningRule: Sendable, Hashable {
  package let asset: AssetID
  package let names: Names
  /// With its number, its version and when it is in force.
  package let rule: BonusRule
  /// The decision that made it.
  package let approval: ApprovalID
}

/// What of a rule stays the same through its life in the table: all but its number, its version and when it
/// is in force.
package struct RuleDefinition: Sendable, Hashable, Codable {
  package let conditions: [RuleCondition]
  package let effect: RuleEffect
  package let limits: RuleLimits
  package let stacking: RuleStacking
  package let priority: Int32

  package init(_ rule: BonusRule) {
    conditions = rule.conditions
    effect = rule.effect
    limits = rule.limits
    stacking = rule.stacking
    priority = rule.priority
  }

  /// The merchants that conditions name.
  package var merchants: Set<MerchantID> {
    conditions.reduce(into: []) { if case .merchants(let named) = $1 { $0.formUnion(named) } }
  }

  /// The stores that conditions name.
  package var stores: Set<StoreID> {
    conditions.reduce(into: []) { if case .stores(let named) = $1 { $0.formUnion(named) } }
  }

  /// The kinds of cards that conditions name.
  package var cardTypes: Set<CardTypeID> {
    conditions.reduce(into: []) { if case .cardTypes(let named) = $1 { $0.formUnion(named) } }
  }

  /// The tags that conditions name, be it to exclude them.
  package var tags: Set<TagID> {
    conditions.reduce(into: []) {
      switch $1 {
      case .tagged(let named), .untagged(let named): $0.formUnion(named)
      default: break
      }
    }
  }

  func rule(_ number: UInt32, version: UInt32, inForce: Range<Instant>) -> BonusRule {
    BonusRule(
      number, version: version, when: conditions, gives: effect, atMost: limits, stacking: stacking,
      priority: priority, inForce: inForce)
  }

  func column() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}

extension EarningRule {
  static let select: SQL = """
    SELECT asset_id, number, version, name_hans, name_hant, name_en, definition, in_force_from,
      in_force_until, approval_id FROM earning_rule 
    """

  init(_ row: borrowing Row) throws {
    let text: String = row[6]
    let definition = try JSONDecoder().decode(RuleDefinition.self, from: Data(text.utf8))
    self.init(
      asset: row[0], names: Names(hans: row[3], hant: row[4], en: row[5]),
      rule: definition.rule(
        UInt32(row[1] as Int64), version: UInt32(row[2] as Int64), inForce: (row[7])..<(row[8])),
      approval: row[9])
  }
}

extension Storage.Transaction {
  /// The versions that are or will be in force after the moment, in the order of number and version.
  func earningRules(of asset: AssetID, endingAfter moment: Instant) throws -> [EarningRule] {
    try query(
      EarningRule.select
        + "WHERE asset_id = \(asset) AND in_force_until > \(moment) ORDER BY number, version"
    ) { try EarningRule($0) }
  }

  func ruleBook(of asset: AssetID, endingAfter moment: Instant) throws -> RuleBook {
    RuleBook(try earningRules(of: asset, endingAfter: moment).map(\.rule))
  }
}

extension Coalition {
  /// The rules of a programme: those in force or to come, or all versions of one.
  /// - Throws: `AccessRefusal`, `ProgramRefusal.programNotFound`.
  package func earningRules(
    of asset: AssetID, number: UInt32? = nil, by principal: Principal
  ) async throws -> [EarningRule] {
    try principal.requireOperator(.readPrograms)
    let now = clock.now()
    return try await database.read { tx in
      guard try tx.program("asset_id = \(asset)") != nil else { throw ProgramRefusal.programNotFound }
      guard let number else { return try tx.earningRules(of: asset, endingAfter: now) }
      return try tx.query(
        EarningRule.select
          + "WHERE asset_id = \(asset) AND number = \(Int64(number)) ORDER BY version DESC"
      ) { try EarningRule($0) }
    }
  }
}
