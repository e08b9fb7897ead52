// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var advanceAgain: String { text("advance.again") }
  var advanceAsked: String { text("advance.asked") }
  var advanceComes: String { text("advance.comes") }
  var advanceConfirm: String { text("advance.confirm") }
  var advanceConfirmIntro: String { text("advance.confirm_intro") }
  var advanceDone: String { text("advance.done") }
  var advanceIntro: String { text("advance.intro") }
  var advanceLeft: String { text("advance.left") }
  var advanceNone: String { text("advance.none") }
  var advanceNoneText: String { text("advance.none_text") }
  func advancePart(day: String, points: String) -> String {
    text(
      "advance.part", ["day": .text(day), "points": .text(points)])
  }
  var advancePoints: String { text("advance.points") }
  func advanceSend(points: String) -> String { text("advance.send", ["points": .text(points)]) }
  var advanceTitle: String { text("advance.title") }
}
