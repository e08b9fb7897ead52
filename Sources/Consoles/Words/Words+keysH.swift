// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var helpChain: String { text("help.chain") }
  var helpDebt: String { text("help.debt") }
  var helpEntries: String { text("help.entries") }
  var helpExpired: String { text("help.expired") }
  var helpHeld: String { text("help.held") }
  var helpIntro: String { text("help.intro") }
  var helpIssued: String { text("help.issued") }
  var helpLot: String { text("help.lot") }
  var helpMore: String { text("help.more") }
  var helpMoreText: String { text("help.more_text") }
  var helpOutstanding: String { text("help.outstanding") }
  var helpPending: String { text("help.pending") }
  var helpTitle: String { text("help.title") }
  var helpUsed: String { text("help.used") }
  var helpWords: String { text("help.words") }
  var homeAll: String { text("home.all") }
  var homeExpiresNext: String { text("home.expires_next") }
  func homeExpiresOn(day: String, points: String) -> String {
    text(
      "home.expires_on", ["day": .text(day), "points": .text(points)])
  }
  var homeFrozen: String { text("home.frozen") }
  var homeNeverExpires: String { text("home.never_expires") }
  var homeNoRecent: String { text("home.no_recent") }
  var homeNothing: String { text("home.nothing") }
  var homeNothingText: String { text("home.nothing_text") }
  var homeRecent: String { text("home.recent") }
  var homeShowCode: String { text("home.show_code") }
  func homeUnread(count: Int64) -> String { text("home.unread", ["count": .count(count)]) }
  func homeUsableFrom(day: String) -> String { text("home.usable_from", ["day": .text(day)]) }
  var homeUsableLater: String { text("home.usable_later") }
  var homeUseThem: String { text("home.use_them") }
  var homeWelcome: String { text("home.welcome") }
  func homeWelcomeName(name: String) -> String { text("home.welcome_name", ["name": .text(name)]) }
  var homeWhere: String { text("home.where") }
}
