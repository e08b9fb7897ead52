// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var shareAlone: String { text("share.alone") }
  var shareCost: String { text("share.cost") }
  func shareFaultLine(line: String) -> String { text("share.fault_line", ["line": .text(line)]) }
  func shareFaultMerchant(line: String) -> String { text("share.fault_merchant", ["line": .text(line)]) }
  var shareFaultParts: String { text("share.fault_parts") }
  var shareFaultRule: String { text("share.fault_rule") }
  func shareFaultSum(sum: String) -> String { text("share.fault_sum", ["sum": .text(sum)]) }
  var shareFaultTwice: String { text("share.fault_twice") }
  var shareGiver: String { text("share.giver") }
  var shareIntro: String { text("share.intro") }
  var shareNoRules: String { text("share.no_rules") }
  var shareNone: String { text("share.none") }
  var shareNoneText: String { text("share.none_text") }
  func shareOfRule(rule: String) -> String { text("share.of_rule", ["rule": .text(rule)]) }
  var shareOperator: String { text("share.operator") }
  func sharePart(party: String, share: String) -> String {
    text(
      "share.part", ["party": .text(party), "share": .text(share)])
  }
  var sharePayers: String { text("share.payers") }
  var sharePayersHint: String { text("share.payers_hint") }
  func shareProposal(program: String, rule: String) -> String {
    text(
      "share.proposal", ["program": .text(program), "rule": .text(rule)])
  }
  var sharePropose: String { text("share.propose") }
  var shareProposeNote: String { text("share.propose_note") }
  var shareRule: String { text("share.rule") }
  var shareTitle: String { text("share.title") }
  var shareTrialCost: String { text("share.trial_cost") }
  var shareTrialNote: String { text("share.trial_note") }
  func shareWith(party: String) -> String { text("share.with", ["party": .text(party)]) }
}
