/// Agents in their tree, and the form that proposes one.
struct AgentsPage: ConsolePage {
  struct Row: Sendable {
    let id: String
    let name: String
    let region: String
    let level: Int
    let parent: String?
    let isActive: Bool
  }

  static let fields = ["merchant", "parent", "region", "note", "ends", "reason"]

  let query: ListQuery
  let agents: Loaded<Batch<Row>>
  /// As typed, by field; what was refused stays typed.
  var typed: [String: String] = [:]
  var mayPropose = false
  var fault: String?

  var place: MenuPlace { .settlements }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { words.agentTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      faultNotice(fault)
      Listing(
        base: .agents, query: query, batch: agents, heading: heading(words), introduction: words.agentIntro,
        filters: [],
        columns: [
          Column(words.commonMerchant), Column(words.agentLevel), Column(words.agentParent),
          Column(words.commonState),
        ], firstUse: emptyState(.quiet, words.agentNone, words.agentNoneText) {}
      ) { row in
        [
          twoLines(a(.href(Link.agents.appending(row.id))) { row.name }, row.region),
          .text(words.agentLevelNumber(level: words.number(Int64(row.level)))),
          .text(row.parent ?? words.accountPlatform), agentBadge(row.isActive, words),
        ]
      }.node(visit)
      if mayPropose {
        card(words.agentPropose, words.agentProposeNote) {
          // What was refused may have been an end, which only the form of one agent offers.
          AgentForm(typed: typed, isNew: typed["ends"]?.isEmpty ?? true).node(visit)
        }
      }
      p(.class("more")) { a(.href(.settlements)) { words.financeTitle } }
    }
  }
}

func agentBadge(_ isActive: Bool, _ words: Words) -> Node {
  isActive ? badge(words.agentActive, .good) : badge(words.agentEnded, .quiet)
}

/// One agent: its place, whom it looks after, and the form that proposes another place.
struct AgentPage: ConsolePage {
  struct LookedAfter: Sendable {
    let id: String
    let name: String
    let program: String
    let share: String
  }

  let row: AgentsPage.Row
  let note: String
  /// The proposal that set it.
  let approval: String
  let lookedAfter: [LookedAfter]
  /// The last merchant of this page, where there are more.
  let next: String?
  var typed: [String: String] = [:]
  var mayPropose = false

  var place: MenuPlace { .settlements }
  var isBelowPlace: Bool { true }

  func heading(_ words: Words) -> String { row.name }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.agentTitle)
      card(words.agentLevelNumber(level: words.number(Int64(row.level))), row.region) {
        facts(place(words))
        p(.class("more")) {
          a(.href(.approval(approval))) { words.financeDecision }
          a(.href(.merchant(row.id))) { words.commonMerchant }
          a(.href(Link.settlements.query([("merchant", row.id)]))) { words.agentSettlements }
        }
      }
      card(words.agentLooksAfter) { looksAfter(words) }
      if mayPropose {
        card(words.agentPropose, words.agentProposeNote) { AgentForm(typed: typed, isNew: false).node(visit) }
      }
      p(.class("more")) { a(.href(.agents)) { words.agentTitle } }
    }
  }

  private func place(_ words: Words) -> [(String, Node)] {
    [
      (words.commonState, agentBadge(row.isActive, words)), (words.agentRegion, .text(row.region)),
      (words.agentParent, .text(row.parent ?? words.accountPlatform)),
    ] + (note.isEmpty ? [] : [(words.agentNote, Node.text(note))])
  }

  private func looksAfter(_ words: Words) -> Node {
    if lookedAfter.isEmpty { return p(.class("none")) { words.agentLooksAfterNone } }
    let table = DataTable(
      name: words.agentLooksAfter,
      columns: [
        Column(words.commonMerchant), Column(words.commonProgram),
        Column(words.settlementCommission, .number),
      ],
      rows: lookedAfter.map { one in
        [
          Node { a(.href(.settlementTerms(one.id))) { one.name } }, .text(one.program), .text(one.share),
        ]
      }
    ).node
    guard let next else { return table }
    return Node {
      table
      p(.class("more")) {
        a(.href(Link.agents.appending(row.id).query([("after", next)]))) { words.listNext }
      }
    }
  }
}

/// The form of an agent's place.
struct AgentForm {
  let typed: [String: String]
  let isNew: Bool

  private var ends: Bool { !(typed["ends"]?.isEmpty ?? true) }

  func node(_ visit: Visit) -> Node {
    let words = visit.words
    return form(.class("decision"), .method(.post), .action(.agents)) {
      formToken(visit)
      deskField("merchant", words.agentMerchantHint, typed["merchant"] ?? "", length: 15)
      deskField("region", words.agentRegion, typed["region"] ?? "", length: 64)
      deskField("parent", words.agentParentHint, typed["parent"] ?? "", isRequired: false, length: 15)
      deskField("note", words.agentNote, typed["note"] ?? "", isRequired: false, length: 500)
      if !isNew {
        label(.class("check")) {
          input([.type("checkbox"), .name("ends"), .value("1")] + (ends ? [.checked] : []))
          span { words.agentEnds }
        }
      }
      deskField("reason", words.approvalReason, typed["reason"] ?? "", length: 200)
      div { button(.class("button")) { words.financePropose } }
    }
  }
}
