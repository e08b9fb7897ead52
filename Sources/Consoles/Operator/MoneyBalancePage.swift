/// What all accounts of the books in money come to at the end of a day, and the chart of accounts.
struct MoneyBalancePage: ConsolePage {
  struct Line: Sendable {
    let account: ShownAccount
    /// Debits above none.
    let opening: Int64
    let debit: Int64
    let credit: Int64
    var closing: Int64 { opening + debit - credit }
  }

  struct Currency: Sendable {
    let currency: String
    let lines: [Line]
  }

  struct Balance: Sendable {
    let first: ShownDay
    let currencies: [Currency]
    let closedThrough: ShownDay?
    /// What does not agree, in the viewer's words; empty as it should be.
    let faults: [String]
    /// How many closed days are booked, and how many there are; nil where all are.
    var written: (done: Int64, all: Int64)?
  }

  static let filters = ["day"]

  let query: ListQuery
  let day: ShownDay
  let balance: Loaded<Balance>
  let chart: [ShownAccount]

  var place: MenuPlace { .money }

  func heading(_ words: Words) -> String { words.moneyTitle }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.moneyIntro)
      moneyTabs(.money, words)
      filterForm(
        [FilterField("day", words.moneyAsOf, .day, standard: day.text)], query, base: .money, words)
      balance.node(visit) { balance in
        Node {
          proof(balance, words)
          if balance.currencies.isEmpty {
            emptyState(.quiet, words.moneyNone, words.moneyNoneText) {}
          }
          for currency in balance.currencies { table(currency, balance, words) }
        }
      }
      card(words.moneyChart, words.moneyChartNote) { chartTable(words) }
    }
  }

  private func proof(_ balance: Balance, _ words: Words) -> Node {
    Node {
      if !balance.faults.isEmpty {
        div(.class("notice bad"), .role("status")) {
          p { words.moneyNotProven }
          for fault in balance.faults { p { fault } }
        }
      }
      if let written = balance.written {
        div(.class("notice"), .role("status")) {
          p { words.moneyBeingWritten(all: words.number(written.all), done: words.number(written.done)) }
        }
      } else if balance.faults.isEmpty, !balance.currencies.isEmpty {
        div(.class("notice good"), .role("status")) { p { words.moneyProven } }
      }
      p(.class("hint")) {
        balance.closedThrough.map { words.moneyClosedThrough(day: $0.text) } ?? words.moneyNothingClosed
      }
    }
  }

  private func table(_ currency: Currency, _ balance: Balance, _ words: Words) -> Node {
    func money(_ units: Int64) -> Node { .text(ShownMoney(units, currency.currency).digits) }
    func sum(_ part: (Line) -> Int64) -> Node { money(currency.lines.reduce(0) { $0 + part($1) }) }
    func side(_ units: Int64) -> Node { units > 0 ? money(units) : .nothing }
    return card(
      words.moneyBalance,
      words.moneyMonthSoFar(
        currency: currency.currency, first: balance.first.text, last: day.text)
    ) {
      DataTable(
        name: words.moneyBalance + " " + currency.currency,
        columns: [
          Column(words.moneyAccount), Column(words.moneyOpening, .number), Column(words.moneyDebit, .number),
          Column(words.moneyCredit, .number), Column(words.moneyClosingDebit, .number),
          Column(words.moneyClosingCredit, .number),
        ],
        rows: currency.lines.map { line in
          [
            twoLines(a(.href(line.account.journal)) { line.account.text }, line.account.kind),
            money(line.opening), money(line.debit), money(line.credit), side(line.closing),
            side(-line.closing),
          ]
        },
        total: [
          .text(words.financeTogether), sum(\.opening), sum(\.debit), sum(\.credit),
          sum { max($0.closing, 0) }, sum { max(-$0.closing, 0) },
        ]
      ).node
    }
  }

  private func chartTable(_ words: Words) -> Node {
    DataTable(
      name: words.moneyChart,
      columns: [Column(words.moneyAccount), Column(words.moneyKind), Column(words.moneyMeaning)],
      rows: chart.map { [.text($0.text), .text($0.kind), .text($0.about)] }
    ).node
  }
}

/// An account of the chart in the viewer's words.
struct ShownAccount: Sendable {
  /// As it is stored and exported.
  let code: Int64
  let name: String
  let kind: String
  let about: String

  var text: String { String(code) + " " + name }
  var journal: Link { Link.moneyJournal.query([("account", String(code))]) }
}

/// The views of the books beside each other.
func moneyTabs(_ current: Link, _ words: Words) -> Node {
  let views: [(Link, String)] = [
    (.money, words.moneyBalance), (.moneyJournal, words.moneyJournal), (.moneyIncome, words.moneyIncome),
    (.moneyAgeing, words.moneyAgeing),
  ]
  return nav(.class("tabs"), .aria(.label, words.moneyViews)) {
    for (link, name) in views {
      a(link == current ? [.href(link), .aria(.current, "page")] : [.href(link)]) { name }
    }
  }
}
