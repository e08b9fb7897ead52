import Coalition
import Hummingbird
import Ledger
import LedgerStore
import Loyalty

extension MerchantDesk {
  private static let chartDays: Int32 = 30

  func home(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      let now = coalition.clock.now()
      let today = coalition.settings.calendar.businessDay(of: now)
      let programs = try await ownPrograms(visit)
      let program = programs.first { $0.code == asked.query["program"] } ?? programs.first
      let mayReport = visit.principal.scopes.contains(.reports)
      var page = DeskHomePage(
        asOf: ShownTime(now), today: ShownDay(daysSince1970: Int64(today.daysSince1970)),
        store: storeName(visit),
        programs: programs.map {
          .init(code: $0.code, name: visit.words.name($0.names), isShown: $0.asset == program?.asset)
        },
        figures: await visit.visit.loaded {
          let day = try await days(today...today, of: program, visit)
          return DeskHomePage.Figures(day.last?.figures ?? StoreFigures(), program)
        },
        days: mayReport ? await visit.visit.loaded { try await month(through: today, program, visit) } : nil,
        recent: await visit.visit.loaded { try await recent(visit) }, stepsLeft: await stepsLeft(visit))
      page.alerts = await failingWebhooks(visit.visit, coalition, .desk) + fundingAlerts(visit)
      return faces.page(page.render(visit.visit.visit))
    }
  }

  /// The programmes that the merchant takes part in, the universal one first.
  func ownPrograms(_ visit: DeskVisit) async throws -> [Program] {
    let terms = try await coalition.terms(of: visit.merchant, by: visit.principal)
    let own = Set(terms.map(\.asset))
    let found = try await coalition.programs(by: visit.principal).filter { own.contains($0.asset) }
    return found.filter { $0.merchant == nil } + found.filter { $0.merchant != nil }
  }

  func days(
    _ days: ClosedRange<BusinessDay>, of program: Program?, _ visit: DeskVisit
  ) async throws -> [StoreDay] {
    try await coalition.storeDays(
      days, of: visit.merchant, store: visit.store, in: program?.asset ?? .none, by: visit.principal)
  }

  func storeName(_ visit: DeskVisit) -> String? {
    guard let desk = visit.visit.visit.desk else { return nil }
    if let store = desk.store { return desk.stores.first { $0.id == store }?.name }
    return desk.stores.count == 1 ? desk.stores[0].name : nil
  }

  private func month(
    through today: BusinessDay, _ program: Program?, _ visit: DeskVisit
  ) async throws -> [DeskHomePage.Day] {
    let first = BusinessDay(daysSince1970: today.daysSince1970 - Self.chartDays + 1)
    return try await days(first...today, of: program, visit).map { day in
      DeskHomePage.Day(
        day: ShownDay(daysSince1970: Int64(day.day.daysSince1970)), given: day.figures.given.units,
        taken: day.figures.taken.units)
    }
  }

  private func recent(_ visit: DeskVisit) async throws -> [TransactionRow] {
    var query = TransactionQuery()
    query.store = visit.store
    query.limit = 6
    return try await transactionRows(query, visit).rows
  }

  private func stepsLeft(_ visit: DeskVisit) async -> Int64? {
    guard visit.principal.scopes.contains(.writeMerchants) else { return nil }
    // Advice that cannot be worked out now is left away; the page has its own work to do.
    let progress = try? await coalition.setUpProgress(of: visit.merchant, by: visit.principal)
    let left = progress?.steps.filter { !$0.isDone }.count ?? 0
    return left == 0 ? nil : Int64(left)
  }
}

extension SetUpProgress {
  /// In the order in which they are best taken.
  var steps: [(step: DeskSetUpPage.Step, isDone: Bool)] {
    [
      (.store, hasStore), (.terms, hasTerms), (.staff, hasStaff), (.terminal, hasTerminal), (.sale, hasSale),
    ]
  }
}

extension DeskHomePage.Figures {
  init(_ figures: StoreFigures, _ program: Program?) {
    let decimals = program?.decimals ?? 0
    self.init(
      given: ShownPoints(figures.given.units, decimals: decimals),
      taken: ShownPoints(figures.taken.units, decimals: decimals),
      returned: ShownPoints(figures.returned.units, decimals: decimals),
      reclaimed: ShownPoints(figures.reclaimed.units, decimals: decimals),
      transactions: figures.transactions)
  }
}
