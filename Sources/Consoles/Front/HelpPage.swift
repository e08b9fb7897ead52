/// The words of the trade, each in a sentence, and where to turn.
struct HelpPage: FrontPage {
  func heading(_ words: Words) -> String { words.helpTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    let terms: [(name: String, meaning: String)] = [
      (words.dashboardIssued, words.helpIssued),
      (words.dashboardUsed, words.helpUsed),
      (words.dashboardExpired, words.helpExpired),
      (words.dashboardOutstanding, words.helpOutstanding),
      (words.commonLot, words.helpLot),
      (words.memberPending, words.helpPending),
      (words.memberHeld, words.helpHeld),
      (words.memberDebt, words.helpDebt),
      (words.transactionEntries, words.helpEntries),
      (words.ledgerChain, words.helpChain),
    ]
    return Node {
      pageHead(heading(words), words.helpIntro)
      card(words.helpWords) { facts(terms.map { ($0.name, .text($0.meaning)) }) }
      card(words.helpMore) {
        p { words.helpMoreText }
        p(.class("more")) {
          a(.href(.developers)) { words.menuDevelopers }
          a(.href(.openAPI)) { words.startReference }
        }
      }
    }
  }
}
