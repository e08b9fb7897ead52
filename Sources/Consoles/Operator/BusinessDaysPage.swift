/// Closed business days by month: how many lines each had, and the ledger's chain as it stood.
struct BusinessDaysPage: ConsolePage {
  struct Day: Sendable {
    let day: ShownDay
    let lines: Int64
    let block: Int64
    /// In hexadecimal digits.
    let head: String
    let closedAt: ShownTime
    /// Nil until accounts that end with the day are made up.
    let settledAt: ShownTime?
  }

  /// `2026-03`.
  let month: String
  let earlier: String
  /// Nil where the next has not begun.
  let later: String?
  let days: Loaded<[Day]>
  /// What the alliance's pool has, by programme.
  var pool: [(program: String, money: ShownMoney, through: ShownDay)] = []

  var place: MenuPlace { .businessDays }

  func heading(_ words: Words) -> String { words.financeDays }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.financeDaysIntro)
      days.node(visit) { days in
        if days.isEmpty {
          return emptyState(.quiet, words.financeDaysNone, words.financeDaysNoneText) {}
        }
        return table(days, words)
      }
      if !pool.isEmpty {
        card(words.financePool, words.financePoolNote) {
          DataTable(
            name: words.financePool,
            columns: [
              Column(words.commonProgram), Column(words.financePoolBalance, .number),
              Column(words.commonDay, .number),
            ],
            rows: pool.map { [.text($0.program), .text(words.money($0.money)), .text($0.through.text)] },
            isNarrow: true
          ).node
        }
      }
      nav(.class("paging"), .aria(.label, words.financeMonth)) {
        span { month }
        span(.class("steps")) {
          a(.class("button plain"), .href(Link.businessDays.query([("month", earlier)]))) { earlier }
          if let later {
            a(.class("button plain"), .href(Link.businessDays.query([("month", later)]))) { later }
          }
        }
      }
    }
  }

  private func table(_ days: [Day], _ words: Words) -> Node {
    DataTable(
      name: words.financeDays,
      columns: [
        Column(words.commonDay), Column(words.financeLines, .number),
        Column(words.financeBlock, .number),
        Column(words.financeHead), Column(words.financeClosedAt, .number),
        Column(words.financeMadeUp, .number),
      ],
      rows: days.map { day in
        [
          Node { a(.href(Link.settlements.query([("day", day.day.text)]))) { day.day.text } },
          .text(words.number(day.lines)), .text(words.number(day.block)),
          code(.hint(day.head)) { String(day.head.prefix(16)) }, moment(day.closedAt, words),
          day.settledAt.map { moment($0, words) } ?? badge(words.financeNotMadeUp, .warn),
        ]
      },
      total: [
        .text(words.financeTogether), .text(words.number(days.reduce(0) { $0 + $1.lines })), .nothing,
        .nothing, .nothing, .nothing,
      ]
    ).node
  }
}
