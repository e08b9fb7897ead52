/// The operator's first page: what was issued, used, expired and is still owed, and how today goes.
struct DashboardPage: ConsolePage {
  /// Totals since the beginning, of the universal programme.
  struct Totals: Sendable {
    let issued: ShownPoints
    let used: ShownPoints
    let expired: ShownPoints
    let outstanding: ShownPoints
    let outstandingWorth: ShownMoney
    let members: Int64
    let merchants: Int64
  }

  struct Today: Sendable {
    let issued: ShownPoints
    let used: ShownPoints
    let transactions: Int64
    let newMembers: Int64
  }

  struct DayTotals: Sendable {
    let day: ShownDay
    let issued: Int64
    let used: Int64
  }

  let asOf: ShownTime
  let program: String
  let totals: Loaded<Totals>
  let today: Loaded<Today>
  /// Oldest first, at most 90.
  let days: Loaded<[DayTotals]>
  let recent: Loaded<[TransactionRow]>
  var alerts: [HomeAlert] = []
  /// What waits, and how a stretch of days compares with the one before.
  var review: Review?

  var place: MenuPlace { .dashboard }

  func heading(_ words: Words) -> String { words.menuDashboard }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.dashboardIntro(program: program, time: words.time(asOf)))
      homeAlerts(alerts)
      totals.node(visit) { totalTiles($0, words) }
      if let review { workCard(review, visit) }
      card(words.dashboardToday, words.day(asOf)) {
        today.node(visit) { todayTiles($0, words) }
      }
      if let review { periodCard(review, visit) }
      card(words.dashboardChart, isByWeek ? words.dashboardChartWeeks : words.dashboardChartNote) {
        days.node(visit) { dayChart($0, words) }
      }
      if let review { merchantCard(review, visit) }
      card(words.dashboardRecent) {
        recent.node(visit) { recentRows($0, words) }
        p(.class("more")) { a(.href(.transactions)) { words.dashboardAllTransactions } }
      }
    }
  }

  private func totalTiles(_ totals: Totals, _ words: Words) -> Node {
    tiles {
      tile(
        words.dashboardOutstanding, words.points(totals.outstanding),
        words.dashboardWorth(money: words.money(totals.outstandingWorth)), isMain: true)
      tile(words.dashboardIssued, words.points(totals.issued), words.dashboardSinceStart)
      tile(words.dashboardUsed, words.points(totals.used), share(totals.used, of: totals.issued, words))
      tile(
        words.dashboardExpired, words.points(totals.expired), share(totals.expired, of: totals.issued, words))
      tile(
        words.dashboardMembers, words.number(totals.members),
        words.dashboardMerchants(count: totals.merchants))
    }
  }

  /// Tenths of a per cent, in whole numbers.
  private func share(_ part: ShownPoints, of whole: ShownPoints, _ words: Words) -> String? {
    guard whole.units > 0 else { return nil }
    let (product, overflows) = part.units.multipliedReportingOverflow(by: 1_000)
    let tenths = overflows ? part.units / max(whole.units / 1_000, 1) : product / whole.units
    return words.dashboardShare(percent: Digits.decimal(tenths, decimals: 1) + "%")
  }

  private func todayTiles(_ today: Today, _ words: Words) -> Node {
    tiles {
      tile(words.dashboardIssued, words.points(today.issued))
      tile(words.dashboardUsed, words.points(today.used))
      tile(words.dashboardTransactions, words.number(today.transactions))
      tile(words.dashboardNewMembers, words.number(today.newMembers))
    }
  }

  private func dayChart(_ days: [DayTotals], _ words: Words) -> Node {
    let issued = days.reduce(0) { $0 + $1.issued }
    let used = days.reduce(0) { $0 + $1.used }
    let shown = isByWeek ? Self.weeks(days) : days
    return Chart(
      id: "days", form: .lines, name: words.dashboardChart,
      about: words.dashboardChartAbout(
        days: Int64(days.count), issued: words.number(issued), used: words.number(used)),
      labelsName: isByWeek ? words.dashboardWeek : words.commonDay, labels: shown.map(\.day.short),
      series: [
        ChartSeries(name: words.dashboardIssued, values: shown.map(\.issued)),
        ChartSeries(name: words.dashboardUsed, values: shown.map(\.used)),
      ]
    ).node(words)
  }

  /// A quarter day by day is more than an eye takes in, and than a page should weigh.
  private var isByWeek: Bool {
    if case .loaded(let days) = days { days.count > 31 } else { false }
  }

  /// Sums of seven days each, up to the last day; the first may have fewer.
  private static func weeks(_ days: [DayTotals]) -> [DayTotals] {
    let begins = stride(from: days.count, to: 0, by: -7).map { max(0, $0 - 7) }.reversed()
    return begins.map { begin in
      let week = days[begin..<(begin == 0 ? (days.count - 1) % 7 + 1 : begin + 7)]
      return DayTotals(
        day: days[begin].day, issued: week.reduce(0) { $0 + $1.issued },
        used: week.reduce(0) { $0 + $1.used })
    }
  }

  private func recentRows(_ rows: [TransactionRow], _ words: Words) -> Node {
    if rows.isEmpty { return p(.class("none")) { words.dashboardNoRecent } }
    return DataTable(
      name: words.dashboardRecent, columns: TransactionsPage.columns(words),
      rows: rows.map { TransactionsPage.cells($0, words) }
    ).node
  }
}
