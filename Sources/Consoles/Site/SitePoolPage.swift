/// A shared wallet for its people: what is in it, who they are, what moved.
struct SitePoolPage: SitePage {
  struct Person: Sendable {
    let id: String
    let name: String
    let role: String
    let roleName: String
    /// Invited, or leaving.
    let state: String?
    let isInvited: Bool
    let isOwn: Bool
    let canHead: Bool
    let once: String
    let daily: String
    let shownOnce: String
    let shownDaily: String
    let today: String
    let putIn: String
  }

  struct Movement: Sendable {
    let at: ShownTime
    let sentence: String
    let by: String?
    let points: ShownPoints
  }

  let id: String
  let name: String
  let kind: String
  let program: String
  let leaving: String
  let isFrozen: Bool
  let spendable: ShownPoints
  let expiring: [(points: ShownPoints, day: ShownTime)]
  let people: [Person]
  /// What guests of this kind of pool can be.
  let roles: [(value: String, name: String)]
  let isHead: Bool
  let spends: Bool
  let putsIn: Bool
  /// To whom it is offered; whether that is the member.
  let heir: String?
  let isOffered: Bool
  let moves: [Movement]
  /// The page of older movements.
  let older: Link?
  var fault: String?

  var tab: SiteTab? { .me }
  var above: SiteTab? { .me }

  func heading(_ words: Words) -> String { name }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), kind + " \u{00B7} " + program)
      if let fault { div(.class("notice bad"), .role("alert")) { p { fault } } }
      if isFrozen { div(.class("notice bad"), .role("note")) { p { words.poolFrozen } } }
      if isOffered { offered(visit) }
      purse(words)
      card(words.poolPeople) { for person in people { row(person, visit) } }
      if isHead { invite(visit) }
      movements(words)
      section(.class("card")) {
        h2 { words.poolLeaving }
        p { leaving }
        p(.class("actions")) {
          a(.class("button plain wide"), .href(act(isHead ? "close" : "leave"))) {
            isHead ? words.poolClose : words.poolLeave
          }
        }
      }
    }
  }

  private func act(_ act: String, _ person: String = "") -> Link {
    Link.sitePool(id).appending("confirm").query([("act", act), ("person", person)])
  }

  private func purse(_ words: Words) -> Node {
    section(.class("card purse")) {
      h2 { words.poolLeft }
      p(.class("sum")) { strong { words.points(spendable) } }
      if !expiring.isEmpty {
        dl(.class("coming")) {
          for part in expiring {
            div {
              dt { words.homeExpiresNext }
              dd {
                strong { words.homeExpiresOn(day: words.day(part.day), points: words.points(part.points)) }
              }
            }
          }
        }
      }
      if spends, !isFrozen {
        p(.class("actions")) {
          a(.class("button wide"), .href(Link.sitePool(id).appending("code"))) { words.poolShowCode }
        }
      }
      if putsIn, !isFrozen {
        p(.class("actions")) { a(.class("button plain wide"), .href(act("put"))) { words.poolPutIn } }
      }
    }
  }

  private func offered(_ visit: Visit) -> Node {
    card(visit.words.poolTakeOver) {
      p { visit.words.poolOffered }
      form(.method(.post), .action(Link.sitePool(id).appending("change")), .class("decision")) {
        formToken(visit)
        button(.class("button wide"), .name("act"), .value("take")) { visit.words.poolTakeOver }
        button(.class("button plain wide"), .name("act"), .value("refuse")) { visit.words.poolDecline }
      }
    }
  }

  private func row(_ person: Person, _ visit: Visit) -> Node {
    let words = visit.words
    return details(.class("person")) {
      summary {
        strong { person.name + (person.isOwn ? " (" + words.poolYou + ")" : "") }
        small { " " + [person.roleName, person.state].compactMap { $0 }.joined(separator: " \u{00B7} ") }
      }
      facts([
        (words.poolPutInDid, .text(person.putIn)), (words.poolToday, .text(person.today)),
        (words.poolOnce, .text(person.shownOnce)), (words.poolDaily, .text(person.shownDaily)),
      ])
      if isHead, person.isInvited { personForm(person, "withdraw", words.poolWithdraw, visit) }
      if isHead, !person.isInvited, person.state == nil {
        limits(person, visit)
        if !person.isOwn {
          if person.id == heir {
            p(.class("hint")) { words.poolHandingOver }
          } else if person.canHead {
            personForm(person, "offer", words.poolHandOver, visit)
          }
          p(.class("more")) { a(.href(act("remove", person.id))) { words.poolRemove } }
        }
      }
    }
  }

  private func personForm(_ person: Person, _ act: String, _ name: String, _ visit: Visit) -> Node {
    form(.method(.post), .action(Link.sitePool(id).appending("change")), .class("decision")) {
      formToken(visit)
      input(.type("hidden"), .name("person"), .value(person.id))
      button(.class("button plain wide"), .name("act"), .value(act)) { name }
    }
  }

  private func limits(_ person: Person, _ visit: Visit) -> Node {
    let words = visit.words
    return form(.method(.post), .action(Link.sitePool(id).appending("change")), .class("decision")) {
      formToken(visit)
      input(.type("hidden"), .name("person"), .value(person.id))
      if person.isOwn {
        input(.type("hidden"), .name("role"), .value(person.role))
      } else {
        siteSelect("role-" + person.id, words.poolRole, field: "role", roles, chosen: person.role)
      }
      limitFields(person.id, person.once, person.daily, words)
      button(.class("button plain wide"), .name("act"), .value("limits")) { words.poolSave }
    }
  }

  @Nodes private func limitFields(
    _ id: String, _ once: String, _ daily: String, _ words: Words
  ) -> [Node] {
    siteField(
      "once-" + id, words.poolOnce, field: "once",
      [.type("text"), .autocomplete("off"), Attribute("inputmode", "decimal"), .maxlength(20), .value(once)])
    siteField(
      "daily-" + id, words.poolDaily, field: "daily", hint: words.poolLimitHint,
      [.type("text"), .autocomplete("off"), Attribute("inputmode", "decimal"), .maxlength(20), .value(daily)])
  }

  private func invite(_ visit: Visit) -> Node {
    let words = visit.words
    return card(words.poolInvite) {
      p { words.poolInviteIntro }
      form(.method(.post), .action(Link.sitePool(id).appending("invite")), .class("decision")) {
        formToken(visit)
        siteField(
          "to", words.transferTo, hint: words.transferToHint,
          [.type("text"), .autocomplete("off"), .maxlength(60), .required])
        siteSelect("role", words.poolRole, roles)
        limitFields("new", "", "", words)
        button(.class("button wide")) { words.poolInvite }
      }
    }
  }

  private func movements(_ words: Words) -> Node {
    card(words.poolMoves) {
      if moves.isEmpty {
        p(.class("none")) { words.poolNoMoves }
      } else {
        ul(.class("moves")) {
          for move in moves {
            li {
              twoLines(
                .text([move.by, move.sentence].compactMap { $0 }.joined(separator: " \u{00B7} ")),
                words.time(move.at))
              movement(move.points, words)
            }
          }
        }
      }
      if let older { p(.class("more")) { a(.href(older)) { words.listNext } } }
    }
  }
}

