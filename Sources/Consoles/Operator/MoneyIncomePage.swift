/// The operator's income and cost of a year, by month and kind, and by merchant.
struct MoneyIncomePage: ConsolePage {
  /// What of a month, or of a merchant, by the columns of the page; cost is below none.
  struct Row: Sendable {
    let name: String
    /// Whose months it leads to, in an address.
    var merchant: String?
    let money: [Int64]
    var result: Int64 { money.reduce(0, +) }
  }

  struct Year: Sendable {
    /// The kinds that are something.
    let columns: [String]
    let months: [Row]
    var merchants: [Row]
    /// Sums of accounts of income and of cost, by month.
    let incomes: [Int64]
    let costs: [Int64]
  }

  let year: Int
  /// Whether the next has begun.
  let hasLater: Bool
  let currency: String
  let currencies: [String]
  /// Whose income alone: address and name.
  var merchant: (id: String, name: String)?
  let shown: Loaded<Year>

  var place: MenuPlace { .money }

  func heading(_ words: Words) -> String { words.moneyIncome }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.moneyIncomeIntro)
      moneyTabs(.moneyIncome, words)
      if currencies.count > 1 { choice(words) }
      nav(.class("paging"), .aria(.label, words.moneyYear)) {
        span {
          String(year)
          if let merchant { " \u{00B7} " + merchant.name }
        }
        span(.class("steps")) {
          if merchant != nil { a(.class("button plain"), .href(link(year, nil))) { words.moneyAllMerchants } }
          a(.class("button plain"), .href(link(year - 1, merchant?.id))) { String(year - 1) }
          if hasLater { a(.class("button plain"), .href(link(year + 1, merchant?.id))) { String(year + 1) } }
        }
      }
      shown.node(visit) { shown in
        if shown.columns.isEmpty {
          return emptyState(.quiet, words.moneyIncomeNone, words.moneyIncomeNoneText) {}
        }
        return Node {
          card(words.moneyByMonth, words.moneyUnit(currency: currency)) {
            picture(shown, words)
            table(words.moneyMonth, shown.months, shown, words)
            p(.class("hint")) { words.moneyPointsMarginNote }
          }
          if merchant == nil {
            card(words.moneyByMerchant, words.moneyByMerchantNote) {
              table(words.commonMerchant, shown.merchants, shown, words)
            }
          }
        }
      }
    }
  }

  private func link(_ year: Int, _ merchant: String?) -> Link {
    var items = [("year", String(year)), ("currency", currency)]
    if let merchant { items.append(("merchant", merchant)) }
    return Link.moneyIncome.query(items)
  }

  private func choice(_ words: Words) -> Node {
    form(
      .class("filters"), .method(.get), .action(.moneyIncome), .role("search"),
      .aria(.label, words.listFilter)
    ) {
      input(.type("hidden"), .name("year"), .value(String(year)))
      deskChoice("currency", words.moneyCurrency, currencies.map { ($0, $0) }, currency)
      div(.class("filter-end")) { button(.class("button")) { words.listApply } }
    }
  }

  /// In whole units of the currency: the table has the rest.
  private func picture(_ shown: Year, _ words: Words) -> Node {
    func whole(_ money: [Int64]) -> [Int64] { money.map { ShownMoney($0, currency).whole } }
    return Chart(
      id: "income", form: .bars, name: words.moneyIncome,
      about: words.moneyAbout(currency: currency, year: String(year)), labelsName: words.moneyMonth,
      labels: shown.months.map(\.name),
      series: [
        ChartSeries(name: words.moneyIncomes, values: whole(shown.incomes)),
        ChartSeries(name: words.moneyCosts, values: whole(shown.costs)),
      ], hasTable: false
    ).node(words)
  }

  private func table(_ first: String, _ rows: [Row], _ shown: Year, _ words: Words) -> Node {
    func money(_ units: Int64) -> Node { .text(ShownMoney(units, currency).digits) }
    let sums = shown.columns.indices.map { place in rows.reduce(0) { $0 + $1.money[place] } }
    return DataTable(
      name: first,
      columns: [Column(first)] + shown.columns.map { Column($0, .number) }
        + [Column(words.moneyTotal, .number)],
      rows: rows.map { row in
        let name =
          row.merchant.map { id in a(.href(link(year, id))) { row.name } } ?? Node.text(row.name)
        return [name] + row.money.map(money) + [money(row.result)]
      },
      total: [.text(words.financeTogether)] + sums.map(money) + [money(sums.reduce(0, +))]
    ).node
  }
}
