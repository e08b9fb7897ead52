internal import Crypto
internal import Foundation
package import Ledger
package import Loyalty
internal import Storage

/// One version of what a merchant and the operator agreed on in a programme.
package struct SettlementAgreement: Sendable, Hashable {
  package let merchant: MerchantID
  package let asset: AssetID
  /// From 1 for a merchant and programme.
  package let version: Int64
  /// The first business day on which it counts; a later version that has begun counts instead.
  package let from: BusinessDay
  package let terms: SettlementTerms
  package let approval: ApprovalID
  package let setAt: Instant
}

extension SettlementAgreement {
  fileprivate var withoutAgents: Self {
    var terms = terms
    terms.agents = nil
    return Self(
      merchant: merchant, asset: asset, version: version, from: from, terms: terms, approval: approval,
      setAt: setAt)
  }
}

/// A merchant in a programme.
struct TermsPlace: Hashable, Sendable {
  let merchant: MerchantID
  let asset: AssetID
}

/// Settlement terms to be decided on (结算条款).
package struct SettlementProposal: Sendable, Hashable, Codable {
  package let merchant: Int64
  package let asset: Int64
  /// Days since 1970; no earlier than the day after the decision counts.
  package let fromDay: Int32
  package let terms: SettlementTerms

  package init(_ terms: SettlementTerms, of merchant: MerchantID, in asset: AssetID, from day: BusinessDay) {
    self.merchant = merchant.rawValue
    self.asset = asset.rawValue
    fromDay = day.daysSince1970
    self.terms = terms
  }

  package var from: BusinessDay { BusinessDay(daysSince1970: fromDay) }

  /// The merchants that it names beside its own.
  package var parties: [MerchantID] { terms.parties }

  var isPossible: Bool { terms.isPossible && 0...100_000 ~= fromDay }
}

extension Coalition {
  /// Sets terms that two people decided on; again after a crash, with the same result.
  ///
  /// They count from the day they name, and never for a day that has lines already: what was cleared stays.
  func executeSettlementTerms(
    _ approval: Approval, _ proposal: SettlementProposal
  ) async throws -> ExecutionOutcome {
    let now = clock.now()
    let tomorrow = settings.calendar.businessDay(of: now).adding(1)
    return try await database.write { tx in
      let made = try tx.queryFirst(
        "SELECT version FROM settlement_terms WHERE approval_id = \(approval.id)"
      ) { $0[0] as Int64 }
      if made != nil { return .succeeded("") }
      // As things stand now, which may not be as they stood when it was proposed.
      do {
        try tx.checkParties(of: proposal)
      } catch let refusal as SettlementRefusal {
        return .failed(refusal.name)
      } catch let refusal as FundingRefusal { return .failed("\(refusal)") }
      let (merchant, asset) = (MerchantID(proposal.merchant), AssetID(proposal.asset))
      let old = try tx.settlementAgreements(of: merchant, in: asset).first
      let isUnused = try tx.lastClearedDay(of: merchant, in: asset).map { $0 < proposal.from } ?? true
      let from = isUnused && old == nil ? proposal.from : max(proposal.from, tomorrow)
      try tx.execute(
        """
        INSERT INTO settlement_terms (merchant_id, asset_id, version, from_day, terms, approval_id, set_at)
        VALUES (\(merchant), \(asset), \((old?.version ?? 0) + 1), \(from.column),
          \(try proposal.terms.column()), \(approval.id), \(now))
        """)
      try tx.look(after: merchant, in: asset, by: proposal.terms.agents ?? [])
      try append(
        Change(
          action: "settlement_terms.set", subject: "merchant/\(merchant.rawValue)",
          before: try old?.terms.audited() ?? "",
          after: "program/\(asset.rawValue) from=\(from.daysSince1970) \(try proposal.terms.audited())"),
        by: approval.author, in: tx)
      return .succeeded("")
    }
  }

  /// What was agreed on with a merchant, by programme, the newest version first; not for people of single
  /// stores, since terms are the whole merchant's.
  /// - Throws: `AccessRefusal`, `MerchantRefusal.merchantNotFound`.
  package func settlementAgreements(
    of merchant: MerchantID, by principal: Principal
  ) async throws -> [SettlementAgreement] {
    try principal.require(.reports)
    guard principal.sees(merchant) else { throw MerchantRefusal.merchantNotFound }
    guard principal.stores == nil else { throw AccessRefusal.scopeMissing(.reports) }
    return try await database.read { tx in
      try tx.requireMerchant(merchant)
      let found = try tx.settlementAgreements("merchant_id = \(merchant)")
      // What its agents have of the operator's charge is between these two.
      return principal.merchant == nil ? found : found.map(\.withoutAgents)
    }
  }
}

