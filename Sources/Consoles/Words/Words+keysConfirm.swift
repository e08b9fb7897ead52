// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var confirmAction: String { text("confirm.action") }
  var confirmCancel: String { text("confirm.cancel") }
  var confirmIntro: String { text("confirm.intro") }
  var confirmRetype: String { text("confirm.retype") }
  var confirmTitle: String { text("confirm.title") }
  var confirmWrong: String { text("confirm.wrong") }
}
