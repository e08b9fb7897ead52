// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var trayEnter: String { text("tray.enter") }
  var trayIntro: String { text("tray.intro") }
  var trayNone: String { text("tray.none") }
  var trayNoneText: String { text("tray.none_text") }
  var trayRenew: String { text("tray.renew") }
  var trayTitle: String { text("tray.title") }
  func trayTo(recipient: String) -> String { text("tray.to", ["recipient": .text(recipient)]) }
}