extension SettlementTerms {
  /// The merchants that bring orders or look after the merchant.
  package var parties: [MerchantID] {
    ((referrals ?? []).map(\.referrer) + (agents ?? []).map(\.agent)).filter(\.isGiven)
  }

  func column() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  /// As the audit log tells it: whole, or where it would be too long its hash, since versions are kept.
  fileprivate func audited() throws -> String {
    let whole = try column()
    if whole.utf8.count <= 3_800 { return whole }
    return "sha256:" + Array(SHA256.hash(data: Data(whole.utf8))).hexDigits
  }
}

extension Storage.Transaction {
  func check(_ proposal: SettlementProposal) throws {
    try requireMerchant(MerchantID(proposal.merchant))
    guard try terms(merchant: MerchantID(proposal.merchant), asset: AssetID(proposal.asset)) != nil else {
      throw ProgramRefusal.programNotFound
    }
    try checkParties(of: proposal)
  }

  /// - Throws: `MerchantRefusal.merchantNotFound`, `SettlementRefusal.ownParty`, `.noTerms`, `.partyClosed`,
  ///   `.agentsNotInLine`; ``FundingRefusal/prepaidNow``.
  fileprivate func checkParties(of proposal: SettlementProposal) throws {
    let referrers = (proposal.terms.referrals ?? []).map(\.referrer).filter(\.isGiven)
    let agents = (proposal.terms.agents ?? []).map(\.agent)
    for (merchants, party) in [(Set(referrers), SettlementRefusal.Party.referrer), (Set(agents), .agent)] {
      for merchant in merchants.sorted() {
        guard merchant.rawValue != proposal.merchant else { throw SettlementRefusal.ownParty(party) }
        try requireTerms(of: merchant, in: AssetID(proposal.asset), as: party)
      }
    }
    try requireInLine(agents)
    let funding = try issuingFunding(of: MerchantID(proposal.merchant), in: AssetID(proposal.asset))
    if funding.mode == .prepaid, proposal.terms.issuePrice == nil || proposal.terms.issueMoment != .given {
      throw FundingRefusal.prepaidNow
    }
  }

  /// The newest version first.
  func settlementAgreements(of merchant: MerchantID, in asset: AssetID) throws -> [SettlementAgreement] {
    try settlementAgreements("merchant_id = \(merchant) AND asset_id = \(asset)")
  }

  /// The version that counts on a day; nil before the first.
  func settlementAgreement(
    of merchant: MerchantID, in asset: AssetID, on day: BusinessDay
  ) throws -> SettlementAgreement? {
    try settlementAgreements(
      "merchant_id = \(merchant) AND asset_id = \(asset) AND from_day <= \(day.column)", atMost: 1
    ).first
  }

  func settlementAgreements(_ condition: SQL, atMost limit: Int = .max) throws -> [SettlementAgreement] {
    try query(
      """
      SELECT merchant_id, asset_id, version, from_day, terms, approval_id, set_at FROM settlement_terms
      WHERE \(condition) ORDER BY merchant_id, asset_id, version DESC LIMIT \(limit)
      """
    ) { row in
      SettlementAgreement(
        merchant: row[0], asset: row[1], version: row[2], from: BusinessDay(column: row[3]),
        terms: try JSONDecoder().decode(SettlementTerms.self, from: Data((row[4] as String).utf8)),
        approval: row[5], setAt: row[6])
    }
  }

  /// All versions of the merchants' terms, each list by version.
  func settlementTerms(of merchants: Set<MerchantID>) throws -> [TermsPlace: [SettlementAgreement]] {
    let found = try settlementAgreements("merchant_id IN (\(merchants.sorted()))")
    return Dictionary(grouping: found.reversed()) { TermsPlace(merchant: $0.merchant, asset: $0.asset) }
  }

  fileprivate func lastClearedDay(of merchant: MerchantID, in asset: AssetID) throws -> BusinessDay? {
    let last = try queryFirst(
      "SELECT max(day) FROM clearing_line WHERE merchant_id = \(merchant) AND asset_id = \(asset)"
    ) { $0[0] as Int64? }
    return (last ?? nil).map { BusinessDay(column: $0) }
  }
}
