/// A line of the list of ladders.
struct LadderRow: Sendable {
  let link: Link
  let name: String
  /// Its number and version.
  let number: String
  let program: String
  /// What it counts, over which time, with which grace.
  let counts: [String]
  /// Each level with what it asks for and gives, from the lowest.
  let levels: [String]
  /// How many members stand on each level.
  let members: [String]
  let inForce: String
  let state: EarningRuleRow.State
}

/// How members climb, in all programmes; few enough for one page.
struct LaddersPage: ConsolePage {
  let ladders: Loaded<[LadderRow]>
  /// Whether the viewer may propose one.
  let mayPropose: Bool

  var place: MenuPlace { .ladders }

  func heading(_ words: Words) -> String { words.tierTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.tierIntro)
      if mayPropose {
        p(.class("actions")) { a(.class("button"), .href(.newLadder)) { words.tierNew } }
      }
      ladders.node(visit) { rows in
        if rows.isEmpty { return emptyState(.quiet, words.tierEmptyTitle, words.tierEmptyText) {} }
        return DataTable(
          name: heading(words),
          columns: [
            Column(words.tierLadder), Column(words.tierMeasure), Column(words.tierLevels),
            Column(words.tierMembers), Column(words.bonusInForce), Column(words.commonState),
          ],
          rows: rows.map { row in
            [
              twoLines(
                Node { a(.href(row.link)) { row.name } }, "\(row.program) \u{00B7} \(row.number)"),
              lines(row.counts), lines(row.levels),
              lines(row.members.isEmpty ? [words.commonNone] : row.members), .text(row.inForce),
              row.state.badge(words),
            ]
          }
        ).node
      }
    }
  }

  private func lines(_ texts: [String]) -> Node {
    Node { for text in texts { div { text } } }
  }
}
