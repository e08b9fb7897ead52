// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var casesAge: String { text("cases.age") }
  var casesCase: String { text("cases.case") }
  func casesDays(count: Int64) -> String { text("cases.days", ["count": .count(count)]) }
  var casesEmptyAction: String { text("cases.empty_action") }
  var casesEmptyText: String { text("cases.empty_text") }
  var casesEmptyTitle: String { text("cases.empty_title") }
  var casesIntro: String { text("cases.intro") }
  var casesMine: String { text("cases.mine") }
  var casesOwner: String { text("cases.owner") }
  var casesTerminalHint: String { text("cases.terminal_hint") }
  var casesToday: String { text("cases.today") }
  var casesUnowned: String { text("cases.unowned") }
}
