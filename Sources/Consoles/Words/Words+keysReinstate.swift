// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var reinstateAgain: String { text("reinstate.again") }
  var reinstateAsked: String { text("reinstate.asked") }
  var reinstateChange: String { text("reinstate.change") }
  var reinstateComes: String { text("reinstate.comes") }
  var reinstateConfirm: String { text("reinstate.confirm") }
  var reinstateConfirmIntro: String { text("reinstate.confirm_intro") }
  var reinstateDebt: String { text("reinstate.debt") }
  var reinstateDone: String { text("reinstate.done") }
  var reinstateFee: String { text("reinstate.fee") }
  var reinstateGoOn: String { text("reinstate.go_on") }
  var reinstateIntro: String { text("reinstate.intro") }
  var reinstateLeft: String { text("reinstate.left") }
  var reinstateNewEnd: String { text("reinstate.new_end") }
  var reinstateNone: String { text("reinstate.none") }
  var reinstateNoneText: String { text("reinstate.none_text") }
  var reinstatePoints: String { text("reinstate.points") }
  func reinstateRanOut(day: String) -> String { text("reinstate.ran_out", ["day": .text(day)]) }
  func reinstateSend(points: String) -> String { text("reinstate.send", ["points": .text(points)]) }
  var reinstateTitle: String { text("reinstate.title") }
  func reinstateUntil(day: String) -> String { text("reinstate.until", ["day": .text(day)]) }
}
