// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var inboxIntro: String { text("inbox.intro") }
  var inboxNew: String { text("inbox.new") }
  var inboxNone: String { text("inbox.none") }
  var inboxNoneText: String { text("inbox.none_text") }
}
