// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
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
}
