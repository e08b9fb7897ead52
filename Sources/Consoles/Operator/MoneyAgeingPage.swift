/// What merchants and the operator owe each other by unpaid settlements, by how long it is overdue.
struct MoneyAgeingPage: ConsolePage {
  struct Row: Sendable {
    let merchant: String
    /// Nil of the row that has all the others.
    let id: String?
    /// By age, from what is not due.
    let money: [Int64]
    let stopped: Int64
  }

  struct Currency: Sendable {
    let currency: String
    let receivable: [Row]
    let payable: [Row]
    /// Sums of all merchants, by age.
    let owed: [Int64]
    let due: [Int64]
  }

  let currencies: Loaded<[Currency]>

  var place: MenuPlace { .money }

  func heading(_ words: Words) -> String { words.moneyAgeing }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.moneyAgeingIntro)
      moneyTabs(.moneyAgeing, words)
      currencies.node(visit) { currencies in
        if currencies.isEmpty {
          return emptyState(.quiet, words.moneyAgeingNone, words.moneyAgeingNoneText) {}
        }
        return Node {
          for (index, currency) in currencies.enumerated() {
            // A picture has its own name on the page, so only the first has one.
            if index == 0 { picture(currency, words) }
            card(words.moneyReceivable, words.moneyUnit(currency: currency.currency)) {
              table(words.moneyReceivable, currency.receivable, currency, words)
            }
            card(words.moneyPayable, words.moneyUnit(currency: currency.currency)) {
              table(words.moneyPayable, currency.payable, currency, words)
            }
          }
        }
      }
    }
  }

  private func ages(_ words: Words) -> [String] {
    [words.moneyNotDue]
      + [(1, 30), (31, 60), (61, 90)].map { words.moneyOverdue(first: String($0.0), last: String($0.1)) }
      + [words.moneyOverdueMore(days: "90")]
  }

  private func picture(_ currency: Currency, _ words: Words) -> Node {
    func whole(_ money: [Int64]) -> [Int64] { money.map { ShownMoney($0, currency.currency).whole } }
    return card(words.moneyAgeing, words.moneyUnit(currency: currency.currency)) {
      Chart(
        id: "ageing", form: .bars, name: words.moneyAgeing,
        about: words.moneyAgeingAbout(currency: currency.currency), labelsName: words.moneyAgeing,
        labels: ages(words),
        series: [
          ChartSeries(name: words.moneyReceivable, values: whole(currency.owed)),
          ChartSeries(name: words.moneyPayable, values: whole(currency.due)),
        ], hasTable: false
      ).node(words)
    }
  }

  private func table(_ name: String, _ rows: [Row], _ currency: Currency, _ words: Words) -> Node {
    if rows.isEmpty { return p(.class("hint")) { words.moneyAgeingNone } }
    func money(_ units: Int64) -> Node { .text(ShownMoney(units, currency.currency).digits) }
    func cells(_ money: [Int64], _ stopped: Int64) -> [Int64] { money + [money.reduce(0, +), stopped] }
    let all = rows.map { cells($0.money, $0.stopped) }
    let sums = all.first?.indices.map { place in all.reduce(0) { $0 + $1[place] } } ?? []
    return DataTable(
      name: name,
      columns: [Column(words.commonMerchant)] + ages(words).map { Column($0, .number) }
        + [Column(words.financeTogether, .number), Column(words.moneyStopped, .number)],
      rows: zip(rows, all).map { row, numbers in
        let shown =
          row.id.map { id in
            a(.href(Link.settlements.query([("merchant", id)]))) { row.merchant }
          } ?? Node.text(row.merchant)
        return [shown] + numbers.map(money)
      },
      total: [.text(words.financeTogether)] + sums.map(money)
    ).node
  }
}
