import DatabaseTesting
import Foundation
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

/// Three years of a coalition, day by day, over a leap day and changes of the clocks (quality.md G28, G32).
///
/// `TONGBAO_YEARS_ISSUERS`, `…_PROGRAMS`, `…_MEMBERS`, `…_ORDERS` (a day), `…_DAYS` and `…_ZONES` make it as
/// long as one likes; by itself it is a slice.
@Suite(.database) struct ThreeYearsTests {
  private static func asked(_ name: String) -> String? {
    ProcessInfo.processInfo.environment["TONGBAO_YEARS_" + name]
  }

  private static var size: SimulatedYears.Size {
    var size = SimulatedYears.Size()
    size.issuers = asked("ISSUERS").flatMap { Int($0) } ?? size.issuers
    size.programs = asked("PROGRAMS").flatMap { Int($0) } ?? size.programs
    size.members = asked("MEMBERS").flatMap { Int($0) } ?? size.members
    size.ordersPerDay = asked("ORDERS").flatMap { Int($0) } ?? size.ordersPerDay
    size.days = asked("DAYS").flatMap { Int($0) } ?? size.days
    return size
  }

  private static var zones: [String] {
    asked("ZONES")?.split(separator: ",").map(String.init) ?? ["America/New_York"]
  }

  @Test(arguments: zones)
  func `on every day of three years roll-forward, lots and ledger are the same`(name: String) async throws {
    var policies = ProgramPolicies()
    (policies.transfer.coolingDays, policies.transfer.minimum) = (0, 1)
    let calendar = try #require(BusinessCalendar(zone: name, cutOffSeconds: 7_200))
    let zone = try #require(TimeZone(identifier: name))
    let database = try await Engine.sqlite.makeDatabase()
    let settings = CoalitionSettings(calendar: calendar)
    try await TestShop.open(policies: policies, in: database, settings: settings) { shop in
      var years = try await SimulatedYears(shop, Self.size, zone: zone, seed: 28)
      try await agree(shop, years)
      var books = Books(shop)
      let first = calendar.day(of: TestShop.start).adding(1)
      for number in 0..<Self.size.days {
        let day = first.adding(number)
        try await years.live(day)
        try await books.close(day, years)
      }
      #expect(years.booked > Self.size.days)
      try await books.restate(years)
    }
  }

  /// All pay for the points that they give, each another price in the currency of the programme.
  private func agree(_ shop: TestShop, _ years: SimulatedYears) async throws {
    for (number, issuer) in years.issuers.enumerated() {
      let price = PointPrice(Int64(100 + number), perPoints: 500)
      for program in years.programs where program.merchant == nil || program.merchant == issuer.id {
        try await shop.agree(SettlementTerms(issuePrice: price), with: issuer, in: program.asset)
      }
    }
  }
}

/// What each day's books have to say.
private struct Books {
  let shop: TestShop
  private var closing: [AssetID: Points] = [:]
  private var reports: [Report] = []

  private struct Report {
    let asset: AssetID
    let month: EndMonth
    let known: Instant
    let lines: [DeferredRevenueLine]
  }

  init(_ shop: TestShop) { self.shop = shop }

  mutating func close(_ day: BusinessDay, _ years: SimulatedYears) async throws {
    let balance = try await shop.ledger.trialBalance()
    var held: [SimulatedYears.Cohort: Points] = [:]
    for lot in try await shop.ledger.liability() where lot.points != 0 {
      held[SimulatedYears.Cohort(asset: lot.asset, expiresAt: lot.expiresAt), default: 0] += lot.points
    }
    #expect(held == years.outstanding, "lots on \(CivilDate(day))")
    let calendar = shop.coalition.settings.calendar
    for program in years.programs {
      let asset = program.asset
      let report = try await shop.coalition.liability(of: asset, on: day...day, by: .system)
      let opening = report.lines.reduce(Points(0)) { $0 + $1.opening }
      #expect(
        report.isComplete && opening == closing[asset, default: 0], "\(program.code), \(CivilDate(day))")
      closing[asset] = report.lines.reduce(Points(0)) { $0 + $1.closing }
      var ends: [EndMonth: Points] = [:]
      for line in report.lines where line.closing != 0 { ends[line.end, default: 0] += line.closing }
      var lots: [EndMonth: Points] = [:]
      for (cohort, points) in held where cohort.asset == asset {
        lots[EndMonth(of: cohort.expiresAt, in: calendar.zone), default: 0] += points
      }
      #expect(ends == lots.filter { $0.value != 0 }, "\(program.code), \(CivilDate(day))")
      let wallets = balance.wallets[asset]
      let accounts = balance.accounts.filter { $0.key.asset == asset }.reduce(Points(0)) { $0 + $1.balance }
      #expect((wallets?.total ?? 0) + accounts == 0)
      let owed = wallets.map { $0.total - $0.debt } ?? 0
      #expect(closing[asset] == owed, "\(program.code), \(CivilDate(day))")
    }
    guard CivilDate(day).endOfMonth == CivilDate(day) else { return }
    for program in years.programs { try await report(EndMonth(CivilDate(day)), of: program.asset) }
  }

  /// Keeps what a month's end reports, and changes what is expected every fifth month, also of months before.
  private mutating func report(_ month: EndMonth, of asset: AssetID) async throws {
    let coalition = shop.coalition
    let known = shop.clock.clock.now()
    let found = try await coalition.deferredRevenue(of: asset, over: month...month, by: .system)
    reports.append(Report(asset: asset, month: month, known: known, lines: found.lines))
    guard month.number % 5 == 0, let use = BasisPoints(Int32(5_000 + month.number % 7 * 700)) else { return }
    shop.clock.advance(seconds: 1)
    _ = try await coalition.setUseEstimate(
      use, of: asset, from: EndMonth(number: month.number - 3), reason: "restated", by: .system)
  }

  /// Every report of the past is what it was when it was made, whatever was estimated since.
  func restate(_ years: SimulatedYears) async throws {
    var changed = 0
    for report in reports {
      let (coalition, asset) = (shop.coalition, report.asset)
      let months = report.month...report.month
      let again = try await coalition.deferredRevenue(
        of: asset, over: months, knownAt: report.known, by: .system)
      #expect(again.lines == report.lines, "\(asset), \(report.month)")
      let today = try await coalition.deferredRevenue(of: asset, over: months, by: .system)
      if today.lines != report.lines { changed += 1 }
    }
    #expect(reports.isEmpty || changed > 0, "later estimates say something else")
  }
}
