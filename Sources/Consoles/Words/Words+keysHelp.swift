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
}
