// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var siteCode: String { text("site.code") }
  var siteFeedback: String { text("site.feedback") }
  var siteHelpAsk: String { text("site.help_ask") }
  var siteHelpAskText: String { text("site.help_ask_text") }
  var siteHelpEarn: String { text("site.help_earn") }
  var siteHelpExpiry: String { text("site.help_expiry") }
  var siteHelpHow: String { text("site.help_how") }
  var siteHelpIntro: String { text("site.help_intro") }
  var siteHelpLost: String { text("site.help_lost") }
  var siteHelpLostText: String { text("site.help_lost_text") }
  var siteHelpSafe: String { text("site.help_safe") }
  var siteHelpTitle: String { text("site.help_title") }
  var siteHelpUse: String { text("site.help_use") }
  var siteHome: String { text("site.home") }
  var siteMe: String { text("site.me") }
  var siteMessages: String { text("site.messages") }
  var sitePlaces: String { text("site.places") }
  var sitePoints: String { text("site.points") }
}
