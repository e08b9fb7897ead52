package import Ledger
internal import Loyalty
internal import Storage

/// What a merchant's points are to be paid for with, to be decided on.
package struct FundingProposal: Sendable, Hashable, Codable {
  package let merchant: Int64
  package let asset: Int64
  /// The raw value of an ``IssuingFunding/Mode``.
  package let mode: String
  /// Points; of credit above none, else 0.
  package let creditLimit: Int64

  package init(
    _ mode: IssuingFunding.Mode, limit: Points = 0, of merchant: MerchantID, in asset: AssetID
  ) {
    self.merchant = merchant.rawValue
    self.asset = asset.rawValue
    self.mode = mode.rawValue
    creditLimit = limit.units
  }

  /// Nil where a row says what no mode is.
  package var funding: IssuingFunding.Mode? { IssuingFunding.Mode(rawValue: mode) }

  static let most: Int64 = 1_000_000_000_000_000

  var isPossible: Bool {
    guard let funding else { return false }
    return funding == .credit ? 1...Self.most ~= creditLimit : creditLimit == 0
  }
}

extension Coalition {
  /// Sets what two people decided on; again after a crash, once.
  ///
  /// The ledger counts points in the world, so the ceiling is what clearing has of them and what is left,
  /// both as of one transaction. What is posted meanwhile moves both alike.
  func executeFunding(_ approval: Approval, _ proposal: FundingProposal) async throws -> ExecutionOutcome {
    guard let mode = proposal.funding else { return .failed("wrong_operation") }
    try await clearJournal()
    let (now, today) = (clock.now(), settings.calendar.businessDay(of: clock.now()))
    defer { directoryCache.forgetTerms() }
    return try await database.write { tx in
      let (merchant, asset) = (MerchantID(proposal.merchant), AssetID(proposal.asset))
      var funding = try tx.issuingFunding(of: merchant, in: asset)
      if funding.approval == approval.id { return .succeeded("") }
      // As things stand now, which may not be as they stood when it was proposed.
      do {
        try tx.check(proposal, on: today)
      } catch let refusal as FundingRefusal { return .failed("\(refusal)") }
      let before = funding.summary
      let place = TermsPlace(merchant: merchant, asset: asset)
      let room = try tx.room(of: place, mode, limit: Points(proposal.creditLimit), consumed: funding.consumed)
      funding.begin(
        mode, limit: Points(proposal.creditLimit), room: room.left, net: try tx.netGiven(by: place))
      funding.measure = room.measure
      (funding.approval, funding.setAt) = (approval.id, now)
      funding.from =
        try tx.queryFirst("SELECT through FROM projection WHERE name = \(Projection.clearing)") { $0[0] }
        ?? .none
      try tx.keep(funding)
      try append(
        Change(
          action: "issuing_funding.set", subject: "merchant/\(merchant.rawValue)", before: before,
          after: funding.summary),
        by: approval.author, in: tx)
      return .succeeded("")
    }
  }
}

extension IssuingFunding {
  /// As the audit log and the diff of a proposal show it.
  var summary: String {
    "program/\(asset.rawValue) \(mode.rawValue) limit=\(creditLimit.units) room=\(room.units)"
  }
}

extension Storage.Transaction {
  /// - Throws: `MerchantRefusal.merchantNotFound`, `ProgramRefusal.programNotFound`,
  ///   ``FundingRefusal/noPrice``.
  func check(_ proposal: FundingProposal, on day: BusinessDay) throws {
    let (merchant, asset) = (MerchantID(proposal.merchant), AssetID(proposal.asset))
    try requireMerchant(merchant)
    guard try terms(merchant: merchant, asset: asset) != nil else { throw ProgramRefusal.programNotFound }
    switch proposal.funding {
    case .prepaid?:
      _ = try prepaidPrice(of: merchant, in: asset, on: day)
      // Nor by terms that are to come would it pay as points are used: those of blocks are paid.
      let coming = try settlementAgreements(of: merchant, in: asset).filter { $0.from > day }
      guard coming.allSatisfy({ $0.terms.issueMoment == .given && $0.terms.issuePrice != nil }) else {
        throw FundingRefusal.noPrice
      }
    case .credit?:
      // Without an agreement nothing is ever settled, and nothing would make room again.
      guard try settlementAgreement(of: merchant, in: asset, on: day) != nil else {
        throw FundingRefusal.noPrice
      }
    case .open?, nil: break
    }
  }

  /// The agreement by which a merchant pays for points as it gives them.
  /// - Throws: ``FundingRefusal/noPrice``.
  func prepaidPrice(
    of merchant: MerchantID, in asset: AssetID, on day: BusinessDay
  ) throws -> (price: PointPrice, version: Int64) {
    guard let agreed = try settlementAgreement(of: merchant, in: asset, on: day),
      agreed.terms.issueMoment == .given, let price = agreed.terms.issuePrice
    else { throw FundingRefusal.noPrice }
    return (price, agreed.version)
  }

  /// What is left to give, and of how much.
  func room(
    of place: TermsPlace, _ mode: IssuingFunding.Mode, limit: Points, consumed: Points
  ) throws -> (left: Points, measure: Points) {
    switch mode {
    case .open: return (0, 0)
    case .prepaid:
      let blocks = try paidBlocks(of: [place.merchant])[place] ?? []
      return (blocks.reduce(0) { $0 + $1.points } - consumed, blocks.last?.points ?? 0)
    case .credit: return (limit - (try exposure(of: place)), limit)
    }
  }

  /// The points that a merchant has in the world, as clearing has read: what the ledger has on its account.
  func netGiven(by place: TermsPlace) throws -> Points { try given(by: place, "points", where: "") }

  /// Points that were given and are not paid for: of open days, and of settlements that are not paid. Those
  /// of blocks are.
  func exposure(of place: TermsPlace) throws -> Points {
    try given(
      by: place, "points - prepaid",
      where: """
         AND (settlement_id = 0 OR EXISTS (
          SELECT 1 FROM settlement WHERE settlement.id = settlement_id AND settlement.state <> 'paid'))
        """)
  }

  /// Points that were given from blocks, less what came back of them.
  func prepaidGiven(by place: TermsPlace) throws -> Points { try given(by: place, "prepaid", where: "") }

  private func given(by place: TermsPlace, _ figure: SQL, where condition: SQL) throws -> Points {
    let (given, open) = (Int64(ClearingRole.given.rawValue), try firstOpenDay().column)
    return try queryFirst(
      """
      SELECT CAST(coalesce(sum(\(figure)), 0) AS BIGINT) FROM (
        SELECT points, prepaid, settlement_id FROM clearing_sum
        WHERE merchant_id = \(place.merchant) AND asset_id = \(place.asset) AND role = \(given)
        UNION ALL
        SELECT points, CASE WHEN is_prepaid = 1 THEN points ELSE 0 END, 0 FROM clearing_line
        WHERE merchant_id = \(place.merchant) AND day >= \(open) AND asset_id = \(place.asset)
          AND role = \(given)) AS given
      WHERE 1 = 1\(condition)
      """
    ) { $0[0] as Points } ?? 0
  }
}
