@testable import Consoles

extension Sample {
  private static func partner(_ index: Int) -> PartnersPage.Row {
    PartnersPage.Row(
      id: "ptn_\(index)", code: "SKY-\(index)", name: "Sky <miles> \(index)",
      contract: "Tongbao, signed JSON",
      merchant: "Merchant & \(index)", url: "https://points.sky.example/tongbao/\(index)",
      status: ShownPartnerStatus.allCases[index % 3])
  }

  private static func exchange(_ state: ShownPartnerState, _ index: Int = 0) -> PartnerExchangeRow {
    PartnerExchangeRow(
      id: "pex_\(index)", partner: "Sky <miles>", member: "王**", memberLink: "mem_1",
      isOut: index.isMultiple(of: 2),
      points: ShownPoints(12_500), program: "Tongbao <points>", theirPoints: ShownPoints(50_000, decimals: 1),
      state: state, at: Faked.ago(days: Int64(index)))
  }

  private static func partnerPage(_ fault: String? = nil, mayPropose: Bool = true) -> PartnerPage {
    var page = PartnerPage(
      row: partner(0), appKey: "", points: "Sky points",
      rates: (0..<2).map {
        .init(
          way: "Tongbao <points> \u{2192} Sky points", ratio: "500 = 200", spread: "1.00%",
          limits: "at least 500",
          period: "since <yesterday>", isNow: $0 == 0)
      },
      days: [
        .init(
          day: "2026-03-02", isDone: true, agreed: 41, differences: 1_002, withoutCase: 2,
          ours: "1,200 / 300",
          theirs: "1,201 / 300",
          failure: ""),
        .init(
          day: "2026-03-01", isDone: false, agreed: 0, differences: 0, ours: "0 / 0", theirs: "0 / 0",
          failure: "HTTP 503"),
      ], programs: [("prg_1", "Tongbao <points>")], mayPropose: mayPropose)
    page.typed = ["code": "SKY-0", "hans": "Sky <miles>", "url": "https://points.sky.example/tongbao"]
    page.fault = fault
    return page
  }

  private static func exchangePage(_ state: ShownPartnerState, mayRetry: Bool = false) -> PartnerExchangePage
  {
    PartnerExchangePage(
      row: exchange(state), account: "****7788", reference: state == .done ? "R<1>" : "",
      reason: state == .refused ? "partner account_unknown" : "", transaction: state == .done ? "txn_1" : nil,
      tries: 3, nextTryAt: mayRetry ? Faked.now : nil,
      attempts: state == .begun
        ? []
        : (0..<3).map {
          .init(
            at: Faked.ago(days: Int64($0)), status: $0 == 0 ? "0" : "502", milliseconds: 15_000,
            outcome: "no <answer>")
        }, mayRetry: mayRetry)
  }

  static let partners: [Sample] = [
    Sample("partners", PartnersPage(partners: .loaded((0..<3).map(partner)), mayPropose: true)),
    Sample("partners-first", PartnersPage(partners: .loaded([]), mayPropose: false)),
    Sample("partners-fault", PartnersPage(partners: .loaded([]), mayPropose: true, fault: "Not <possible>.")),
    Sample("partner-secret", PartnerSecretPage(secret: "tb_partner_<x>", approval: "apr_1")),
    Sample("partner", partnerPage()), Sample("partner-fault", partnerPage("No <rate>.")),
    Sample("partner-reader", partnerPage(mayPropose: false)),
    Sample(
      "partner-exchanges",
      PartnerExchangesPage(
        query: ListQuery(),
        exchanges: .loaded(
          Batch(ShownPartnerState.allCases.enumerated().map { exchange($1, $0) }, next: "pex_9")),
        partners: [("ptn_1", "Sky <miles>")])),
    Sample(
      "partner-exchanges-first",
      PartnerExchangesPage(
        query: ListQuery(), exchanges: .loaded(Batch([])),
        partners: [])),
    Sample("partner-exchange", exchangePage(.done)),
    Sample("partner-exchange-unknown", exchangePage(.unknown, mayRetry: true)),
    Sample("partner-exchange-begun", exchangePage(.begun, mayRetry: true)),
  ]
}
