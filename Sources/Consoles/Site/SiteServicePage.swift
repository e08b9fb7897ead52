/// What a service would do with the member's points, for them to agree to, or what it did: one page for every
/// service, which says it in facts.
struct SiteServicePage: SitePage {
  enum Stage: Sendable {
    /// Asks for a proof where none was given a moment ago.
    case promised(offer: String, proof: OwnProofField?)
    case done(id: String)
  }

  /// What the service calls things.
  struct Wording: Sendable {
    let heading: String
    let intro: String
    let send: String
    let back: String
  }

  /// Where the service's forms go.
  struct Places: Sendable {
    let send: Link
    let code: Link
    let back: Link
  }

  struct Fact: Sendable {
    let name: String
    let value: String
    var isMain = false
  }

  let stage: Stage
  let program: String
  let facts: [Fact]
  let wording: Wording
  let places: Places
  var fault: String?

  var tab: SiteTab? { .points }
  var above: SiteTab? { .points }

  func heading(_ words: Words) -> String { wording.heading }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(wording.heading, wording.intro)
      if let fault { div(.class("notice bad"), .role("alert")) { p { fault } } }
      section(.class("card")) {
        h2 { program }
        Consoles.facts(facts.map { ($0.name, value($0)) })
        switch stage {
        case .promised(let offer, let proof): confirmation(offer, proof, visit)
        case .done(let id): p(.class("more")) { a(.href(.siteEntry(id))) { words.serviceEntry } }
        }
        p(.class("more")) { a(.href(places.back)) { wording.back } }
      }
    }
  }

  private func value(_ fact: Fact) -> Node {
    fact.isMain ? strong { fact.value } : .text(fact.value)
  }

  private func confirmation(_ offer: String, _ proof: OwnProofField?, _ visit: Visit) -> Node {
    Node {
      form(.method(.post), .action(places.send), .class("decision")) {
        formToken(visit)
        input(.type("hidden"), .name("offer"), .value(offer))
        if let proof { proof.fields(visit.words) }
        button(.class("button wide")) { wording.send }
      }
      if let proof, !proof.isSent {
        form(.method(.post), .action(places.code), .class("decision")) {
          formToken(visit)
          input(.type("hidden"), .name("offer"), .value(offer))
          button(.class("button plain wide")) { visit.words.transferSendCode(phone: proof.phone) }
        }
      }
    }
  }
}
