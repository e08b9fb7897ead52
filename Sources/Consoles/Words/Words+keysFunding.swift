// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  func fundingBlock(number: String) -> String { text("funding.block", ["number": .text(number)]) }
  func fundingBlockLeft(left: String, points: String) -> String {
    text(
      "funding.block_left", ["left": .text(left), "points": .text(points)])
  }
  var fundingFaultPrepaid: String { text("funding.fault_prepaid") }
  var fundingLeft: String { text("funding.left") }
  var fundingLimit: String { text("funding.limit") }
  var fundingLow: String { text("funding.low") }
  var fundingMode: String { text("funding.mode") }
  var fundingModeCredit: String { text("funding.mode_credit") }
  var fundingModeOpen: String { text("funding.mode_open") }
  var fundingModePrepaid: String { text("funding.mode_prepaid") }
  var fundingNote: String { text("funding.note") }
  func fundingProposal(merchant: String, program: String) -> String {
    text(
      "funding.proposal", ["merchant": .text(merchant), "program": .text(program)])
  }
  var fundingTitle: String { text("funding.title") }
}
