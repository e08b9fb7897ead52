/// A merchant's business days, one a line, newest first.
struct DeskDaysPage: DeskPage {
  struct Row: Sendable {
    let day: ShownDay
    let figures: DeskHomePage.Figures
  }

  static let filters = ["from", "to"]

  let query: ListQuery
  let store: String?
  let program: String
  let days: Loaded<[Row]>

  var desk: DeskPlace { .days }

  func heading(_ words: Words) -> String { words.deskDays }

  func content(_ visit: Visit) -> Node {
    let words = visit.words
    return Node {
      pageHead(heading(words), words.deskDaysIntro(place: store ?? words.deskAllStores, program: program))
      filterForm(
        [FilterField("from", words.commonFrom, .day), FilterField("to", words.commonTo, .day)], query,
        base: .deskDays, words)
      days.node(visit) { table($0, words) }
      p(.class("more")) { a(.href(query.first.link(on: .deskDaysExport))) { words.listExport } }
    }
  }

  private func table(_ rows: [Row], _ words: Words) -> Node {
    DataTable(
      name: heading(words), columns: DeskDaysPage.columns(words).map { Column($0, .number) },
      rows: rows.map { row in
        let list = Link.deskTransactions.query([("from", row.day.text), ("to", row.day.text)])
        return [a(.href(list)) { row.day.text }]
          + [row.figures.given, row.figures.taken, row.figures.returned, row.figures.reclaimed]
          .map { .text(words.points($0)) } + [.text(words.number(row.figures.transactions))]
      }
    ).node
  }

  static func columns(_ words: Words) -> [String] {
    [
      words.commonDay, words.deskGiven, words.deskTaken, words.deskReturned, words.deskReclaimed,
      words.dashboardTransactions,
    ]
  }
}
