/// Settlements, the newest first: all of them for the operator, its own for a merchant.
struct SettlementsPage: ConsolePage {
  /// Days that are in no settlement yet, of one programme.
  struct Open: Sendable {
    let program: String
    let days: String
    let lines: Int64
    let net: ShownMoney
  }

  static let filters = ["state", "merchant", "program", "day"]

  let query: ListQuery
  let programs: [(value: String, name: String)]
  let settlements: Loaded<Batch<SettlementRow>>
  /// A merchant's position today; nil in the operator's console.
  var open: Loaded<[Open]>?

  var place: MenuPlace { .settlements }

  func heading(_ words: Words) -> String { words.financeTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    let isDesk = visit.desk != nil
    let base: Link = isDesk ? .deskSettlements : .settlements
    var filters = [
      FilterField(
        "state", words.commonState,
        .choice(ShownSettlementState.allCases.map { ($0.rawValue, $0.name(words)) }))
    ]
    if !isDesk {
      filters.append(
        FilterField("merchant", words.commonMerchant, .text(placeholder: words.financeMerchantHint)))
    }
    filters.append(FilterField("program", words.commonProgram, .choice(programs)))
    filters.append(FilterField("day", words.commonDay, .day))
    return Node {
      Listing(
        base: base, query: query, batch: settlements, heading: heading(words),
        introduction: isDesk ? words.financeDeskIntro : words.financeIntro,
        lead: lead(visit), filters: filters,
        columns: [
          Column(isDesk ? words.financePeriod : words.financeOne), Column(words.commonState),
          Column(words.financeLines, .number), Column(words.financeNet, .number),
          Column(words.settlementDue, .number),
        ], firstUse: emptyState(.quiet, words.financeNone, words.financeNoneText) {}
      ) { row in
        [
          twoLines(
            a(.href(base.appending(row.id))) { isDesk ? row.period : row.merchant },
            isDesk ? row.program : row.period + " \u{00B7} " + row.program),
          row.state.badge(words), .text(words.number(row.lines)),
          twoLines(owed(row.net, words), row.direction(words)), .text(row.due.text),
        ]
      }.node(visit)
      if isDesk {
        p(.class("more")) { a(.href(.deskTerms)) { words.financeOwnTerms } }
      } else {
        p(.class("more")) {
          a(.href(.costShares)) { words.shareTitle }
          a(.href(.agents)) { words.agentTitle }
        }
      }
    }
  }

  private func lead(_ visit: Visit) -> Node {
    guard let open else { return .nothing }
    return card(visit.words.financeOpen, visit.words.financeOpenNote) { openTable(open, visit) }
  }

  private func openTable(_ open: Loaded<[Open]>, _ visit: Visit) -> Node {
    let words = visit.words
    return open.node(visit) { rows in
      if rows.isEmpty { return p(.class("none")) { words.financeOpenNone } }
      return DataTable(
        name: words.financeOpen,
        columns: [
          Column(words.commonProgram), Column(words.financePeriod), Column(words.financeLines, .number),
          Column(words.financeNet, .number),
        ],
        rows: rows.map { row in
          [.text(row.program), .text(row.days), .text(words.number(row.lines)), owed(row.net, words)]
        }
      ).node
    }
  }
}
