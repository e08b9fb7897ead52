/// How an account elsewhere stands with what came of it.
struct ShownLink: Sendable {
  let id: String
  let system: String
  /// Masked.
  let account: String
  let way: String
  let since: ShownTime
  /// When and why it ended.
  var ended: String?
  /// What was brought in; nil where nothing was asked for.
  var brought: String?
  /// How that stands, in full.
  var exchange: String?
}

/// The member's accounts at other systems: those that are linked, a form for another, and those that ended.
struct SiteLinksPage: SitePage {
  let current: [ShownLink]
  let ended: [ShownLink]
  /// Systems with which accounts can be linked now.
  let systems: [(value: String, name: String)]
  var typed: [String: String] = [:]
  var fault: String?

  static let fields = ["system", "account"]

  var tab: SiteTab? { .me }
  var above: SiteTab? { .me }

  func heading(_ words: Words) -> String { words.linkTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.linkIntro)
      faultNotice(fault)
      if current.isEmpty {
        emptyState(.quiet, words.linkNone, systems.isEmpty ? words.linkNoneText : words.linkNoneOpen) {}
      }
      for link in current { one(link, visit) }
      if !systems.isEmpty { card(words.linkAdd, words.linkAddNote, id: "add") { adding(visit) } }
      if !ended.isEmpty { card(words.linkEnded) { endedList(words) } }
    }
  }

  private func one(_ link: ShownLink, _ visit: Visit) -> Node {
    let words = visit.words
    return section(.class("card")) {
      h2 { link.system }
      facts(
        [
          (words.linkAccount, .text(link.account)), (words.linkSince, .text(words.time(link.since))),
          (words.linkWay, .text(link.way)),
        ] + (link.brought.map { [(words.linkBrought, broughtText($0, link))] } ?? []))
      form(.method(.post), .action(Link.siteLinks.appending(link.id).appending("end")), .class("decision")) {
        formToken(visit)
        p(.class("hint")) { words.linkEndNote }
        button(.class("button plain wide"), .aria(.label, words.linkEndName(account: link.account))) {
          words.linkEnd
        }
      }
    }
  }

  private func broughtText(_ text: String, _ link: ShownLink) -> Node {
    guard let exchange = link.exchange else { return .text(text) }
    return a(.href(Link.sitePartners.appending(exchange))) { text }
  }

  private func adding(_ visit: Visit) -> Node {
    let words = visit.words
    return form(.method(.post), .action(.siteLinks), .class("decision")) {
      formToken(visit)
      deskChoice("system", words.linkSystem, systems, typed["system"] ?? "")
      siteField(
        "account", words.linkAccount,
        [.type("text"), .autocomplete("off"), .maxlength(64), .required, .value(typed["account"] ?? "")])
      button(.class("button wide")) { words.linkGoOn }
    }
  }

  private func endedList(_ words: Words) -> Node {
    ul(.class("moves")) {
      for link in ended {
        li {
          span {
            link.system + " " + link.account
            small { link.ended ?? "" }
          }
        }
      }
    }
  }
}

/// What is about to be linked to what, for the member to agree to: shown by a code, or by where they come
/// from.
struct SiteLinkConfirmPage: SitePage {
  let system: String
  /// Masked.
  let account: String
  let member: String
  /// Into which programme what lies there comes.
  let program: String?
  /// What the form carries on.
  let carried: [(name: String, value: String)]
  let asksCode: Bool
  let proof: OwnProofField?
  var fault: String?

  var tab: SiteTab? { .me }
  var above: SiteTab? { .me }

  func heading(_ words: Words) -> String { words.linkConfirm }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.linkConfirmIntro)
      faultNotice(fault)
      section(.class("card")) {
        h2 { system }
        facts([(words.linkAccount, strong { account }), (words.linkMember, .text(member))])
        if let program { p(.class("hint")) { words.linkBringsNote(program: program) } }
        form(.method(.post), .action(.siteLinksConfirm), .class("decision")) {
          formToken(visit)
          hidden()
          if asksCode {
            siteField(
              "link_code", words.linkCode, hint: words.linkCodeNote(account: account),
              [.type("text"), .autocomplete("one-time-code"), .maxlength(32), .required])
          }
          if let proof { proof.fields(words) }
          button(.class("button wide")) { words.linkConfirmButton }
        }
        if let proof, !proof.isSent {
          form(.method(.post), .action(.siteLinksProof), .class("decision")) {
            formToken(visit)
            hidden()
            button(.class("button plain wide")) { words.transferSendCode(phone: proof.phone) }
          }
        }
        p(.class("more")) { a(.href(.siteLinks)) { words.linkAgain } }
      }
    }
  }

  @Nodes private func hidden() -> [Node] {
    for field in carried { input(.type("hidden"), .name(field.name), .value(field.value)) }
  }
}
