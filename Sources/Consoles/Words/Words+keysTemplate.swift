// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var templateBody: String { text("template.body") }
  var templateBraces: String { text("template.braces") }
  var templateChanged: String { text("template.changed") }
  var templateCodeMissing: String { text("template.code_missing") }
  var templateHeading: String { text("template.heading") }
  var templateIntro: String { text("template.intro") }
  var templateKeys: String { text("template.keys") }
  var templateKind: String { text("template.kind") }
  var templateLength: String { text("template.length") }
  var templateOwn: String { text("template.own") }
  var templateReset: String { text("template.reset") }
  var templateSave: String { text("template.save") }
  var templateShown: String { text("template.shown") }
  var templateSite: String { text("template.site") }
  var templateTitle: String { text("template.title") }
  var templateTry: String { text("template.try") }
  func templateUnknown(name: String) -> String { text("template.unknown", ["name": .text(name)]) }
}
