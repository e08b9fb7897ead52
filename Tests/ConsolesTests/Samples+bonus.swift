@testable import Consoles

extension Sample {
  private static func ruleRow(_ index: Int) -> EarningRuleRow {
    let states: [EarningRuleRow.State] = [.now, .later, .over]
    return EarningRuleRow(
      link: .earningRule("prg_1-\(index)"), name: "Double on <coffee> \(index)",
      number: "Rule \(index), version 1", program: "Tongbao <points>",
      conditions: index.isMultiple(of: 2) ? ["categories coffee", "Monday, Tuesday"] : [],
      gives: "2 times the base points", limits: index.isMultiple(of: 2) ? ["500 a member and day"] : [],
      used: index.isMultiple(of: 2) ? "12,345 given" : nil, inForce: "from 2026-03-01 00:00 on",
      state: states[index % 3])
  }

  private static func rule(
    _ typed: [String: String] = [:], versions: Int = 0, isTried: Bool = false, fault: String? = nil,
    mayPropose: Bool = true
  ) -> EarningRulePage {
    var page = EarningRulePage(typed: typed, programs: [("prg_1", "Tongbao <points>"), ("prg_2", "Tea")])
    page.versions = (0..<versions).map(ruleRow)
    page.end = versions > 0 ? .earningRule("prg_1-2") : nil
    page.mayPropose = mayPropose
    page.fault = fault.map { .init(field: "amount", text: $0) }
    if isTried {
      page.result = .init(
        note: "1,204 purchases of 88 members; nothing was booked.", base: "120,400", given: "0",
        simulated: "31,000", difference: "CNY\u{00A0}62.00", members: "61",
        rules: [("Double on <coffee>", "30,000", "800", "60"), ("Night", "1,000", "12", "9")])
    }
    return page
  }

  static let bonus: [Sample] = [
    Sample(
      "earning-rules", EarningRulesPage(rules: .loaded((0..<4).map(ruleRow)), mayPropose: true)),
    Sample("earning-rules-first", EarningRulesPage(rules: .loaded([]), mayPropose: true)),
    Sample(
      "earning-rules-forbidden",
      EarningRulesPage(rules: .forbidden(right: "programs.read"), mayPropose: false)),
    Sample("earning-rule-new", rule()),
    Sample("earning-rule-template", rule(RuleTemplate.night.typed)),
    Sample("earning-rule-fault", rule(["amount": "0.5"], fault: "A multiple is 1.01 to <100>.")),
    Sample("earning-rule-tried", rule(RuleTemplate.category.typed, versions: 3, isTried: true)),
    Sample("earning-rule-no", rule(versions: 1, mayPropose: false)),
  ]
}
