// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var languageEnglish: String { text("language.english") }
  var languageHans: String { text("language.hans") }
  var languageHant: String { text("language.hant") }
}
