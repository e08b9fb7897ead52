/// A merchant's first page: how today goes, the last thirty days, and what came last.
struct DeskHomePage: DeskPage {
  struct Figures: Sendable {
    let given: ShownPoints
    let taken: ShownPoints
    let returned: ShownPoints
    let reclaimed: ShownPoints
    let transactions: Int64
  }

  struct Day: Sendable {
    let day: ShownDay
    let given: Int64
    let taken: Int64
  }

  struct Program: Sendable {
    let code: String
    let name: String
    let isShown: Bool
  }

  let asOf: ShownTime
  let today: ShownDay
  /// The store that the figures are of; nil for all that the viewer works in.
  let store: String?
  let programs: [Program]
  let figures: Loaded<Figures>
  /// Nil for those to whom a report is not shown.
  let days: Loaded<[Day]>?
  let recent: Loaded<[TransactionRow]>
  /// Steps of the set-up that wait; nil where none does or the viewer cannot take them.
  let stepsLeft: Int64?
  var alerts: [HomeAlert] = []

  var desk: DeskPlace { .home }

  func heading(_ words: Words) -> String { words.menuDashboard }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(
        heading(words), words.deskHomeIntro(place: store ?? words.deskAllStores, time: words.time(asOf)))
      homeAlerts(alerts)
      if let stepsLeft {
        div(.class("notice good"), .role("note")) {
          p {
            words.deskStepsLeft(count: stepsLeft) + " "
            a(.href(.deskSetUp)) { words.deskSetUp }
          }
        }
      }
      programLinks(words)
      card(words.dashboardToday, today.text) { figures.node(visit) { todayTiles($0, words) } }
      if let days {
        card(words.dashboardChart, words.deskChartNote) { days.node(visit) { chart($0, words) } }
      }
      card(words.dashboardRecent) {
        recent.node(visit) { recentRows($0, words) }
        p(.class("more")) { a(.href(.deskTransactions)) { words.dashboardAllTransactions } }
      }
    }
  }

  private func programLinks(_ words: Words) -> Node {
    if programs.count < 2 { return .nothing }
    return nav(.class("actions"), .aria(.label, words.commonProgram)) {
      for program in programs {
        if program.isShown {
          strong(.aria(.current, "true")) { program.name }
        } else {
          a(.href(Link.desk.query([("program", program.code)]))) { program.name }
        }
      }
    }
  }

  private func todayTiles(_ figures: Figures, _ words: Words) -> Node {
    Node {
      tiles {
        linked(words.deskGiven, words.points(figures.given), "earn")
        linked(words.deskTaken, words.points(figures.taken), "spend")
        tile(words.deskReturned, words.points(figures.returned), words.deskReturnedNote)
        tile(words.deskReclaimed, words.points(figures.reclaimed), words.deskReclaimedNote)
        linked(words.dashboardTransactions, words.number(figures.transactions), "")
      }
    }
  }

  /// A figure that leads to the transactions behind it.
  private func linked(_ name: String, _ value: String, _ kind: String) -> Node {
    let list = Link.deskTransactions.query([
      ("kind", kind), ("state", "booked"), ("from", today.text), ("to", today.text),
    ])
    return div(.class("tile")) {
      dt { name }
      dd {
        strong { a(.href(list)) { value } }
      }
    }
  }

  private func chart(_ days: [Day], _ words: Words) -> Node {
    Chart(
      id: "days", form: .lines, name: words.dashboardChart,
      about: words.deskChartAbout(
        days: Int64(days.count), given: words.number(days.reduce(0) { $0 + $1.given }),
        taken: words.number(days.reduce(0) { $0 + $1.taken })),
      labelsName: words.commonDay, labels: days.map(\.day.short),
      series: [
        ChartSeries(name: words.deskGiven, values: days.map(\.given)),
        ChartSeries(name: words.deskTaken, values: days.map(\.taken)),
      ]
    ).node(words)
  }

  private func recentRows(_ rows: [TransactionRow], _ words: Words) -> Node {
    if rows.isEmpty { return p(.class("none")) { words.dashboardNoRecent } }
    return DataTable(
      name: words.dashboardRecent, columns: DeskTransactionsPage.columns(words),
      rows: rows.map { DeskTransactionsPage.cells($0, words) }
    ).node
  }
}
