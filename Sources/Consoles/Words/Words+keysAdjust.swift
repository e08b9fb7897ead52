// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var adjustAbuse: String { text("adjust.abuse") }
  var adjustAgain: String { text("adjust.again") }
  var adjustBack: String { text("adjust.back") }
  var adjustBalance: String { text("adjust.balance") }
  func adjustDeclined(reason: String) -> String { text("adjust.declined", ["reason": .text(reason)]) }
  var adjustDirection: String { text("adjust.direction") }
  var adjustEffect: String { text("adjust.effect") }
  var adjustEffectNote: String { text("adjust.effect_note") }
  var adjustFaultAgain: String { text("adjust.fault_again") }
  var adjustFaultPoints: String { text("adjust.fault_points") }
  var adjustFaultReason: String { text("adjust.fault_reason") }
  var adjustGive: String { text("adjust.give") }
  var adjustGoodwill: String { text("adjust.goodwill") }
  var adjustHowMuch: String { text("adjust.how_much") }
  var adjustHowMuchNote: String { text("adjust.how_much_note") }
  func adjustIntro(member: String) -> String { text("adjust.intro", ["member": .text(member)]) }
  var adjustNote: String { text("adjust.note") }
  var adjustOther: String { text("adjust.other") }
  var adjustPropose: String { text("adjust.propose") }
  var adjustReason: String { text("adjust.reason") }
  var adjustReceiptLost: String { text("adjust.receipt_lost") }
  var adjustReckon: String { text("adjust.reckon") }
  var adjustSystemFault: String { text("adjust.system_fault") }
  var adjustTake: String { text("adjust.take") }
  var adjustTitle: String { text("adjust.title") }
  var adjustWorth: String { text("adjust.worth") }
  var adjustWrongAmount: String { text("adjust.wrong_amount") }
  var adjustWrongMember: String { text("adjust.wrong_member") }
}
