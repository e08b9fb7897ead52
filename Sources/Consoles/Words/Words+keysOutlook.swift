// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var outlookAges: String { text("outlook.ages") }
  var outlookAgesNote: String { text("outlook.ages_note") }
  var outlookAllIssuers: String { text("outlook.all_issuers") }
  func outlookBetween(first: String, last: String) -> String {
    text(
      "outlook.between", ["first": .text(first), "last": .text(last)])
  }
  var outlookExpected: String { text("outlook.expected") }
  var outlookFinally: String { text("outlook.finally") }
  var outlookIntro: String { text("outlook.intro") }
  func outlookOlder(months: String) -> String { text("outlook.older", ["months": .text(months)]) }
  var outlookSoFar: String { text("outlook.so_far") }
  var outlookThen: String { text("outlook.then") }
  var outlookTitle: String { text("outlook.title") }
  var outlookUse: String { text("outlook.use") }
  var outlookUseNone: String { text("outlook.use_none") }
  func outlookUseNote(month: String) -> String { text("outlook.use_note", ["month": .text(month)]) }
  func outlookYounger(months: String) -> String { text("outlook.younger", ["months": .text(months)]) }
}
