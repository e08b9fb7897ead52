import Coalition
import Hummingbird
import Ledger
import Loyalty

extension MerchantDesk {
  /// Shown where no days are named.
  private static let daysShown: Int32 = 31

  func days(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      try visit.principal.require(.reports)
      let query = ListQuery(parsing: asked.query.items, filters: DeskDaysPage.filters, sorts: [])
      let program = try await ownPrograms(visit).first
      let rows = await visit.visit.loaded { try await dayRows(query, program, visit) }
      let page = DeskDaysPage(
        query: query, store: storeName(visit),
        program: program.map { visit.words.name($0.names) } ?? visit.words.commonNone, days: rows)
      return faces.page(page.render(visit.visit.visit))
    }
  }

  func daysExport(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      try visit.principal.require(.reports)
      let query = ListQuery(parsing: asked.query.items, filters: DeskDaysPage.filters, sorts: [])
      let rows = try await dayRows(query, try await ownPrograms(visit).first, visit)
      try await coalition.recordExport(
        of: "merchant days", filter: "from=\(query["from"]) to=\(query["to"])", by: visit.principal)
      return faces.file("days.csv", DeskDaysPage.columns(visit.words)) { _ in
        Batch(
          rows.map { row in
            [.text(row.day.text)]
              + [row.figures.given, row.figures.taken, row.figures.returned, row.figures.reclaimed]
              .map { .number($0.plain) } + [.number(String(row.figures.transactions))]
          })
      }
    }
  }

  private func dayRows(
    _ query: ListQuery, _ program: Program?, _ visit: DeskVisit
  ) async throws -> [DeskDaysPage.Row] {
    let today = coalition.settings.calendar.businessDay(of: coalition.clock.now())
    let asked = query.businessDays
    let last = min(asked?.upperBound ?? today, today)
    let first = asked?.lowerBound ?? BusinessDay(daysSince1970: last.daysSince1970 - Self.daysShown + 1)
    return try await days(min(first, last)...last, of: program, visit).reversed().map { day in
      DeskDaysPage.Row(
        day: ShownDay(daysSince1970: Int64(day.day.daysSince1970)),
        figures: DeskHomePage.Figures(day.figures, program))
    }
  }
}
