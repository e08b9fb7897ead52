// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  func fundingAlert(count: Int64) -> String { text("funding.alert", ["count": .count(count)]) }
  func fundingAlertOwn(left: String, program: String) -> String {
    text(
      "funding.alert_own", ["left": .text(left), "program": .text(program)])
  }
  func fundingBlock(number: String) -> String { text("funding.block", ["number": .text(number)]) }
  func fundingBlockLeft(left: String, points: String) -> String {
    text(
      "funding.block_left", ["left": .text(left), "points": .text(points)])
  }
  var fundingCeiling: String { text("funding.ceiling") }
  var fundingConsumed: String { text("funding.consumed") }
  var fundingFaultLimit: String { text("funding.fault_limit") }
  var fundingFaultMode: String { text("funding.fault_mode") }
  var fundingFaultPrepaid: String { text("funding.fault_prepaid") }
  var fundingFaultTerms: String { text("funding.fault_terms") }
  var fundingIntro: String { text("funding.intro") }
  var fundingLeft: String { text("funding.left") }
  var fundingLimit: String { text("funding.limit") }
  var fundingLimitField: String { text("funding.limit_field") }
  var fundingLow: String { text("funding.low") }
  var fundingLowAct: String { text("funding.low_act") }
  var fundingLowAt: String { text("funding.low_at") }
  var fundingLowField: String { text("funding.low_field") }
  var fundingLowMerchants: String { text("funding.low_merchants") }
  func fundingLowMerchantsNote(count: Int64) -> String {
    text(
      "funding.low_merchants_note", ["count": .count(count)])
  }
  var fundingLowNote: String { text("funding.low_note") }
  var fundingLowSet: String { text("funding.low_set") }
  var fundingMeasure: String { text("funding.measure") }
  var fundingMode: String { text("funding.mode") }
  var fundingModeCredit: String { text("funding.mode_credit") }
  var fundingModeOpen: String { text("funding.mode_open") }
  var fundingModePrepaid: String { text("funding.mode_prepaid") }
  var fundingNone: String { text("funding.none") }
  var fundingNoneText: String { text("funding.none_text") }
  var fundingNote: String { text("funding.note") }
  func fundingProposal(merchant: String, program: String) -> String {
    text(
      "funding.proposal", ["merchant": .text(merchant), "program": .text(program)])
  }
  var fundingPropose: String { text("funding.propose") }
  var fundingProposeNote: String { text("funding.propose_note") }
  var fundingTitle: String { text("funding.title") }
}
