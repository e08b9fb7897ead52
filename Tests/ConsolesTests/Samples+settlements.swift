@testable import Consoles

extension Sample {
  private static let day = ShownDay(daysSince1970: 20_500)
  private static func money(_ units: Int64) -> ShownMoney { ShownMoney(units, "CNY") }

  private static func row(_ index: Int) -> SettlementRow {
    SettlementRow(
      id: "stl_\(index)", merchant: Faked.shops[index % 3].0 + " <b>", program: "Tongbao <points>",
      first: day, last: index.isMultiple(of: 2) ? day : ShownDay(daysSince1970: 20_506),
      due: ShownDay(daysSince1970: 20_507), lines: 1_234, net: money(Int64(index - 1) * 123_456),
      state: ShownSettlementState.allCases[index % ShownSettlementState.allCases.count])
  }

  private static func sum(_ name: String, lines: Int64 = 1_234, net: Int64 = -8_00) -> SettlementSum {
    SettlementSum(
      name: name, link: .settlements.appending("stl_1").appending("lines"), lines: lines,
      sale: money(50_000), price: money(-1_00), commission: money(-6_75), fee: money(-25), net: money(net))
  }

  private static let corrections: [SettlementPage.Correction] = [
    .init(day: day, amount: money(-12_34), reason: "Fee of <March>")
  ]

  private static let figures: [(name: String, money: ShownMoney)] = [
    ("Points given", money(-1_00)), ("Commission", money(-6_75)), ("Net", money(-20_34)),
  ]

  private static func page(
    _ index: Int, _ choice: SettlementPage.Choice, net: Int64? = nil, fault: String? = nil
  ) -> SettlementPage {
    var page = SettlementPage(
      row: row(index), figures: figures, points: (ShownPoints(12_345), ShownPoints(678)),
      carried: money(-3_00), payment: index == 3 ? ("20260304-000017", day.text) : nil,
      steps: [
        TimelineStep(at: Faked.ago(days: 1), text: "Calculated", by: "The platform"),
        TimelineStep(at: Faked.now, text: "On hold: contract <ends>", by: "Lin Yue"),
      ],
      days: (0..<31).map { sum(ShownDay(daysSince1970: 20_500 + Int64($0)).text) },
      stores: [sum("Pier <3>"), sum("Of no store")],
      total: sum("Together", net: net ?? (row(index).net.minorUnits + 12_34)), corrections: corrections,
      merchantID: "mch_1", choice: choice, key: "req_1", today: day.text)
    page.fault = fault
    return page
  }

  private static var everything: SettlementPage.Choice {
    var choice = SettlementPage.Choice()
    (choice.reviews, choice.approves, choice.pays) = (true, true, true)
    (choice.holds, choice.reopens, choice.corrects) = (true, true, true)
    return choice
  }

  private static var others: SettlementPage.Choice {
    var choice = SettlementPage.Choice()
    (choice.isReviewer, choice.disputes) = (true, true)
    return choice
  }

  private static func list(
    _ rows: Loaded<Batch<SettlementRow>>, open: Loaded<[SettlementsPage.Open]>? = nil
  ) -> SettlementsPage {
    SettlementsPage(
      query: ListQuery(), programs: [("universal", "Tongbao <points>")], settlements: rows, open: open)
  }

  private static func line(_ index: Int) -> SettlementLinesPage.Row {
    SettlementLinesPage.Row(
      transaction: "txn_\(index)", day: day, role: "Given", kind: "Earned", channel: "Seat",
      store: "Pier <3>", points: ShownPoints(500), sale: money(50_000), price: money(-1_00),
      commission: money(-6_25), fee: money(5), net: money(-7_20),
      counterparty: index.isMultiple(of: 3) ? "With Harbour <Bakery>" : nil,
      reverses: index.isMultiple(of: 2) ? "txn_9" : nil)
  }

  private static func lines(_ rows: Loaded<Batch<SettlementLinesPage.Row>>) -> SettlementLinesPage {
    SettlementLinesPage(
      id: "stl_1", period: day.text, currency: "CNY", query: ListQuery(),
      stores: [("str_1", "Pier <3>"), ("none", "None")],
      lines: rows)
  }

  private static func terms(
    versions: Bool = true, mayPropose: Bool = true, preview: Bool = false, fault: String? = nil
  ) -> SettlementTermsPage {
    let lines = (0..<9).map { (name: "Part \($0)", text: "1.00 for <500>") }
    var page = SettlementTermsPage(
      merchant: "Harbour <Coffee>", id: "mch_1",
      versions: versions
        ? [(Int64(3), SettlementTermsPage.Standing.coming), (2, .now), (1, .past)].map {
          .init(
            program: "Tongbao <points>", number: $0.0, from: day, standing: $0.1, lines: lines,
            approval: "apr_\($0.0)")
        } : [])
    page.fundings = [
      .init(program: "Tongbao <points>", lines: [(name: "Mode", text: "<Prepaid>")], isLow: versions)
    ]
    page.programs = [("universal", "Tongbao <points>")]
    page.typed = ["issue_money": "<1.00>", "cycle": "weekly-sunday"]
    page.mayPropose = mayPropose
    page.fault = fault
    if preview {
      page.preview = .init(
        note: "1 month, 9 lines",
        lines: (0..<6).map {
          .init(
            name: "Part \($0)", settled: money(-1_00), proposed: money(-2_00 + Int64($0)),
            difference: money(Int64($0) - 1_00))
        }, untold: "Lines do not tell of <used>")
    }
    return page
  }

