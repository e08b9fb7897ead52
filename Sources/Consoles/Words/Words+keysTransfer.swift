// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var transferAgain: String { text("transfer.again") }
  var transferArrives: String { text("transfer.arrives") }
  var transferChange: String { text("transfer.change") }
  var transferConfirm: String { text("transfer.confirm") }
  var transferConfirmIntro: String { text("transfer.confirm_intro") }
  var transferDone: String { text("transfer.done") }
  var transferDoneIntro: String { text("transfer.done_intro") }
  var transferFee: String { text("transfer.fee") }
  var transferGoOn: String { text("transfer.go_on") }
  var transferIntro: String { text("transfer.intro") }
  var transferLeft: String { text("transfer.left") }
  var transferLookups: String { text("transfer.lookups") }
  var transferLots: String { text("transfer.lots") }
  var transferOfferEnded: String { text("transfer.offer_ended") }
  func transferPartner(ending: String, name: String) -> String {
    text(
      "transfer.partner", ["ending": .text(ending), "name": .text(name)])
  }
  var transferPointsWrong: String { text("transfer.points_wrong") }
  var transferProof: String { text("transfer.proof") }
  var transferProofHint: String { text("transfer.proof_hint") }
  var transferProofWay: String { text("transfer.proof_way") }
  var transferReceiverInvalid: String { text("transfer.receiver_invalid") }
  var transferReceiverUnknown: String { text("transfer.receiver_unknown") }
  func transferRuleCooling(count: Int64) -> String { text("transfer.rule_cooling", ["count": .count(count)]) }
  func transferRuleDaily(points: String) -> String { text("transfer.rule_daily", ["points": .text(points)]) }
  func transferRuleFeeTop(percent: String) -> String {
    text(
      "transfer.rule_fee_top", ["percent": .text(percent)])
  }
  func transferRuleFeeWithin(percent: String) -> String {
    text(
      "transfer.rule_fee_within", ["percent": .text(percent)])
  }
  var transferRuleFinal: String { text("transfer.rule_final") }
  func transferRuleMinimum(points: String) -> String {
    text(
      "transfer.rule_minimum", ["points": .text(points)])
  }
  func transferRuleReceivers(count: Int64) -> String {
    text(
      "transfer.rule_receivers", ["count": .count(count)])
  }
  var transferRules: String { text("transfer.rules") }
  func transferSend(points: String) -> String { text("transfer.send", ["points": .text(points)]) }
  func transferSendCode(phone: String) -> String { text("transfer.send_code", ["phone": .text(phone)]) }
  var transferSomebody: String { text("transfer.somebody") }
  var transferTitle: String { text("transfer.title") }
  var transferTo: String { text("transfer.to") }
  var transferToHint: String { text("transfer.to_hint") }
  var transferTotal: String { text("transfer.total") }
}
