// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var recoveryDone: String { text("recovery.done") }
  var recoveryIntro: String { text("recovery.intro") }
  var recoveryTitle: String { text("recovery.title") }
}
