internal import Foundation
package import Ledger
package import Loyalty
internal import Storage

/// One version of who pays for the points of a rule.
package struct CostAgreement: Sendable, Hashable {
  package let asset: AssetID
  package let rule: UInt32
  /// From 1 for a programme and rule.
  package let version: Int64
  /// The first business day on which it counts; a later version that has begun counts instead.
  package let from: BusinessDay
  /// Nil from when whoever gives the points pays alone again.
  package let shares: CostShares?
  package let approval: ApprovalID
  package let setAt: Instant
}

/// A rule of a programme.
struct RulePlace: Hashable {
  let asset: AssetID
  let rule: UInt32
}

/// Who is to pay for the points of a rule, to be decided on (活动费用分摊).
package struct CostSharesProposal: Sendable, Hashable, Codable {
  package let asset: Int64
  package let rule: UInt32
  /// Days since 1970; no earlier than the day after the decision counts.
  package let fromDay: Int32
  /// Nil to share the cost no longer.
  package let shares: CostShares?

  package init(_ shares: CostShares?, of rule: UInt32, in asset: AssetID, from day: BusinessDay) {
    self.asset = asset.rawValue
    self.rule = rule
    fromDay = day.daysSince1970
    self.shares = shares
  }

  package var from: BusinessDay { BusinessDay(daysSince1970: fromDay) }

  /// The merchants that it names.
  package var merchants: [MerchantID] {
    (shares?.payers ?? []).compactMap(\.merchant).filter(\.isGiven)
  }

  var isPossible: Bool {
    guard rule > EarningRules.baseRate, 0...100_000 ~= fromDay else { return false }
    // Which part is at fault was said when it was typed.
    return shares.map { (try? $0.check()) != nil } ?? true
  }
}

extension Coalition {
  /// Sets who pays for a rule's points as two people decided; again after a crash, with the same result.
  ///
  /// It counts from the day it names, and never for today or a day before: what was cleared stays.
  func executeCostShares(
    _ approval: Approval, _ proposal: CostSharesProposal
  ) async throws -> ExecutionOutcome {
    let now = clock.now()
    let tomorrow = settings.calendar.businessDay(of: now).adding(1)
    return try await database.write { tx in
      let made = try tx.queryFirst("SELECT version FROM cost_share WHERE approval_id = \(approval.id)") {
        $0[0] as Int64
      }
      if made != nil { return .succeeded("") }
      let asset = AssetID(proposal.asset)
      let old = try tx.costAgreements("asset_id = \(asset) AND number = \(Int64(proposal.rule))").last
      try tx.execute(
        """
        INSERT INTO cost_share (asset_id, number, version, from_day, payers, approval_id, set_at)
        VALUES (\(asset), \(Int64(proposal.rule)), \((old?.version ?? 0) + 1),
          \(max(proposal.from, tomorrow).column), \(try proposal.shares.column()), \(approval.id), \(now))
        """)
      try append(
        Change(
          action: "cost_shares.set", subject: "earning_rule/\(asset.rawValue)/\(proposal.rule)",
          before: try old?.shares.column() ?? "",
          after: "from=\(max(proposal.from, tomorrow).daysSince1970) \(try proposal.shares.column())"),
        by: approval.author, in: tx)
      return .succeeded("")
    }
  }

  /// Who pays for the points of rules, by rule, the newest version first.
  /// - Parameter rule: of one rule alone.
  /// - Throws: `AccessRefusal`, `ProgramRefusal.programNotFound`.
  package func costAgreements(
    of asset: AssetID, rule: UInt32? = nil, by principal: Principal
  ) async throws -> [CostAgreement] {
    try principal.requireOperator(.reports)
    return try await database.read { tx in
      guard try tx.program("asset_id = \(asset)") != nil else { throw ProgramRefusal.programNotFound }
      var condition: SQL = "asset_id = \(asset)"
      if let rule { condition += " AND number = \(Int64(rule))" }
      let found = try tx.costAgreements(condition)
      return found.sorted { ($0.rule, $1.version) < ($1.rule, $0.version) }
    }
  }
}

/// A rule of earning by its number and names.
package struct NamedRule: Sendable, Hashable {
  package let asset: AssetID
  package let rule: UInt32
  package let names: Names
}

extension Coalition {
  /// Every rule whose cost could be shared, by programme and number, as its newest version calls it.
  /// - Throws: `AccessRefusal`.
  package func rulesToShare(by principal: Principal) async throws -> [NamedRule] {
    try principal.requireOperator(.reports)
    return try await database.read { tx in
      try tx.query(
        """
        SELECT asset_id, number, name_hans, name_hant, name_en FROM earning_rule AS rule
        WHERE version = (SELECT max(version) FROM earning_rule AS newest
          WHERE newest.asset_id = rule.asset_id AND newest.number = rule.number)
        ORDER BY asset_id, number
        """
      ) { row in
        NamedRule(
          asset: row[0], rule: UInt32(clamping: row[1] as Int64),
          names: Names(hans: row[2], hant: row[3], en: row[4]))
      }
    }
  }
}

extension CostShares? {
  /// Empty for none.
  fileprivate func column() throws -> String {
    guard let self else { return "" }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}

extension Storage.Transaction {
  /// - Throws: `ProgramRefusal.programNotFound`, `.ruleNotFound`, `MerchantRefusal.merchantNotFound`,
  ///   `SettlementRefusal.noTerms` for a merchant that could not be settled with, `.partyClosed`.
  func check(_ proposal: CostSharesProposal) throws {
    let asset = AssetID(proposal.asset)
    guard try program("asset_id = \(asset)") != nil else { throw ProgramRefusal.programNotFound }
    let rule = try queryFirst(
      "SELECT number FROM earning_rule WHERE asset_id = \(asset) AND number = \(Int64(proposal.rule)) LIMIT 1"
    ) { $0[0] as Int64 }
    guard rule != nil else { throw ProgramRefusal.ruleNotFound }
    for merchant in proposal.merchants { try requireTerms(of: merchant, in: asset, as: .payer) }
  }

  /// Whoever is to pay or to be paid in a programme is not closed and has an account there: without terms it
  /// never ends.
  func requireTerms(
    of merchant: MerchantID, in asset: AssetID, as party: SettlementRefusal.Party
  ) throws {
    if try requireMerchant(merchant).status == .closed { throw SettlementRefusal.partyClosed(party) }
    let terms = try settlementAgreements("merchant_id = \(merchant) AND asset_id = \(asset)", atMost: 1)
    if terms.isEmpty { throw SettlementRefusal.noTerms(party) }
  }

  /// By programme, rule and version.
  func costAgreements(_ condition: SQL) throws -> [CostAgreement] {
    try query(
      """
      SELECT asset_id, number, version, from_day, payers, approval_id, set_at FROM cost_share
      WHERE \(condition) ORDER BY asset_id, number, version
      """
    ) { row in
      let text: String = row[4]
      return CostAgreement(
        asset: row[0], rule: UInt32(clamping: row[1] as Int64), version: row[2],
        from: BusinessDay(column: row[3]),
        shares: text.isEmpty ? nil : try JSONDecoder().decode(CostShares.self, from: Data(text.utf8)),
        approval: row[5], setAt: row[6])
    }
  }

  /// All versions of who pays for the rules of programmes, each list by version.
  func costShares(of assets: Set<AssetID>) throws -> [RulePlace: [CostAgreement]] {
    let found = try costAgreements("asset_id IN (\(assets.sorted()))")
    return Dictionary(grouping: found) { RulePlace(asset: $0.asset, rule: $0.rule) }
  }
}
