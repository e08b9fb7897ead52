package import Ledger
package import Loyalty
internal import Storage

/// A new rule of discount, a new version of one, or the end of one, to be decided on.
package struct DiscountProposal: Sendable, Hashable, Codable {
  package let asset: Int64
  package let merchant: Int64
  /// The rule that is changed or ended; 0 for a new one.
  package let number: UInt32
  package let nameHans: String
  package let nameHant: String
  package let nameEnglish: String
  /// Nil to end the rule.
  package let definition: DiscountDefinition?
  /// Never earlier than the decision; nil for its moment.
  package let from: Instant?
  /// Nil for no end.
  package let until: Instant?

  /// A rule or a version of one; its number is 0 for a new one, its version is given by the decision.
  package init(_ rule: DiscountRule, named names: Names, in asset: AssetID, from: Instant?, until: Instant?) {
    self.asset = asset.rawValue
    merchant = rule.merchant.rawValue
    number = rule.number
    (nameHans, nameHant, nameEnglish) = (names.hans, names.hant, names.en)
    definition = DiscountDefinition(rule)
    self.from = from
    self.until = until
  }

  /// The end of a rule.
  package init(ending discount: MemberDiscount, at moment: Instant?) {
    asset = discount.asset.rawValue
    merchant = discount.rule.merchant.rawValue
    number = discount.rule.number
    (nameHans, nameHant, nameEnglish) = (discount.names.hans, discount.names.hant, discount.names.en)
    definition = nil
    from = moment
    until = nil
  }

  package var names: Names { Names(hans: nameHans, hant: nameHant, en: nameEnglish) }

  /// As a rule; its version is not known yet.
  package var rule: DiscountRule? {
    let from = from ?? .distantPast
    let until = until ?? .distantFuture
    guard from < until else { return nil }
    return definition?.rule(number, version: 0, of: MerchantID(merchant), inForce: from..<until)
  }

  var isPossible: Bool {
    guard names.areValid, definition != nil || number >= 1 else { return false }
    if definition == nil { return true }
    // Which field is at fault was said when it was typed.
    return (try? rule?.check()) != nil
  }
}

extension Storage.Transaction {
  /// Refuses early what could not be carried out as things stand.
  func check(_ proposal: DiscountProposal) throws {
    let (asset, merchant) = (AssetID(proposal.asset), MerchantID(proposal.merchant))
    guard try program("asset_id = \(asset)") != nil else { throw ProgramRefusal.programNotFound }
    try requireMerchant(merchant)
    if proposal.number > 0 {
      // A rule stays with its merchant through all versions.
      guard try lastDiscount(proposal.number, asset)?.rule.merchant == merchant else {
        throw ProgramRefusal.discountNotFound
      }
    }
    guard let definition = proposal.definition else { return }
    let stores = try query(
      "SELECT id FROM store WHERE merchant_id = \(merchant) AND id IN (\(definition.stores))"
    ) { $0[0] as Int64 }
    guard stores.count == Set(definition.stores).count else { throw MerchantRefusal.storeNotFound }
    let types = try query("SELECT id FROM card_type WHERE id IN (\(definition.cardTypes))") {
      $0[0] as Int64
    }
    guard types.count == Set(definition.cardTypes).count else { throw MemberRefusal.cardTypeNotFound }
    if let level = definition.level {
      guard let ladder = try lastLadder(level.ladder, of: asset), level.level <= ladder.ladder.levels.count
      else { throw ProgramRefusal.ladderNotFound }
    }
  }

  fileprivate func lastDiscount(_ number: UInt32, _ asset: AssetID) throws -> MemberDiscount? {
    try queryFirst(
      MemberDiscount.select
        + "WHERE asset_id = \(asset) AND number = \(Int64(number)) ORDER BY version DESC LIMIT 1"
    ) { try MemberDiscount($0) }
  }

  /// Numbers are never given twice: receipts name rules by them.
  fileprivate func nextDiscount(of asset: AssetID) throws -> UInt32 {
    let last = try queryFirst("SELECT max(number) FROM discount_rule WHERE asset_id = \(asset)") {
      $0[0] as Int64?
    }
    return UInt32(((last ?? nil) ?? 0) + 1)
  }
}

extension Coalition {
  /// Sets or ends a rule of discount that two people decided on; again after a crash, with the same result.
  ///
  /// A version in force ends when the next begins; what was planned and had not begun is for nothing.
  func executeDiscount(_ approval: Approval, _ proposal: DiscountProposal) async throws -> ExecutionOutcome {
    let now = clock.now()
    let (asset, merchant) = (AssetID(proposal.asset), MerchantID(proposal.merchant))
    return try await database.write { tx in
      let made = try tx.queryFirst("SELECT number FROM discount_rule WHERE approval_id = \(approval.id)") {
        $0[0] as Int64
      }
      if made != nil { return .succeeded("") }
      let from = max(proposal.from ?? now, now)
      let until = proposal.until ?? .distantFuture
      guard from < until else { return .failed("never_in_force") }
      let old = proposal.number == 0 ? nil : try tx.lastDiscount(proposal.number, asset)
      if proposal.number > 0, old?.rule.merchant != merchant { return .failed("rule_not_found") }
      let number = try old?.rule.number ?? tx.nextDiscount(of: asset)
      try tx.execute(
        """
        UPDATE discount_rule
        SET in_force_until = CASE WHEN in_force_from < \(from) THEN \(from) ELSE in_force_from END
        WHERE asset_id = \(asset) AND number = \(Int64(number)) AND in_force_until > \(from)
        """)
      if let definition = proposal.definition {
        try tx.execute(
          """
          INSERT INTO discount_rule (asset_id, number, version, merchant_id, name_hans, name_hant, name_en,
            definition, in_force_from, in_force_until, approval_id)
          VALUES (\(asset), \(Int64(number)), \(Int64(old?.rule.version ?? 0) + 1), \(merchant),
            \(proposal.nameHans), \(proposal.nameHant), \(proposal.nameEnglish), \(try definition.column()),
            \(from), \(until), \(approval.id))
          """)
      }
      try append(
        Change(
          action: proposal.definition == nil ? "discount_rule.end" : "discount_rule.set",
          subject: "discount_rule/\(asset.rawValue)/\(number)",
          before: try old.map { try DiscountDefinition($0.rule).summary() } ?? "",
          after: try proposal.definition?.summary() ?? "ended"),
        by: approval.author, in: tx)
      return .succeeded("")
    }
  }
}

extension DiscountDefinition {
  /// What fits into a line of the audit log; the whole stands with the version for ever.
  fileprivate func summary() throws -> String { try column().cut(to: 3_500) }
}
