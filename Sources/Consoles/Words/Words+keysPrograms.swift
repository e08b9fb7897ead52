// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var programsEmptyText: String { text("programs.empty_text") }
  var programsEmptyTitle: String { text("programs.empty_title") }
  var programsHosted: String { text("programs.hosted") }
  var programsIntro: String { text("programs.intro") }
  var programsLife: String { text("programs.life") }
  var programsMembers: String { text("programs.members") }
  func programsRate(money: String, points: String) -> String {
    text(
      "programs.rate", ["money": .text(money), "points": .text(points)])
  }
  var programsUniversal: String { text("programs.universal") }
  var programsWorth: String { text("programs.worth") }
}
