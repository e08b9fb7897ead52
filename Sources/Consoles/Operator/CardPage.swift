/// One card, and what may be done to it as it stands.
struct CardPage: ConsolePage {
  /// Named as its address is.
  enum Act: String, CaseIterable, Sendable { case activate, bind, lost, stolen, release, replace, destroy }

  let id: String
  let number: String
  let kind: String
  let standing: String
  let type: String?
  let until: String?
  let issuedBy: String
  let holder: (name: String, link: Link)?
  let replacedBy: (name: String, link: Link)?
  let acts: [Act]
  var fault: String?

  var place: MenuPlace { .cards }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { number }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(number, kind)
      if let fault { div(.class("notice bad"), .role("alert"), .id("fault")) { p { fault } } }
      card(words.cardFacts) { facts(lines(words)) }
      for act in acts { card(act.name(words), act.note(words)) { acting(act, visit) } }
    }
  }

  private func lines(_ words: Words) -> [(name: String, value: Node)] {
    var lines: [(name: String, value: Node)] = [
      (words.commonState, .text(standing)), (words.cardKind, .text(type ?? kind)),
      (words.cardValidity, .text(until ?? words.cardForEver)), (words.cardIssuedBy, .text(issuedBy)),
    ]
    if let holder {
      lines.append((words.commonMember, Node { a(.href(holder.link)) { holder.name } }))
    }
    if let replacedBy {
      lines.append((words.cardReplacedBy, Node { a(.href(replacedBy.link)) { replacedBy.name } }))
    }
    return lines
  }

  private func acting(_ act: Act, _ visit: Visit) -> Node {
    let words = visit.words
    return form(.class("decision"), .method(.post), .action(Link.card(id).appending(act.rawValue))) {
      formToken(visit)
      if act == .activate || act == .bind {
        field(act, "member", words.commonMember, words.cardMemberNote, isRequired: act == .bind)
      } else {
        field(act, "reason", words.approvalReason, nil, isRequired: true)
      }
      if act == .bind || act == .replace {
        field(act, "code", words.cardSecurityCode, words.cardCodeNote, isRequired: false)
      }
      div { button(.class("button plain")) { act.name(words) } }
    }
  }

  private func field(
    _ act: Act, _ name: String, _ text: String, _ hint: String?, isRequired: Bool
  ) -> Node {
    let id = "\(act.rawValue)-\(name)"
    return div(.class("field")) {
      label(.for(id)) { text }
      input(
        [.id(id), .name(name), .type("text"), .maxlength(200)] + (isRequired ? [.required] : []))
      if let hint { small(.class("hint")) { hint } }
    }
  }
}

extension CardPage.Act {
  func name(_ words: Words) -> String {
    switch self {
    case .activate: words.cardActivate
    case .bind: words.cardBind
    case .lost: words.cardReportLost
    case .stolen: words.cardReportStolen
    case .release: words.cardRelease
    case .replace: words.cardReplace
    case .destroy: words.cardDestroy
    }
  }

  func note(_ words: Words) -> String {
    switch self {
    case .activate: words.cardActivateNote
    case .bind: words.cardBindNote
    case .lost, .stolen: words.cardLostNote
    case .release: words.cardReleaseNote
    case .replace: words.cardReplaceNote
    case .destroy: words.cardDestroyNote
    }
  }
}
