// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var shellCopied: String { text("shell.copied") }
  var shellCopy: String { text("shell.copy") }
  var shellDemo: String { text("shell.demo") }
  var shellHelp: String { text("shell.help") }
  var shellLanguage: String { text("shell.language") }
  var shellMenu: String { text("shell.menu") }
  var shellSandbox: String { text("shell.sandbox") }
  var shellSearch: String { text("shell.search") }
  var shellSearchHint: String { text("shell.search_hint") }
  var shellSignOut: String { text("shell.sign_out") }
  var shellSkip: String { text("shell.skip") }
  func shellTitle(page: String) -> String { text("shell.title", ["page": .text(page)]) }
  var shellTrail: String { text("shell.trail") }
  func shellZone(zone: String) -> String { text("shell.zone", ["zone": .text(zone)]) }
}
