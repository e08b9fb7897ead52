import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

/// Income from deferred revenue in the journal, against the examples of the standard.
@Suite(.database) struct RecogniseRevenueTests {
  /// IFRS 15 IE267 to IE270: of 100,000 are 8,676 for 10,000 points; 4,500 of 9,500 expected ones are used
  /// in the first year, and 8,500 of 9,700 by the second.
  @Test(arguments: Engine.available)
  func `the example of the standard, to the unit`(engine: Engine) async throws {
    try await TestShop.open(in: try await engine.makeDatabase()) { shop in
      try await shop.agree(
        SettlementTerms(issuePrice: PointPrice(8_676, perPoints: 10_000)), with: shop.merchant)
      let (coalition, asset) = (shop.coalition, shop.program.asset)
      _ = try await coalition.setUseEstimate(
        try #require(BasisPoints(9_500)), of: asset, from: EndMonth(number: 0), reason: "first", by: .system)
      try await shop.earn(1_000_000, key: "e")
      try await shop.spend(4_500, key: "s1")
      try await shop.toNextMonth()
      #expect(try await shop.income() == [.pointsUsed: 3_904, .breakage: 206])  // 4,110 together
      _ = try await coalition.setUseEstimate(
        try #require(BasisPoints(9_700)), of: asset, from: try #require(EndMonth("2026-04")),
        reason: "more are used", by: .system)
      try await shop.spend(4_000, key: "s2")
      try await shop.toNextMonth()
      // 7,603 to date; 3,493 of them in this month, and 1,073 are left.
      #expect(try await shop.income() == [.pointsUsed: 7_375, .breakage: 228])
      let today = coalition.settings.calendar.businessDay(of: shop.clock.clock.now())
      let balance = try await coalition.moneyTrialBalance(through: today.adding(-1), by: .system)
      func closing(_ account: MoneyAccount) -> Int64 {
        balance.balances.first { $0.account == account }?.closing ?? 0
      }
      #expect(-closing(.deferredReceived) - closing(.deferredRecognised) == 1_073)
      // The report says the same.
      let april = try #require(EndMonth("2026-04"))
      let report = try await coalition.deferredRevenue(of: asset, over: april...april, by: .system).lines
      #expect(report.map(\.income) == [3_493] && report.map(\.left) == [1_073])
    }
  }

  @Test func `points that run out make no income by themselves, and the last leaves nothing deferred`()
    async throws
  {
    try await TestShop.open { shop in
      var terms = SettlementTerms(issuePrice: PointPrice(100, perPoints: 100))
      terms.expiredShare = 4_000
      try await shop.agree(terms, with: shop.merchant)
      try await shop.earn(1_000_00, key: "e")
      try await shop.spend(300, key: "s")
      try await shop.toNextMonth()
      #expect(try await shop.income() == [.pointsUsed: 300])
      shop.clock.advance(seconds: 400 * 86_400)
      try await shop.coalition.runDueJobs(only: [.expire])
      try await shop.toNextMonth()
      // 700 ran out: 280 went back to the issuer, of the 720 left all is income, 3 in 10 of it for use.
      #expect(try await shop.income() == [.pointsUsed: 216, .breakage: 504])
      #expect(try await shop.faults().isEmpty)
    }
  }

  @Test func `what is given back in the month after takes its income back`() async throws {
    try await TestShop.open { shop in
      try await shop.agree(SettlementTerms(issuePrice: PointPrice(100, perPoints: 100)), with: shop.merchant)
      let bought = try await shop.earn(1_000_00, key: "e")
      try await shop.spend(1_000, key: "s")
      try await shop.toNextMonth()
      #expect(try await shop.income() == [.pointsUsed: 1_000])
      // The points are used, so the member owes them now; the issuer has its money back.
      _ = try await shop.coalition.refund(ReturnOrder(bought.transaction.id), key: "r", by: shop.till)
      try await shop.toNextMonth()
      #expect(try await shop.income() == [:])
      #expect(try await shop.faults().isEmpty)
    }
  }
  @Test(arguments: Engine.available)
  func `points that came back at another day's price leave the others' income to come`(
    engine: Engine
  ) async throws {
    try await TestShop.open(in: try await engine.makeDatabase()) { shop in
      try await shop.agree(SettlementTerms(issuePrice: PointPrice(100, perPoints: 100)), with: shop.merchant)
      let bought = try await shop.earn(100_00, key: "e")
      try await shop.agree(SettlementTerms(issuePrice: PointPrice(300, perPoints: 100)), with: shop.merchant)
      shop.clock.advance(seconds: 86_400)
      // 60 of 100 come back, for what they were given for; a point costs three times as much today.
      let back = ReturnOrder(bought.transaction.id, .points(60))
      _ = try await shop.coalition.refund(back, key: "r", by: shop.till)
      try await shop.toNextMonth()
      #expect(try await shop.income() == [:])
      let march = try #require(EndMonth("2026-03"))
      let report = try await shop.coalition.deferredRevenue(
        of: shop.program.asset, over: march...march, by: .system
      ).lines
      #expect(report.map(\.deferred) == [40] && report.map(\.left) == [40])
      try await shop.spend(10, key: "s")
      try await shop.toNextMonth()
      #expect(try await shop.income() == [.pointsUsed: 10])
      try await shop.spend(30, key: "all")
      try await shop.toNextMonth()
      #expect(try await shop.income() == [.pointsUsed: 40])
      #expect(try await shop.faults().isEmpty)
    }
  }

  @Test(arguments: Engine.available)
  func `each month of end weighs what was paid for it, by the terms of the day`(engine: Engine) async throws {
    try await TestShop.open(in: try await engine.makeDatabase()) { shop in
      try await shop.agree(SettlementTerms(issuePrice: PointPrice(100, perPoints: 100)), with: shop.merchant)
      try await shop.earn(100_00, key: "march")
      try await shop.agree(SettlementTerms(issuePrice: PointPrice(300, perPoints: 100)), with: shop.merchant)
      try await shop.toNextMonth()
      try await shop.earn(100_00, key: "april")
      // What ends first is used first: all of March's, for which 100 of 400 were paid.
      try await shop.spend(100, key: "s")
      try await shop.toNextMonth()
      #expect(try await shop.income() == [.pointsUsed: 100])
    }
  }

  @Test func `what is given back beyond what was paid is a loss, and never deferred below nothing`()
    async throws
  {
    try await TestShop.open { shop in
      try await shop.agree(SettlementTerms(issuePrice: PointPrice(100, perPoints: 100)), with: shop.merchant)
      try await shop.earn(300_00, key: "old")
      shop.clock.advance(seconds: 200 * 86_400)
      var terms = SettlementTerms(issuePrice: PointPrice(1_000, perPoints: 100))
      terms.expiredShare = 10_000
      try await shop.agree(terms, with: shop.merchant)
      shop.clock.advance(seconds: 86_400)
      try await shop.earn(10_00, key: "new")
      shop.clock.advance(seconds: 200 * 86_400)
      try await shop.coalition.runDueJobs(only: [.expire])
      try await shop.toNextMonth()
      // 300 and 100 were paid, 3,000 given back for the 300 that ran out; 10 points are outstanding.
      #expect(try await shop.income() == [.breakage: -2_600])
      #expect(try await shop.faults().isEmpty)
    }
  }

  @Test func `income is in proportion to use, however the schedule weighs it`() throws {
    let whole = try #require(BasisPoints(10_000))
    func income(
      _ cohorts: [DeferredRevenue], _ received: Int64, _ ended: Int64 = 0
    ) -> [Int64] {
      let earned = EarnedRevenue(issuer: MerchantID(7), asset: AssetID(1), of: cohorts, expecting: whole)
      let income = earned.income(of: [.deferredReceived: received, .deferredEnded: ended])
      return [income.used, income.unused]
    }
    // Priced by the first day with a price, given before it: a quarter of the points is used.
    #expect(income([DeferredRevenue(deferred: 0, issued: 100, used: 25)], 80) == [20, 0])
    #expect(income([DeferredRevenue(deferred: 90, issued: 100, used: 25, gone: 75)], 80) == [20, 60])
    // Only what repaid a debt was paid for: no point is outstanding.
    #expect(income([], 80, -30) == [80, -30])
    #expect(income([DeferredRevenue(deferred: 100, issued: 100, used: 50)], 100, -100) == [0, 0])
    #expect(income([DeferredRevenue(deferred: 100, issued: 100, used: 50)], 100, -130) == [0, -30])
  }
}

extension TestShop {
  /// To the second of the next month, with every day before it closed.
  func toNextMonth() async throws {
    awaitNextMonth()
    try await coalition.runClearing()
  }

  /// The clock only.
  func awaitNextMonth() {
    let month = coalition.settings.calendar.businessDay(of: clock.clock.now()).monthColumn
    while coalition.settings.calendar.businessDay(of: clock.clock.now()).adding(-1).monthColumn == month
      || coalition.settings.calendar.businessDay(of: clock.clock.now()).monthColumn == month
    { clock.advance(seconds: 86_400) }
  }

  /// Income from points to date.
  func income() async throws -> [MoneyAccount: Int64] {
    let today = coalition.settings.calendar.businessDay(of: clock.clock.now())
    let balance = try await coalition.moneyTrialBalance(through: today, by: .system)
    let accounts = balance.balances.filter { [.pointsUsed, .breakage].contains($0.account) }
    return Dictionary(uniqueKeysWithValues: accounts.map { ($0.account, -$0.closing) })
      .filter { $0.value != 0 }
  }
}

extension EndMonth {
  fileprivate init?(_ text: String) {
    guard let date = CivilDate(text + "-01") else { return nil }
    self.init(date)
  }
}