/// What putting in, leaving, removing or closing does, for the member to agree to.
struct SitePoolConfirmPage: SitePage {
  enum Act: String, CaseIterable, Sendable {
    case put, leave, remove, close

    func name(_ words: Words) -> String {
      switch self {
      case .put: words.poolPutIn
      case .leave: words.poolLeave
      case .remove: words.poolRemove
      case .close: words.poolClose
      }
    }

    func note(_ words: Words) -> String {
      switch self {
      case .put: words.poolPutInNote
      case .leave: words.poolConfirmLeave
      case .remove: words.poolConfirmRemove
      case .close: words.poolConfirmClose
      }
    }
  }

  let id: String
  let act: Act
  /// Who is removed.
  var person = ""
  /// Carried along, so that a form sent twice puts in once.
  var request = ""
  var points = ""
  let facts: [(name: String, value: String)]
  var proof: OwnProofField?
  var fault: String?

  var tab: SiteTab? { .me }
  var above: SiteTab? { .me }

  func heading(_ words: Words) -> String { act.name(words) }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    let page = Link.sitePool(id).appending("confirm")
    return Node {
      pageHead(heading(words), words.poolConfirm)
      if let fault { div(.class("notice bad"), .role("alert")) { p { fault } } }
      section(.class("card")) {
        h2(.class("unseen")) { heading(words) }
        p { act.note(words) }
        Consoles.facts(facts.map { ($0.name, .text($0.value)) })
        form(.method(.post), .action(page), .class("decision")) {
          hidden(visit)
          if act == .put {
            siteField(
              "points", words.commonPoints,
              [
                .type("text"), .autocomplete("off"), Attribute("inputmode", "decimal"), .maxlength(20),
                .required, .value(points),
              ])
          }
          if let proof { proof.fields(words) }
          button(.class("button wide")) { act.name(words) }
        }
        if let proof, !proof.isSent {
          form(.method(.post), .action(page.appending("code")), .class("decision")) {
            hidden(visit)
            if act == .put { input(.type("hidden"), .name("points"), .value(points)) }
            button(.class("button plain wide")) { words.transferSendCode(phone: proof.phone) }
          }
        }
        p(.class("more")) { a(.href(.sitePool(id))) { words.poolBack } }
      }
    }
  }

  @Nodes private func hidden(_ visit: Visit) -> [Node] {
    formToken(visit)
    input(.type("hidden"), .name("act"), .value(act.rawValue))
    input(.type("hidden"), .name("person"), .value(person))
    input(.type("hidden"), .name("request"), .value(request))
  }
}
