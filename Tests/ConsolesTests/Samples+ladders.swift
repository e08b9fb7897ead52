@testable import Consoles

extension Sample {
  private static func ladderRow(_ index: Int) -> LadderRow {
    let states: [EarningRuleRow.State] = [.now, .later, .over]
    return LadderRow(
      link: .ladder("prg_1-\(index)"), name: "Club <gold> \(index)", number: "Number \(index), version 1",
      program: "Tongbao <points>", counts: ["money spent", "the calendar year", "30 days of grace"],
      levels: [
        "Silver, from CNY\u{00A0}1,000.00, 1.2 times the points", "Gold <b>, from CNY\u{00A0}5,000.00",
      ],
      members: index == 0 ? ["Silver: 1,204", "Gold <b>: 88"] : [],
      inForce: "from 2026-03-01 00:00 on", state: states[index % 3])
  }

  private static func ladder(
    _ typed: [String: String] = [:], rows: Int = 4, versions: Int = 0, isTried: Bool = false,
    fault: String? = nil, mayPropose: Bool = true
  ) -> LadderPage {
    var page = LadderPage(typed: typed, programs: [("prg_1", "Tongbao <points>"), ("prg_2", "Tea")])
    page.levelRows = rows
    page.versions = (0..<versions).map(ladderRow)
    page.end = versions > 0 ? .ladder("prg_1-1") : nil
    page.mayPropose = mayPropose
    page.fault = fault.map { .init(field: "level_1_from", text: $0) }
    if isTried {
      page.result = .init(
        note: "2,500 members of whom something counts; nobody was moved.",
        levels: [("No level", "1,208"), ("Silver", "1,204"), ("Gold <b>", "88")])
    }
    return page
  }

  static let tiers = ShownTiers(
    levels: [
      ShownTier(
        program: "Tongbao <points>", ladder: "Club", level: "Silver <b>", isOnLevel: true,
        since: "since 2026-03-01", counted: "CNY\u{00A0}1,204.00", next: "CNY\u{00A0}3,796.00 more for Gold",
        kept: "2027-01-30; then no level if you buy nothing more",
        keep: "CNY\u{00A0}96.00 more by 2026-12-31 keeps it longer",
        benefits: ["1.2 times the points", "Tea"]),
      ShownTier(
        program: "Tea", ladder: "Tea circle", level: "No level", isOnLevel: false, since: nil, counted: "3",
        next: "7 more for Regular", kept: nil, keep: nil, benefits: []),
    ],
    changes: [
      ShownTierChange(
        at: Faked.ago(days: 200), ladder: "Club", line: "No level \u{2192} Silver <b>", reason: "a purchase",
        isRise: true)
    ])

  static let typedLadder = [
    "ladder": "1", "program": "prg_1", "name_hans": "<Club>", "measure": "growth", "per_visit": "5",
    "window": "days", "count": "90", "level_1_hans": "Silver", "level_1_from": "<0>", "from_day_was": "x",
  ]

  static let ladders: [Sample] = [
    Sample("ladders", LaddersPage(ladders: .loaded((0..<3).map(ladderRow)), mayPropose: true)),
    Sample("ladders-first", LaddersPage(ladders: .loaded([]), mayPropose: true)),
    Sample(
      "ladders-forbidden", LaddersPage(ladders: .forbidden(right: "programs.read"), mayPropose: false)),
    Sample("ladder-new", ladder()),
    Sample("ladder-fault", ladder(typedLadder, fault: "That is no <number>.")),
    Sample("ladder-tried", ladder(typedLadder, rows: 6, versions: 3, isTried: true)),
    Sample("ladder-no", ladder(versions: 1, mayPropose: false)),
    Sample(site: "levels", SiteLevelsPage(tiers: .loaded(tiers))),
    Sample(site: "levels-none", SiteLevelsPage(tiers: .loaded(ShownTiers(levels: [], changes: [])))),
    Sample(
      site: "levels-failed", SiteLevelsPage(tiers: .failed(requestID: "req_01K9ZQ4T7M3V8X2C5B6N"))),
  ]
}
