/// Exchanges points of one programme for another's: reckoned first, then promised, then done.
struct SiteExchangePage: SitePage {
  struct Wallet: Sendable {
    let name: String
    let spendable: ShownPoints
  }

  let wallets: [Wallet]
  let rates: [ShownRate]
  let calculator: RateCalculator
  var fault: String?

  var tab: SiteTab? { .points }
  var above: SiteTab? { .points }

  func heading(_ words: Words) -> String { words.exchangeTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.exchangeIntro)
      if let fault { div(.class("notice bad"), .role("alert")) { p { fault } } }
      if rates.isEmpty {
        emptyState(.quiet, words.rateNone, words.rateNoneText) {
          a(.class("button"), .href(.sitePoints)) { words.sitePoints }
        }
      } else {
        card(words.exchangeHave) {
          ul(.class("moves")) {
            for wallet in wallets {
              li {
                span { wallet.name }
                strong { words.points(wallet.spendable) }
              }
            }
          }
        }
        card(words.rateCalculator, words.rateCalculatorNote) {
          calculator.node(.siteExchange, words)
          if case .gives = calculator.answer { promise(visit) }
        }
        p(.class("more")) { a(.href(.rates)) { words.exchangeBoard } }
      }
    }
  }

  private func promise(_ visit: Visit) -> Node {
    form(.method(.post), .action(.siteExchange), .class("decision")) {
      formToken(visit)
      input(.type("hidden"), .name("from"), .value(calculator.from))
      input(.type("hidden"), .name("into"), .value(calculator.into))
      input(.type("hidden"), .name("points"), .value(calculator.points))
      button(.class("button wide")) { visit.words.exchangeQuote }
    }
  }
}

/// A quote for the member to agree to, or an exchange that was made.
struct SiteExchangeTermsPage: SitePage {
  enum Stage: Sendable {
    /// Good until then; asks for a proof where none was given a moment ago.
    case promised(quote: String, until: ShownTime, proof: OwnProofField?)
    case done(id: String, at: ShownTime)
  }

  let stage: Stage
  let from: String
  let into: String
  let gives: ShownPoints
  let receives: ShownPoints
  let spread: ShownPoints
  let fromLeft: ShownPoints
  let intoLeft: ShownPoints
  var fault: String?

  var tab: SiteTab? { .points }
  var above: SiteTab? { .points }

  func heading(_ words: Words) -> String {
    switch stage {
    case .promised: words.exchangeConfirm
    case .done: words.exchangeDone
    }
  }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), introduction(words))
      if let fault { div(.class("notice bad"), .role("alert")) { p { fault } } }
      section(.class("card")) {
        h2 { words.rateArrow(from: from, into: into) }
        facts([
          (words.exchangeGives, strong { words.points(gives) + " " + from }),
          (words.exchangeReceives, strong { words.points(receives) + " " + into }),
          (words.exchangeSpread, .text(words.points(spread) + " " + into)),
          (words.exchangeLeft(program: from), .text(words.points(fromLeft))),
          (words.exchangeLeft(program: into), .text(words.points(intoLeft))),
        ])
        switch stage {
        case .promised(let quote, _, let proof): confirmation(quote, proof, visit)
        case .done(let id, _): p(.class("more")) { a(.href(.siteEntry(id))) { words.exchangeEntry } }
        }
        p(.class("more")) { a(.href(.siteExchange)) { words.exchangeAgain } }
      }
    }
  }

  private func introduction(_ words: Words) -> String {
    switch stage {
    case .promised(_, let until, _): words.exchangeUntil(time: words.exactTime(until))
    case .done(_, let at): words.time(at)
    }
  }

  private func confirmation(_ quote: String, _ proof: OwnProofField?, _ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      form(.method(.post), .action(.siteExchangeSend), .class("decision")) {
        formToken(visit)
        input(.type("hidden"), .name("quote"), .value(quote))
        if let proof { proof.fields(words) }
        button(.class("button wide")) { words.exchangeSend }
      }
      if let proof, !proof.isSent {
        form(.method(.post), .action(.siteExchangeCode), .class("decision")) {
          formToken(visit)
          input(.type("hidden"), .name("quote"), .value(quote))
          button(.class("button plain wide")) { words.transferSendCode(phone: proof.phone) }
        }
      }
    }
  }
}
