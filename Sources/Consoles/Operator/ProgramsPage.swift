/// A line of the list of programmes.
struct ProgramRow: Sendable {
  let id: String
  let code: String
  let name: String
  /// The universal programme, or one hosted for a merchant.
  let isUniversal: Bool
  let owner: String?
  /// So many points …
  let worthPoints: ShownPoints
  /// … are worth this.
  let worth: ShownMoney
  /// How long earned points live, in words.
  let life: String
  let members: Int64
  let outstanding: ShownPoints
  let standing: ShownStanding
}

/// The list of programmes: few, so it has neither filters nor pages.
struct ProgramsPage: ConsolePage {
  let programs: Loaded<[ProgramRow]>

  var place: MenuPlace { .programs }

  func heading(_ words: Words) -> String { words.menuPrograms }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.programsIntro)
      programs.node(visit) { rows in
        if rows.isEmpty {
          return emptyState(.quiet, words.programsEmptyTitle, words.programsEmptyText) {}
        }
        return DataTable(name: heading(words), columns: columns(words), rows: rows.map { cells($0, words) })
          .node
      }
    }
  }

  private func columns(_ words: Words) -> [Column] {
    [
      Column(words.commonProgram), Column(words.commonKind), Column(words.programsWorth, .number),
      Column(words.programsLife), Column(words.programsMembers, .number),
      Column(words.dashboardOutstanding, .number), Column(words.commonState),
    ]
  }

  private func cells(_ row: ProgramRow, _ words: Words) -> [Node] {
    let kind = row.isUniversal ? words.programsUniversal : words.programsHosted
    return [
      twoLines(a(.href(.program(row.id))) { row.name }, row.code),
      row.owner.map { twoLines(.text(kind), $0) } ?? .text(kind),
      .text(words.programsRate(money: words.money(row.worth), points: words.points(row.worthPoints))),
      .text(row.life),
      .text(words.number(row.members)), .text(words.points(row.outstanding)), row.standing.badge(words),
    ]
  }
}
