/// A line of the list of cases.
struct CaseRow: Sendable {
  let id: String
  let kind: ShownCaseKind
  let state: ShownCaseState
  let reason: String
  /// What either side calls it.
  let reference: String
  let merchantName: String
  let terminal: String?
  let day: ShownDay
  /// Nil once it is closed.
  let age: ShownAge?
  let ownerName: String?
}

/// Differences with tills and merchant systems, newest first.
struct CasesPage: ConsolePage {
  static let filters = ["state", "kind", "source", "merchant", "terminal", "day", "owner"]

  /// What the filter for owners takes beside an id.
  enum Owner: String, CaseIterable {
    case viewer = "me"
    case nobody
  }

  let query: ListQuery
  let cases: Loaded<Batch<CaseRow>>

  var place: MenuPlace { .cases }

  func heading(_ words: Words) -> String { words.menuCases }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Listing(
      base: .cases, query: query, batch: cases, heading: heading(words), introduction: words.casesIntro,
      filters: filters(words),
      columns: [
        Column(words.casesCase), Column(words.commonMerchant), Column(words.commonDay),
        Column(words.casesOwner), Column(words.casesAge), Column(words.commonState),
      ],
      firstUse: emptyState(.quiet, words.casesEmptyTitle, words.casesEmptyText) {
        a(.class("button"), .href(.terminals)) { words.casesEmptyAction }
      },
      cells: { row in
        [
          twoLines(
            a(.href(.caseFile(row.id))) { row.kind.name(words) },
            row.reason.isEmpty ? row.reference : row.reason),
          row.terminal.map { twoLines(.text(row.merchantName), $0) } ?? .text(row.merchantName),
          .text(row.day.text), .text(row.ownerName ?? words.commonNone),
          row.age?.badge(words) ?? .text(words.commonNone), row.state.badge(words),
        ]
      }
    ).node(visit)
  }

  private func filters(_ words: Words) -> [FilterField] {
    [
      FilterField(
        "state", words.commonState, .choice(ShownCaseState.allCases.map { ($0.rawValue, $0.name(words)) })),
      FilterField(
        "kind", words.commonKind, .choice(ShownCaseKind.allCases.map { ($0.rawValue, $0.name(words)) })),
      FilterField(
        "source", words.caseFoundBy,
        .choice([
          ("bank_file", words.caseSourceBank), ("day_file", words.caseSourceDayFile),
          ("terminal_batch", words.caseSourceBatch), ("terminal_reversal", words.caseSourceReversal),
          ("terminal_advice", words.caseSourceAdvice),
        ])),
      FilterField("merchant", words.commonMerchant, .text(placeholder: words.transactionsMerchantHint)),
      FilterField("terminal", words.commonTerminal, .text(placeholder: words.casesTerminalHint)),
      FilterField("day", words.commonDay, .day),
      FilterField(
        "owner", words.casesOwner,
        .choice([
          (Owner.viewer.rawValue, words.casesMine), (Owner.nobody.rawValue, words.casesUnowned),
        ])),
    ]
  }
}
