internal import Crypto
internal import Foundation
package import Ledger
package import Loyalty
internal import Storage

/// A new rule, a new version of one, or the end of one, to be decided on.
package struct EarningRuleProposal: Sendable, Hashable, Codable {
  package let asset: Int64
  /// The rule that is changed or ended; 0 for a new one.
  package let number: UInt32
  package let nameHans: String
  package let nameHant: String
  package let nameEnglish: String
  /// Nil to end the rule.
  package let definition: RuleDefinition?
  /// Never earlier than the decision; nil for its moment.
  package let from: Instant?
  /// Nil for no end.
  package let until: Instant?

  /// A rule or a version of one; its number is 0 for a new one, its version is given by the decision.
  package init(_ rule: BonusRule, named names: Names, of asset: AssetID, from: Instant?, until: Instant?) {
    self.asset = asset.rawValue
    number = rule.number
    (nameHans, nameHant, nameEnglish) = (names.hans, names.hant, names.en)
    definition = RuleDefinition(rule)
    self.from = from
    self.until = until
  }

  /// The end of a rule.
  package init(ending number: UInt32, named names: Names, of asset: AssetID, at moment: Instant?) {
    self.asset = asset.rawValue
    self.number = number
    (nameHans, nameHant, nameEnglish) = (names.hans, names.hant, names.en)
    definition = nil
    from = moment
    until = nil
  }

  package var names: Names { Names(hans: nameHans, hant: nameHant, en: nameEnglish) }

  /// As a rule; its version is not known yet.
  package var rule: BonusRule? {
    let from = from ?? .distantPast
    let until = until ?? .distantFuture
    guard from < until else { return nil }
    return definition?.rule(number, version: 0, inForce: from..<until)
  }

  var isPossible: Bool {
    guard names.areValid, definition != nil || number >= 2 else { return false }
    if definition == nil { return true }
    // Which field is at fault was said when it was typed.
    return (try? rule?.check()) != nil
  }
}

extension Storage.Transaction {
  /// Refuses early what could not be carried out as things stand.
  func check(_ proposal: EarningRuleProposal) throws {
    let asset = AssetID(proposal.asset)
    guard try program("asset_id = \(asset)") != nil else { throw ProgramRefusal.programNotFound }
    if proposal.number > 0, try lastVersion(of: proposal.number, asset) == nil {
      throw ProgramRefusal.ruleNotFound
    }
    for case .merchants(let merchants) in proposal.definition?.conditions ?? [] {
      let known = try query("SELECT id FROM merchant WHERE id IN (\(Array(merchants)))") { $0[0] as Int64 }
      guard known.count == merchants.count else { throw MerchantRefusal.merchantNotFound }
    }
    for case .stores(let stores) in proposal.definition?.conditions ?? [] {
      let known = try query("SELECT id FROM store WHERE id IN (\(Array(stores)))") { $0[0] as Int64 }
      guard known.count == stores.count else { throw MerchantRefusal.storeNotFound }
    }
    guard let definition = proposal.definition else { return }
    let (types, tags) = (Array(definition.cardTypes), Array(definition.tags))
    let kinds = try query("SELECT id FROM card_type WHERE id IN (\(types))") { $0[0] as Int64 }
    guard kinds.count == types.count else { throw MemberRefusal.cardTypeNotFound }
    let named = try query("SELECT id FROM tag WHERE id IN (\(tags))") { $0[0] as Int64 }
    guard named.count == tags.count else { throw TagRefusal.tagNotFound }
  }

  fileprivate func lastVersion(of number: UInt32, _ asset: AssetID) throws -> EarningRule? {
    try queryFirst(
      EarningRule.select
        + """
        WHERE asset_id = \(asset) AND number = \(Int64(number)) ORDER BY version DESC LIMIT 1
        """
    ) { try EarningRule($0) }
  }
}

extension Coalition {
  /// Sets or ends a rule that two people decided on; again after a crash, with the same result.
  ///
  /// A version in force ends when the next begins; what was planned and had not begun is for nothing.
  func executeEarningRule(
    _ approval: Approval, _ proposal: EarningRuleProposal
  ) async throws -> ExecutionOutcome {
    let now = clock.now()
    let asset = AssetID(proposal.asset)
    defer { directoryCache.forgetAll() }
    return try await database.write { tx in
      let made = try tx.queryFirst("SELECT number FROM earning_rule WHERE approval_id = \(approval.id)") {
        $0[0] as Int64
      }
      if made != nil { return .succeeded("") }
      let from = max(proposal.from ?? now, now)
      let until = proposal.until ?? .distantFuture
      guard from < until else { return .failed("never_in_force") }
      let old = proposal.number == 0 ? nil : try tx.lastVersion(of: proposal.number, asset)
      if proposal.number > 0, old == nil { return .failed("rule_not_found") }
      let number = try old?.rule.number ?? tx.nextNumber(of: asset)
      try tx.execute(
        """
        UPDATE earning_rule
        SET in_force_until = CASE WHEN in_force_from < \(from) THEN \(from) ELSE in_force_from END
        WHERE asset_id = \(asset) AND number = \(Int64(number)) AND in_force_until > \(from)
        """)
      if let definition = proposal.definition {
        let rule = definition.rule(number, version: (old?.rule.version ?? 0) + 1, inForce: from..<until)
        try tx.insert(EarningRule(asset: asset, names: proposal.names, rule: rule, approval: approval.id))
      }
      try append(
        Change(
          action: proposal.definition == nil ? "earning_rule.end" : "earning_rule.set",
          subject: "earning_rule/\(asset.rawValue)/\(number)", before: try old?.summary() ?? "",
          after: try proposal.summary()),
        by: approval.author, in: tx)
      return .succeeded("")
    }
  }
}

extension Storage.Transaction {
  /// Numbers are never given twice: receipts name rules by them.
  fileprivate func nextNumber(of asset: AssetID) throws -> UInt32 {
    let last = try queryFirst("SELECT max(number) FROM earning_rule WHERE asset_id = \(asset)") {
      $0[0] as Int64?
    }
    return UInt32(max((last ?? nil) ?? 0, Int64(EarningRules.baseRate)) + 1)
  }

  fileprivate func insert(_ rule: EarningRule) throws {
    try execute(
      """
      INSERT INTO earning_rule (asset_id, number, version, name_hans, name_hant, name_en, definition,
        in_force_from, in_force_until, approval_id)
      VALUES (\(rule.asset), \(Int64(rule.rule.number)), \(Int64(rule.rule.version)), \(rule.names.hans),
        \(rule.names.hant), \(rule.names.en), \(try RuleDefinition(rule.rule).column()),
        \(rule.rule.inForce.lowerBound), \(rule.rule.inForce.upperBound), \(rule.approval))
      """)
  }
}

extension EarningRule {
  /// As the audit log shows it.
  fileprivate func summary() throws -> String {
    "version=\(rule.version) \(try RuleDefinition(rule).summary())"
  }
}

extension EarningRuleProposal {
  fileprivate func summary() throws -> String { try definition?.summary() ?? "ended" }
}

extension RuleDefinition {
  /// What fits into a line of the audit log. The hash names the whole of what is longer, which stands with
  /// the version for ever.
  fileprivate func summary() throws -> String {
    let text = try column()
    guard text.unicodeScalars.count > 3_500 else { return text }
    let hash = SHA256.hash(data: Data(text.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    return text.cut(to: 3_500) + "... sha256=" + hash.joined()
  }
}
