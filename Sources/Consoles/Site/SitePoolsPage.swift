/// The member's shared wallets, those that ask them in, and a form for a new one.
struct SitePoolsPage: SitePage {
  struct Shown: Sendable {
    let id: String
    let name: String
    let kind: String
    let program: String
  }

  struct Asking: Sendable {
    let id: String
    let name: String
    let kind: String
    let program: String
    let by: String
    let role: String
    let leaving: String
    let limits: [(name: String, value: String)]
  }

  /// A programme that has pools.
  struct Program: Sendable {
    let code: String
    let name: String
    let allowsCompanies: Bool
  }

  let pools: [Shown]
  let asking: [Asking]
  let programs: [Program]
  var name = ""
  var fault: String?

  var tab: SiteTab? { .me }
  var above: SiteTab? { .me }

  func heading(_ words: Words) -> String { words.poolTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.poolIntro)
      if let fault { div(.class("notice bad"), .role("alert")) { p { fault } } }
      for one in asking { asked(one, visit) }
      if !pools.isEmpty {
        section(.class("card")) {
          h2(.class("unseen")) { heading(words) }
          rowLinks(
            pools.map {
              (name: $0.name, note: $0.kind + " \u{00B7} " + $0.program, link: Link.sitePool($0.id))
            })
        }
      } else if asking.isEmpty {
        emptyState(.quiet, words.poolNone, programs.isEmpty ? words.poolOff : words.poolNoneText) {
          a(.class("button plain"), .href(.siteMe)) { words.siteMe }
        }
      }
      if !programs.isEmpty { make(visit) }
    }
  }

  private func asked(_ one: Asking, _ visit: Visit) -> Node {
    let words = visit.words
    return card(words.poolAsked) {
      facts(lines(one, words))
      p(.class("hint")) { words.poolAskedNote }
      form(.method(.post), .action(Link.sitePools.appending("answer")), .class("decision")) {
        formToken(visit)
        input(.type("hidden"), .name("person"), .value(one.id))
        button(.class("button wide"), .name("act"), .value("accept")) { words.poolAccept }
        button(.class("button plain wide"), .name("act"), .value("decline")) { words.poolDecline }
      }
    }
  }

  private func lines(_ one: Asking, _ words: Words) -> [(name: String, value: Node)] {
    var lines: [(name: String, value: Node)] = [
      (words.poolName, .text(one.name)), (words.poolKind, .text(one.kind)),
      (words.commonProgram, .text(one.program)), (words.poolAskedBy, .text(one.by)),
      (words.poolRole, .text(one.role)), (words.poolLeaving, .text(one.leaving)),
    ]
    for limit in one.limits { lines.append((limit.name, .text(limit.value))) }
    return lines
  }

  private func make(_ visit: Visit) -> Node {
    let words = visit.words
    var kinds: [(value: String, name: String)] = [("household", words.poolHousehold)]
    if programs.contains(where: \.allowsCompanies) { kinds.append(("company", words.poolCompany)) }
    let offered = kinds
    return card(words.poolMake) {
      form(.method(.post), .action(.sitePools), .class("decision")) {
        formToken(visit)
        siteSelect("program", words.commonProgram, programs.map { (value: $0.code, name: $0.name) })
        siteSelect("kind", words.poolKind, offered)
        siteField(
          "name", words.poolName, hint: words.poolNameHint,
          [.type("text"), .autocomplete("off"), .maxlength(40), .required, .value(name)])
        siteSelect(
          "leaving", words.poolLeaving,
          [("part", words.poolLeavingPart), ("nothing", words.poolLeavingNothing)],
          hint: words.poolLeavingHint)
        button(.class("button wide")) { words.poolMake }
      }
    }
  }
}

/// One of a few, as a field of the member site.
func siteSelect(
  _ id: String, _ name: String, field: String? = nil, _ choices: [(value: String, name: String)],
  chosen: String = "", hint: String? = nil
) -> Node {
  div(.class("field")) {
    label(.for(id)) { name }
    select(.id(id), .name(field ?? id)) {
      for choice in choices {
        option(
          choice.value == chosen ? [.value(choice.value), .selected] : [.value(choice.value)]
        ) { choice.name }
      }
    }
    if let hint { p(.class("hint")) { hint } }
  }
}
