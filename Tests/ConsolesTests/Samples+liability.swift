@testable import Consoles

extension Sample {
  private static func page(
    _ lines: Loaded<[LiabilityPage.Line]>, _ revenue: Loaded<[LiabilityPage.Revenue]>,
    _ estimates: Loaded<[LiabilityPage.Estimate]>, later: String? = nil,
    by grouping: LiabilityPage.Grouping = .issuers
  ) -> LiabilityPage {
    LiabilityPage(
      month: "2026-03", earlier: "2026-02", later: later, program: "universal",
      programs: [("universal", "Tongbao <points>"), ("beans", "Beans")], decimals: 0, currency: "CNY",
      grouping: grouping, lines: lines, revenue: revenue, estimates: estimates)
  }

  private static let cohorts: [LiabilityPage.Line] = (0..<9).map { index in
    LiabilityPage.Line(
      name: index < 8 ? Faked.shops[index % 3].0 + " <b>" : "12 others", issuer: index < 8 ? "mch_1" : nil,
      opening: 1_000_000, issued: 123_456, used: -98_765, expired: Int64(-index), broughtBack: 540,
      other: -12, closing: 1_025_219)
  }

  private static let revenue = [
    LiabilityPage.Revenue(
      name: "Harbour <Coffee>", use: 9_500, deferred: 10_000, before: 4_737, income: 4_026,
      left: 1_237)
  ]

  private static let estimates = [
    LiabilityPage.Estimate(
      issuer: "All others", from: "2026-01", use: 9_500, reason: "Use of <three> years", setAt: Faked.now)
  ]

  private static var said: LiabilityPage {
    var page = page(
      .loaded(cohorts), .loaded(revenue), .loaded(estimates), later: "2026-04",
      by: .issuer(id: "mch_1", name: "Harbour <Coffee>"))
    (page.mayEstimate, page.worth) = (true, ShownMoney(123_456, "CNY"))
    (page.typed, page.fault) = (["use": "<101>"], "Per cent from 0 to <100>.")
    page.isComplete = false
    return page
  }

  private static func outlook(
    _ ages: Loaded<[OutlookPage.Aged]>, _ uses: Loaded<[OutlookPage.Use]>, issuer: String? = nil
  ) -> OutlookPage {
    var page = OutlookPage(
      program: "universal", programs: [("universal", "Tongbao <points>"), ("beans", "Beans")], decimals: 0,
      bounds: [3, 6, 12, 24], ages: ages, uses: uses, through: "2026-02")
    (page.issuer, page.isComplete, page.laterEnds) = (issuer, issuer == nil, issuer == nil ? 0 : 9)
    return page
  }

  private static let aged: [OutlookPage.Aged] = (0..<25).map { index in
    OutlookPage.Aged(
      name: index < 24 ? Faked.shops[index % 3].0 + " <b>" : "12 others", issuer: index < 24 ? "mch_1" : nil,
      points: [1_000_000, 123_456, 98_765, Int64(index), 0])
  }

  private static let uses: [OutlookPage.Use] = (0..<36).map { index in
    OutlookPage.Use(
      end: "2026-0\(index % 9 + 1)", issued: 1_234_567, used: 4_500, then: index == 0 ? nil : 2_000,
      finally: index == 0 ? nil : 8_500, expected: index == 0 ? nil : 10_000)
  }

  static let outlook: [Sample] = [
    Sample("outlook", outlook(.loaded(aged), .loaded(uses), issuer: "Harbour <Coffee>")),
    Sample("outlook-first", outlook(.loaded([]), .loaded([]))),
    Sample(
      "outlook-failed", outlook(.failed(requestID: "req_1"), .forbidden(right: "reports.read"))),
  ]

  static let liability: [Sample] = [
    Sample("liability", said),
    Sample("liability-first", page(.loaded([]), .loaded([]), .loaded([]))),
    Sample(
      "liability-failed",
      page(.failed(requestID: "req_1"), .failed(requestID: "req_1"), .forbidden(right: "reports.read"))),
  ]
}
