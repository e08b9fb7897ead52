/// One difference: both sides next to each other, what was said about it, and what may be done.
struct CasePage: ConsolePage {
  /// One thing that either side may say.
  struct Line: Sendable {
    let name: String
    let ours: String?
    let theirs: String?
    /// Ours less theirs, where both say a number.
    let difference: String?
  }

  struct Note: Sendable {
    let by: String
    let at: ShownTime
    let text: String
  }

  enum Owner: Sendable {
    case nobody, viewer, another
  }

  /// What a correction may name, and what was typed and turned down.
  struct Proposal: Sendable {
    /// Codes and names.
    var programs: [(value: String, name: String)]
    var program: String
    var member: String
    var points: String = ""
    var reason: String = ""
    /// A correction in money, of cases that are about it; its unit.
    var currency: String?
  }

  /// What the viewer may do.
  struct Rights: Sendable {
    let works: Bool
    let notes: Bool
  }

  enum Part: Sendable {
    case whole, note, propose, close
  }

  let row: CaseRow
  /// What found it, and whom it is about, each with the page that shows more.
  let about: [(name: String, value: String, link: Link?)]
  let raisedAt: ShownTime
  let closedAt: ShownTime?
  let lines: [Line]
  let notes: [Note]
  let owner: Owner
  /// Whether its correction may still be carried out.
  let isUndecided: Bool
  let resolution: String
  var proposal: Proposal
  var typedNote = ""
  var typedResolution = ""
  let rights: Rights
  /// Why the last try was turned down, and of which form.
  var fault: (part: Part, text: String)?

  var place: MenuPlace { .cases }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { row.kind.name(words) }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      div(.class("detail-head")) {
        div {
          row.state.badge(words)
          h1 { heading(words) }
          copyable(row.id, words)
        }
        if let age = row.age {
          p {
            words.casesAge + " "
            age.badge(words)
          }
        }
      }
      faultNotice(fault?.text)
      div(.class("split")) {
        div {
          card(words.caseNext) { nextStep(visit) }
          card(words.caseSides, words.caseSidesNote) { sides(words) }
          card(words.caseNotes) { noteList(visit) }
          if mayDecide {
            card(words.casePropose, proposal.currency == nil ? words.caseProposeNote : words.caseMoneyNote) {
              proposeForm(visit)
            }
            card(words.caseClose, words.caseCloseNote) { closeForm(visit) }
          }
        }
        aside { card(words.caseFacts) { facts(factPairs(words)) } }
      }
    }
  }

  private var mayDecide: Bool { rights.works && row.state != .closed && !isUndecided }

  private func nextStep(_ visit: Visit) -> Node {
    let words = visit.words
    let text =
      switch row.state {
      case .open: words.caseNextOpen
      case .proposed: isUndecided ? words.caseNextProposed : words.caseNextOpen
      case .closed: words.caseNextClosed(resolution: resolution)
      }
    return Node {
      if !row.reason.isEmpty { p { strong { row.reason } } }
      p { text }
      if row.state != .closed {
        if rights.works {
          div(.class("actions")) {
            if owner != .viewer { ownerForm("me", words.caseTake, [.class("button")], visit) }
            if owner != .nobody { ownerForm("nobody", words.caseRelease, [.class("button plain")], visit) }
          }
        } else {
          p(.class("none")) { words.caseNoRight(right: "adjust") }
        }
      }
    }
  }

  private func ownerForm(_ value: String, _ text: String, _ look: [Attribute], _ visit: Visit) -> Node {
    form(.method(.post), .action(.caseFile(row.id).appending("owner"))) {
      formToken(visit)
      input(.type("hidden"), .name("owner"), .value(value))
      button(look) { text }
    }
  }

  private func sides(_ words: Words) -> Node {
    DataTable(
      name: words.caseSides,
      columns: [
        Column(words.caseWhat), Column(words.caseOurs, .number), Column(words.caseTheirs, .number),
        Column(words.caseDifference, .number),
      ],
      rows: lines.map { line in
        [
          .text(line.name), .text(line.ours ?? words.commonNone), .text(line.theirs ?? words.commonNone),
          line.difference.map { difference in strong { difference } } ?? .text(words.commonNone),
        ]
      }, isNarrow: true
    ).node
  }

  private func factPairs(_ words: Words) -> [(name: String, value: Node)] {
    var pairs = about.map { fact in
      (fact.name, fact.link.map { link in a(.href(link)) { fact.value } } ?? .text(fact.value))
    }
    pairs.append((words.commonDay, .text(row.day.text)))
    pairs.append((words.casesOwner, .text(row.ownerName ?? words.commonNone)))
    pairs.append((words.caseRaised, moment(raisedAt, words)))
    if let closedAt { pairs.append((words.caseClosedAt, moment(closedAt, words))) }
    return pairs
  }
}
