import Coalition
import Hummingbird
import Ledger
import LedgerStore

extension OperatorConsole {
  func dashboard(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      let now = coalition.clock.now()
      let today = coalition.settings.calendar.businessDay(of: now)
      let start = coalition.settings.calendar.start(ofDate: Int(today.daysSince1970))
      // A new platform has no programme yet; its first page shows zeros and not a failure.
      let program = try? await coalition.universalProgram()
      let heads = await visit.loaded {
        try await coalition.headcount(newSince: start, by: visit.principal)
      }
      let totals = await visit.loaded { try await self.totals(of: program, visit) }
      let chosen = period(asked)
      let days = await visit.loaded { try await self.days(chosen, through: today, of: program, visit) }
      var page = DashboardPage(
        asOf: ShownTime(now), program: program.map { visit.words.name($0.names) } ?? visit.words.productName,
        totals: totals.with(heads) { DashboardPage.Totals($0, $1, program) },
        today: days.with(heads) { DashboardPage.Today($0.last?.totals ?? Totals(), $1, program) },
        days: days.map { $0.suffix(Int(chosen)).map(DashboardPage.DayTotals.init) },
        recent: await visit.loaded { try await recent(visit) })
      page.alerts = await alerts(visit) + fundingAlerts(visit)
      page.review = await reviewed(chosen, days, of: program, visit)
      return faces.page(page.render(visit.visit))
    }
  }

  private func totals(of program: Program?, _ visit: SignedInVisit) async throws -> Totals {
    guard let program else { return Totals() }
    return try await coalition.totals(of: program.asset, by: visit.principal)
  }

  private func recent(_ visit: SignedInVisit) async throws -> [TransactionRow] {
    var query = TransactionQuery()
    query.limit = 6
    let found = try await coalition.transactions(query, by: visit.principal).items
    let book = try await coalition.names(NameQuestion(of: found), by: visit.principal)
    let naming = Naming(book, visit, coalition)
    return found.map { TransactionRow($0, naming) }
  }
}

extension Loaded {
  func map<Other: Sendable>(_ transform: (Value) -> Other) -> Loaded<Other> {
    switch self {
    case .loaded(let value): .loaded(transform(value))
    case .failed(let requestID): .failed(requestID: requestID)
    case .forbidden(let right): .forbidden(right: right)
    }
  }

  /// Both parts, or why the first of them is missing.
  func with<Second: Sendable, Both: Sendable>(
    _ second: Loaded<Second>, _ join: (Value, Second) -> Both
  ) -> Loaded<Both> {
    switch self {
    case .loaded(let value): second.map { join(value, $0) }
    case .failed(let requestID): .failed(requestID: requestID)
    case .forbidden(let right): .forbidden(right: right)
    }
  }
}

extension DashboardPage.Totals {
  init(_ totals: Totals, _ heads: Headcount, _ program: Program?) {
    let decimals = program?.decimals ?? 0
    self.init(
      issued: ShownPoints(totals.issued.units, decimals: decimals),
      used: ShownPoints(totals.used.units, decimals: decimals),
      expired: ShownPoints(totals.expired.units, decimals: decimals),
      outstanding: ShownPoints(totals.outstanding.units, decimals: decimals),
      outstandingWorth: program.map { ShownMoney($0.worth.money(for: totals.outstanding)) }
        ?? ShownMoney(0, "CNY"),
      members: heads.members, merchants: heads.merchants)
  }
}

extension DashboardPage.Today {
  init(_ totals: Totals, _ heads: Headcount, _ program: Program?) {
    let decimals = program?.decimals ?? 0
    self.init(
      issued: ShownPoints(totals.issued.units, decimals: decimals),
      used: ShownPoints(totals.used.units, decimals: decimals), transactions: totals.transactions,
      newMembers: heads.newMembers)
  }
}

extension DashboardPage.DayTotals {
  init(_ day: DayTotals) {
    self.init(
      day: ShownDay(daysSince1970: Int64(day.day.daysSince1970)), issued: day.totals.issued.units,
      used: day.totals.used.units)
  }
}
