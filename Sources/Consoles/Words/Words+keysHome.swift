// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
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
