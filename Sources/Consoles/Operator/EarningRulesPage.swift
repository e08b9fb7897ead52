/// A line of the list of earning rules.
struct EarningRuleRow: Sendable {
  /// Where a rule stands in time.
  enum State: Sendable { case now, later, over }

  let link: Link
  let name: String
  /// Its number and version.
  let number: String
  let program: String
  let conditions: [String]
  let gives: String
  let limits: [String]
  /// What it gave so far, of rules whose limits count it.
  let used: String?
  let inForce: String
  let state: State
}

/// What gives points beyond the base rate, in all programmes; few enough for one page.
struct EarningRulesPage: ConsolePage {
  let rules: Loaded<[EarningRuleRow]>
  /// Whether the viewer may propose one.
  let mayPropose: Bool

  var place: MenuPlace { .earningRules }

  func heading(_ words: Words) -> String { words.bonusTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.bonusIntro)
      if mayPropose {
        p(.class("actions")) { a(.class("button"), .href(.newEarningRule)) { words.bonusNew } }
      }
      rules.node(visit) { rows in
        if rows.isEmpty { return emptyState(.quiet, words.bonusEmptyTitle, words.bonusEmptyText) {} }
        return DataTable(name: heading(words), columns: columns(words), rows: rows.map { cells($0, words) })
          .node
      }
      if mayPropose { card(words.bonusTemplates) { templates(words) } }
    }
  }

  private func columns(_ words: Words) -> [Column] {
    [
      Column(words.bonusRule), Column(words.bonusWhen), Column(words.bonusGives), Column(words.bonusLimits),
      Column(words.bonusInForce), Column(words.commonState),
    ]
  }

  private func cells(_ row: EarningRuleRow, _ words: Words) -> [Node] {
    [
      twoLines(Node { a(.href(row.link)) { row.name } }, "\(row.program) \u{00B7} \(row.number)"),
      lines(row.conditions.isEmpty ? [words.bonusAlways] : row.conditions), .text(row.gives),
      lines((row.limits.isEmpty ? [words.bonusNoLimit] : row.limits) + [row.used].compactMap(\.self)),
      .text(row.inForce), row.state.badge(words),
    ]
  }

  private func lines(_ texts: [String]) -> Node {
    Node { for text in texts { div { text } } }
  }

  private func templates(_ words: Words) -> Node {
    ul(.class("links")) {
      for template in RuleTemplate.allCases {
        li {
          a(.href(Link.newEarningRule.query([("template", template.rawValue)]))) { template.name(words) }
        }
      }
    }
  }
}

extension EarningRuleRow.State {
  func badge(_ words: Words) -> Node {
    switch self {
    case .now: Consoles.badge(words.bonusStateNow, .good)
    case .later: Consoles.badge(words.bonusStateLater, .warn)
    case .over: Consoles.badge(words.bonusStateOver, .quiet)
    }
  }
}