  private static func days(_ days: Loaded<[BusinessDaysPage.Day]>, later: String? = nil) -> BusinessDaysPage {
    BusinessDaysPage(
      month: "2026-03", earlier: "2026-02", later: later, days: days,
      pool: later == nil ? [] : [("Tongbao <points>", money(12_34), day)])
  }

  private static let closed = (0..<31).map {
    BusinessDaysPage.Day(
      day: ShownDay(daysSince1970: 20_500 + Int64($0)), lines: 1_234, block: 99_999,
      head: String(repeating: "0123abcd", count: 8), closedAt: Faked.now,
      settledAt: $0.isMultiple(of: 2) ? Faked.now : nil)
  }

  static let settlements: [Sample] = operatorSettlements + deskSettlements

  private static let operatorSettlements: [Sample] = [
    Sample("settlements", list(.loaded(Batch((0..<6).map(row), next: "stl_6")))),
    Sample("settlements-first", list(.loaded(Batch([], next: nil)))),
    Sample("settlements-forbidden", list(.forbidden(right: "reports.read"))),
    Sample("settlement", page(0, everything, fault: "This reference paid <another>.")),
    Sample("settlement-paid", page(3, SettlementPage.Choice())),
    Sample("settlement-reviewer", page(1, others)),
    Sample("settlement-differs", page(0, everything, net: 1)),
    Sample("settlement-lines", lines(.loaded(Batch((0..<20).map(line), next: "x")))),
    Sample("settlement-lines-none", lines(.loaded(Batch([], next: nil)))),
    Sample("settlement-print", printed),
    Sample("settlement-terms", terms()),
    Sample("settlement-terms-preview", terms(preview: true, fault: "A price of <points> is wrong.")),
    Sample("settlement-terms-none", terms(versions: false, mayPropose: false)),
    Sample("agents", agents(.loaded(Batch([agent(1), agent(2), agent(2, isActive: false)], next: "mch_2")))),
    Sample("agents-fault", agents(.loaded(Batch([agent(1)])), fault: "A <region> is needed.")),
    Sample("agents-first", agents(.loaded(Batch([])))),
    Sample("agent", agentPage(2)), Sample("agent-idle", agentPage(1)),
    Sample("cost-shares", costShares()),
    Sample("cost-shares-fault", costShares("The parts are <99%>.", trial: false)),
    Sample("cost-shares-first", costSharesFirst),
    Sample("business-days", days(.loaded(closed), later: "2026-04")),
    Sample("business-days-none", days(.loaded([]))),
    Sample("business-days-failed", days(.failed(requestID: "req_9"))),
  ]

  private static func agent(_ level: Int, isActive: Bool = true) -> AgentsPage.Row {
    AgentsPage.Row(
      id: "mch_\(level)", name: "Harbour <Agents> \(level)", region: "East <1>", level: level,
      parent: level == 2 ? "Harbour <Agents> 1" : nil, isActive: isActive)
  }

  private static func agents(_ rows: Loaded<Batch<AgentsPage.Row>>, fault: String? = nil) -> AgentsPage {
    var page = AgentsPage(
      query: ListQuery(), agents: rows,
      typed: fault == nil ? [:] : ["merchant": "<A01>", "ends": "1"])
    page.mayPropose = true
    page.fault = fault
    return page
  }

  private static func agentPage(_ level: Int) -> AgentPage {
    var page = AgentPage(
      row: agent(level), note: level == 2 ? "Two levels <article 7>" : "", approval: "apr_1",
      lookedAfter: level == 2
        ? [.init(id: "mch_9", name: "Tea <House>", program: "Tongbao <points>", share: "20%")] : [],
      next: level == 2 ? "mch_9" : nil)
    page.mayPropose = level == 2
    page.typed = ["merchant": "A01", "region": "East <1>"]
    return page
  }

  private static func costShares(_ fault: String? = nil, trial: Bool = true) -> CostSharesPage {
    let standings: [SettlementTermsPage.Standing] = [.coming, .now, .past]
    var page = CostSharesPage(
      agreements: .loaded(
        standings.enumerated().map { index, standing in
          CostSharesPage.Agreement(
            rule: "Spring <double>", program: "Tongbao <points>", version: Int64(3 - index), from: day,
            standing: standing, payers: index == 0 ? [] : ["giver 50%", "Harbour <Bakery> 33.33%"],
            approval: "apr_\(index)")
        }),
      rules: [("universal/2", "Spring <double> \u{00B7} Tongbao")],
      typed: ["payers": "giver 50\nM03 <40>", "from": "2026-04-01"])
    page.mayPropose = true
    page.fault = fault
    if trial {
      page.trial = .init(cost: money(1_00), parts: [("giver", money(50)), ("Harbour <Bakery>", money(50))])
    }
    return page
  }

  private static var costSharesFirst: CostSharesPage {
    var page = CostSharesPage(agreements: .loaded([]), rules: [])
    page.mayPropose = true
    return page
  }

  private static let printed = SettlementPrintPage(
    row: row(0), figures: figures, days: [sum(day.text)], total: sum("Together"), corrections: corrections,
    head: String(repeating: "0123abcd", count: 8))

  private static let deskSettlements: [Sample] = [
    Sample(
      desk: "settlements",
      list(
        .loaded(Batch((0..<6).map(row), next: nil)),
        open: .loaded([.init(program: "Tongbao <points>", days: day.text, lines: 9, net: money(-7_30))]))),
    Sample(desk: "settlements-first", list(.loaded(Batch([], next: nil)), open: .loaded([]))),
    Sample(desk: "settlement", page(1, others)),
    Sample(desk: "settlement-lines", lines(.loaded(Batch((0..<9).map(line), next: nil)))),
    Sample(desk: "settlement-print", printed),
    Sample(desk: "settlement-terms", terms(mayPropose: false)),
  ]
}
