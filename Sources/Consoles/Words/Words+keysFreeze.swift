// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var freezeAction: String { text("freeze.action") }
  var freezeDevices: String { text("freeze.devices") }
  var freezeEnd: String { text("freeze.end") }
  var freezeIntro: String { text("freeze.intro") }
  var freezeKept: String { text("freeze.kept") }
  var freezeNotActive: String { text("freeze.not_active") }
  var freezeNothing: String { text("freeze.nothing") }
  var freezeWhat: String { text("freeze.what") }
}
