import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import LedgerStore

// What the first page says of a stretch of days and of what waits.
extension OperatorConsole {
  func reviewed(
    _ chosen: Int64, _ days: Loaded<[DayTotals]>, of program: Program?, _ visit: SignedInVisit
  ) async -> DashboardPage.Review {
    DashboardPage.Review(
      chosen: chosen, period: days.map { DashboardPage.Period($0, chosen, program) },
      merchants: await visit.loaded { try await topMerchants(chosen, days, of: program, visit) },
      work: await visit.loaded { try await works(visit) })
  }

  /// The days of a stretch and of as many before it, oldest first.
  func days(
    _ chosen: Int64, through today: BusinessDay, of program: Program?, _ visit: SignedInVisit
  ) async throws -> [DayTotals] {
    let first = BusinessDay(daysSince1970: today.daysSince1970 - 2 * Int32(chosen) + 1)
    return try await coalition.days(first...today, of: program?.asset ?? .none, by: visit.principal)
  }

  /// How many days the address asks for.
  func period(_ asked: Asked) -> Int64 {
    let days = Int64(asked.query["days"] ?? "") ?? 30
    return DashboardPage.periods.contains(days) ? days : 30
  }

  func dashboardExport(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      try visit.principal.requireOperator(.readTransactions)
      let chosen = period(asked)
      let today = coalition.settings.calendar.businessDay(of: coalition.clock.now())
      // A new platform has no programme yet; its file has days of zeros.
      let program = try? await coalition.universalProgram()
      let days = try await self.days(chosen, through: today, of: program, visit).suffix(Int(chosen))
      try await coalition.recordExport(of: "days", filter: "days=\(chosen)", by: visit.principal)
      let words = visit.words
      let header = [
        words.commonDay, words.dashboardIssued, words.dashboardUsed, words.dashboardExpired,
        words.dashboardTransactions,
      ]
      let decimals = program?.decimals ?? 0
      let rows = days.map { day -> [CSV.Cell] in
        func plain(_ points: Points) -> String { Digits.plain(points.units, decimals: decimals) }
        return [
          .text(ShownDay(daysSince1970: Int64(day.day.daysSince1970)).text),
          .number(plain(day.totals.issued)), .number(plain(day.totals.used)),
          .number(plain(day.totals.expired)), .number(String(day.totals.transactions)),
        ]
      }
      return faces.file("days.csv", header) { _ in Batch(rows) }
    }
  }

  private func topMerchants(
    _ chosen: Int64, _ days: Loaded<[DayTotals]>, of program: Program?, _ visit: SignedInVisit
  ) async throws -> [DashboardPage.TopMerchant] {
    guard let program, case .loaded(let days) = days, let last = days.last?.day else { return [] }
    let first = BusinessDay(daysSince1970: last.daysSince1970 - Int32(chosen) + 1)
    let found = try await coalition.topMerchants(of: program.asset, in: first...last, by: visit.principal)
    var question = NameQuestion()
    question.merchants = Set(found.map(\.merchant))
    let naming = Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
    return found.map { totals in
      DashboardPage.TopMerchant(
        id: coalition.publicIDs.text(totals.merchant),
        name: naming.merchant(totals.merchant) ?? visit.words.commonNone,
        issued: ShownPoints(totals.issued.units, decimals: program.decimals),
        used: ShownPoints(totals.used.units, decimals: program.decimals), transactions: totals.transactions)
    }
  }

  private func works(_ visit: SignedInVisit) async throws -> [DashboardPage.Work] {
    let work = try await coalition.workload(by: visit.principal)
    let words = visit.words
    let all: [(String, Int64?, Link)] = [
      (words.dashboardApprovals, work.approvals, Link.approvals.query([("part", "to_decide")])),
      (words.dashboardCases, work.cases, Link.cases.query([("state", "open")])),
      (words.dashboardFeedback, work.feedback, Link.feedback.query([("state", "open")])),
      (words.dashboardDeliveries, work.failedDeliveries, Link.deliveries.query([("state", "failed")])),
      (words.dashboardSilent, work.silentTerminals, Link.terminals.query([("state", "silent")])),
    ]
    return all.compactMap { name, count, link in
      count.map { DashboardPage.Work(name: name, count: $0, link: link) }
    }
  }
}

extension DashboardPage.Period {
  /// - Parameter days: twice as many as are looked at, oldest first.
  fileprivate init(_ days: [DayTotals], _ chosen: Int64, _ program: Program?) {
    func sums(_ days: some Collection<DayTotals>) -> DashboardPage.Sums {
      func sum(_ points: (Totals) -> Points) -> ShownPoints {
        ShownPoints(
          days.reduce(Points(0)) { $0 + points($1.totals) }.units, decimals: program?.decimals ?? 0)
      }
      return DashboardPage.Sums(
        issued: sum(\.issued), used: sum(\.used), expired: sum(\.expired),
        transactions: days.reduce(0) { $0 + $1.totals.transactions })
    }
    let now = days.suffix(Int(chosen))
    func day(_ one: DayTotals?) -> ShownDay {
      ShownDay(daysSince1970: Int64(one?.day.daysSince1970 ?? 0))
    }
    self.init(
      days: chosen, from: day(now.first), to: day(now.last), now: sums(now),
      before: sums(days.dropLast(Int(chosen))))
  }
}
