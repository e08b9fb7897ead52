internal import Ledger
internal import Loyalty
internal import Storage

extension Coalition {
  private static let settlementNotices = MailQueue(
    table: "settlement_notice", key: ["settlement_id"], failure: "a merchant was not told of a statement")
  private static let settlementNewsDays: Int32 = 7

  /// Writes to merchants that a statement is there, at most a step's worth, to the address of their profile;
  /// the figures stay behind their sign-in. What ended more than a week ago is not sent any more.
  func deliverSettlementNotices() async throws -> Int {
    try await deliver(Self.settlementNotices) { try await text(of: SettlementID($0.key[0])) }
  }

  private func text(of id: SettlementID) async throws -> OutgoingText? {
    let (settlement, merchant, program, profile) = try await database.read { tx in
      guard let settlement = try tx.settlement(id) else { throw PermanentFailure("no settlement") }
      return (
        settlement, try tx.requireMerchant(settlement.merchant),
        try tx.program("asset_id = \(settlement.asset)"), try tx.profile(of: settlement.merchant)
      )
    }
    // By its last day: where days of weeks are closed at once, old statements are no news.
    let today = settings.calendar.businessDay(of: clock.now()).daysSince1970
    if today - settlement.days.upperBound.daysSince1970 > Self.settlementNewsDays { return nil }
    let wording = SettlementNoticeWording(
      merchant: merchant.names, program: program?.names ?? Names("-"), days: settlement.days,
      page: settings.publicAddress + "/merchant/settlements/" + publicIDs.text(settlement.id))
    // Stays the same for every try.
    return OutgoingText(
      id: "settlement-" + publicIDs.text(id), recipient: profile?.email ?? "", title: wording.title,
      body: wording.body, language: .hans)
  }
}

/// What a merchant reads: in the three languages one after another, as a company has no language of its own.
private struct SettlementNoticeWording {
  let merchant: Names
  let program: Names
  let days: ClosedRange<BusinessDay>
  let page: String

  let title = "结算单已生成 · A statement is ready"

  var body: String {
    let (first, last) = (CivilDate(days.lowerBound), CivilDate(days.upperBound))
    let days = first == last ? "\(last)" : "\(first) – \(last)"
    return """
      “\(merchant.hans)”在“\(program.hans)”\(days) 的结算单已生成，请登录查看；如有异议，请在付款前提出：

      「\(merchant.hant)」在「\(program.hant)」\(days) 的結算單已產生，請登入查看；如有異議，請在付款前提出：

      The statement of \(merchant.en) in \(program.en) for \(days) is ready. Sign in to see it, and say \
      before it is paid where it is wrong:

      \(page)
      """
  }
}
