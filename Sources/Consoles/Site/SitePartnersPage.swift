/// Exchanges points with programmes elsewhere: what for what, then what is given and received, then how it
/// went.
struct SitePartnersPage: SitePage {
  struct Way: Sendable {
    let value: String
    let name: String
    let ratio: String
  }

  struct Row: Sendable {
    let id: String
    let name: String
    let points: String
    let state: ShownPartnerState
    let at: ShownTime
  }

  let ways: [Way]
  let latest: [Row]
  /// Where points are used elsewhere.
  var malls: [(id: String, name: String)] = []
  var typed: [String: String] = [:]
  var fault: String?

  static let fields = ["way", "points", "account", "proof"]

  var tab: SiteTab? { .points }
  var above: SiteTab? { .points }

  func heading(_ words: Words) -> String { words.partnerOwnTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.partnerOwnIntro)
      faultNotice(fault)
      if !malls.isEmpty { card(words.partnerMalls, words.partnerMallsNote) { doors } }
      if ways.isEmpty, malls.isEmpty {
        emptyState(.quiet, words.partnerOwnNone, words.partnerOwnNoneText) {
          a(.class("button"), .href(.sitePoints)) { words.sitePoints }
        }
      } else if !ways.isEmpty {
        card(words.partnerRates) {
          ul(.class("moves")) {
            for way in ways {
              li {
                span { way.name }
                strong { way.ratio }
              }
            }
          }
        }
        section(.class("card")) {
          h2(.class("unseen")) { heading(words) }
          entry(visit)
        }
      }
      if !latest.isEmpty { card(words.partnerOwnLatest) { list(words) } }
    }
  }

  /// Each click is signed anew where it leads.
  @Nodes private var doors: [Node] {
    for mall in malls {
      p { a(.class("button plain wide"), .href(.siteMall(mall.id))) { mall.name } }
    }
  }

  private func entry(_ visit: Visit) -> Node {
    let words = visit.words
    return form(.method(.post), .action(.sitePartners), .class("decision")) {
      formToken(visit)
      deskChoice("way", words.partnerOwnWay, ways.map { ($0.value, $0.name) }, typed["way"] ?? "")
      siteField(
        "points", words.partnerOwnPoints,
        [
          .type("text"), .autocomplete("off"), Attribute("inputmode", "decimal"), .maxlength(20), .required,
          .value(typed["points"] ?? ""),
        ])
      siteField(
        "account", words.partnerOwnAccount,
        [.type("text"), .autocomplete("off"), .maxlength(64), .required, .value(typed["account"] ?? "")])
      siteField(
        "proof", words.partnerOwnProof, hint: words.partnerOwnProofNote,
        [.type("text"), .autocomplete("off"), .maxlength(100), .value(typed["proof"] ?? "")])
      button(.class("button wide")) { words.partnerOwnGoOn }
    }
  }

  private func list(_ words: Words) -> Node {
    ul(.class("moves")) {
      for row in latest {
        li {
          span {
            a(.href(Link.sitePartners.appending(row.id))) { row.name }
            small { words.time(row.at) + " \u{00B7} " + row.points }
          }
          row.state.badge(words)
        }
      }
    }
  }
}

/// What an exchange with a partner gives, for the member to agree to.
struct SitePartnerTermsPage: SitePage {
  let name: String
  let gives: String
  let receives: String
  let spread: String
  let quote: String
  let until: ShownTime
  let account: String
  let partnerProof: String
  let proof: OwnProofField?
  var fault: String?

  var tab: SiteTab? { .points }
  var above: SiteTab? { .points }

  func heading(_ words: Words) -> String { words.partnerOwnConfirm }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.exchangeUntil(time: words.exactTime(until)))
      faultNotice(fault)
      section(.class("card")) {
        h2 { name }
        facts([
          (words.exchangeGives, strong { gives }), (words.exchangeReceives, strong { receives }),
          (words.exchangeSpread, .text(spread)), (words.partnerOwnAccount, .text(account)),
        ])
        form(.method(.post), .action(.sitePartnersSend), .class("decision")) {
          formToken(visit)
          carried()
          if let proof { proof.fields(words) }
          button(.class("button wide")) { words.partnerOwnSend }
        }
        if let proof, !proof.isSent {
          form(.method(.post), .action(.sitePartnersCode), .class("decision")) {
            formToken(visit)
            carried()
            button(.class("button plain wide")) { words.transferSendCode(phone: proof.phone) }
          }
        }
        p(.class("more")) { a(.href(.sitePartners)) { words.partnerOwnAgain } }
      }
    }
  }

  @Nodes private func carried() -> [Node] {
    input(.type("hidden"), .name("quote"), .value(quote))
    input(.type("hidden"), .name("account"), .value(account))
    input(.type("hidden"), .name("proof"), .value(partnerProof))
  }
}

/// How an exchange with a partner stands; what is not known is said to be so.
struct SitePartnerExchangePage: SitePage {
  let name: String
  let gives: String
  let receives: String
  let account: String
  let isOut: Bool
  let state: ShownPartnerState
  let reason: String
  let entry: String?
  let at: ShownTime

  var tab: SiteTab? { .points }
  var above: SiteTab? { .points }

  func heading(_ words: Words) -> String {
    switch state {
    case .done: words.partnerOwnDone
    case .refused: words.partnerOwnRefused
    case .unknown: words.partnerOwnUnknown
    case .begun, .held, .accepted, .declined, .confirming: words.partnerOwnWorking
    }
  }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), introduction(words))
      section(.class("card")) {
        h2 { name }
        p { state.badge(words) }
        facts([
          (words.exchangeGives, strong { gives }), (words.exchangeReceives, strong { receives }),
          (words.partnerOwnAccount, .text(account.isEmpty ? words.commonNone : account)),
          (words.commonTime, .text(words.time(at))),
        ])
        if state == .refused, !reason.isEmpty {
          p(.class("hint")) { words.partnerOwnBecause(reason: reason) }
        }
        if let entry { p(.class("more")) { a(.href(.siteEntry(entry))) { words.exchangeEntry } } }
        p(.class("more")) { a(.href(.sitePartners)) { words.partnerOwnAgain } }
      }
    }
  }

  private func introduction(_ words: Words) -> String {
    switch state {
    case .done: words.time(at)
    case .refused: words.partnerOwnRefusedText
    case .unknown: isOut ? words.partnerOwnUnknownOut : words.partnerOwnUnknownIn
    case .begun, .held, .accepted, .declined, .confirming: words.partnerOwnWorkingText
    }
  }
}
