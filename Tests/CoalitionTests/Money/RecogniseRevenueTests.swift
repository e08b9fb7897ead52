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
      try await shop.coalition.proveBooks()
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
      try await shop.coalition.proveBooks()
    }
  }
}

extension TestShop {
  /// To the second of the next month, with every day before it closed.
  fileprivate func toNextMonth() async throws {
    let month = coalition.settings.calendar.businessDay(of: clock.clock.now()).monthColumn
    while coalition.settings.calendar.businessDay(of: clock.clock.now()).adding(-1).monthColumn == month
      || coalition.settings.calendar.businessDay(of: clock.clock.now()).monthColumn == month
    { clock.advance(seconds: 86_400) }
    try await coalition.runClearing()
  }

  /// Income from points to date.
  fileprivate func income() async throws -> [MoneyAccount: Int64] {
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
