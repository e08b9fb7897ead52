// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var factorCode: String { text("factor.code") }
  var factorCodeIntro: String { text("factor.code_intro") }
  var factorCodeLost: String { text("factor.code_lost") }
  var factorCodeTitle: String { text("factor.code_title") }
  var factorFinish: String { text("factor.finish") }
  var factorFirstCode: String { text("factor.first_code") }
  var factorIntro: String { text("factor.intro") }
  var factorScan: String { text("factor.scan") }
  var factorSecret: String { text("factor.secret") }
  var factorTitle: String { text("factor.title") }
  var factorWrong: String { text("factor.wrong") }
  var factorWrongAnew: String { text("factor.wrong_anew") }
  var feedbackAnswer: String { text("feedback.answer") }
  var feedbackAnswered: String { text("feedback.answered") }
  var feedbackClose: String { text("feedback.close") }
  var feedbackClosed: String { text("feedback.closed") }
  func feedbackFrom(name: String) -> String { text("feedback.from", ["name": .text(name)]) }
  var feedbackIntro: String { text("feedback.intro") }
  var feedbackMine: String { text("feedback.mine") }
  var feedbackMore: String { text("feedback.more") }
  var feedbackNew: String { text("feedback.new") }
  var feedbackNobody: String { text("feedback.nobody") }
  var feedbackNone: String { text("feedback.none") }
  var feedbackNoneText: String { text("feedback.none_text") }
  var feedbackOpen: String { text("feedback.open") }
  var feedbackOperator: String { text("feedback.operator") }
  var feedbackQueue: String { text("feedback.queue") }
  var feedbackSend: String { text("feedback.send") }
  var feedbackStaff: String { text("feedback.staff") }
  var feedbackText: String { text("feedback.text") }
  var feedbackTextWrong: String { text("feedback.text_wrong") }
  var feedbackThread: String { text("feedback.thread") }
  var feedbackTo: String { text("feedback.to") }
  var feedbackTooMany: String { text("feedback.too_many") }
  var feedbackUnread: String { text("feedback.unread") }
  func feedbackWith(name: String) -> String { text("feedback.with", ["name": .text(name)]) }
  var feedbackYou: String { text("feedback.you") }
  var freezeAction: String { text("freeze.action") }
  var freezeDevices: String { text("freeze.devices") }
  var freezeEnd: String { text("freeze.end") }
  var freezeIntro: String { text("freeze.intro") }
  var freezeKept: String { text("freeze.kept") }
  var freezeNotActive: String { text("freeze.not_active") }
  var freezeNothing: String { text("freeze.nothing") }
  var freezeWhat: String { text("freeze.what") }
}
