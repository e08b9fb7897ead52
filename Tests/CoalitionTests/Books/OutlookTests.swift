import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

@Suite(.database) struct OutlookTests {
  @Test(arguments: Engine.available) func `points are as old as the credit of their lot, by issuer`(
    engine: Engine
  ) async throws {
    try await TestShop.open(in: try await engine.makeDatabase()) { shop in
      for merchant in [shop.merchant, shop.other] { try await shop.keep(.endOfMonth(36), at: merchant) }
      // Ages at the last moment: older than two years, then in each younger class.
      let now = shop.coalition.settings.calendar.zone.date(at: shop.clock.clock.now())
      for (index, months) in [30, 23, 11, 5, 0].enumerated() {
        let date = now.adding(months: 30 - months)
        shop.clock.set(shop.coalition.settings.calendar.zone.start(of: date).adding(seconds: 43_200))
        try await shop.earn(Int64(100 << index) * 100, key: "e\(index)")
        try await shop.earn(Int64(index + 1) * 100, key: "o\(index)", by: shop.caller(shop.other))
        if index == 2 { try await shop.spend(50, key: "s") }
      }
      let found = try await shop.coalition.outstandingAges(of: shop.program.asset, by: .system)
      #expect(found.map(\.issuer) == [shop.merchant.id, shop.other.id])
      let together = zip(found[0].points, found[1].points).map { $0 + $1 }
      #expect(together == [1_605, 804, 403, 202, 51])
      #expect(found[1].points.prefix(4) == [5, 4, 3, 2])
      await #expect(throws: ProgramRefusal.programNotFound) {
        try await shop.coalition.outstandingAges(of: AssetID(99), by: .system)
      }
      await #expect(throws: AccessRefusal.operatorOnly) {
        try await shop.coalition.outstandingAges(of: shop.program.asset, by: shop.till)
      }
    }
  }

  @Test(arguments: Engine.available) func `a column of days tells its month, leap years and all`(
    engine: Engine
  ) async throws {
    let database = try await engine.makeDatabase()
    let days = (0..<2_000).map { Int64($0) * 37 } + [0, 58, 59, 789, 790, 11_016, 11_017, 47_540, 47_541]
    for day in days {
      let found = try await database.read { tx in
        try tx.queryFirst("SELECT \(EndMonth.ofDayColumn) FROM (SELECT \(day) AS day) AS one") {
          $0[0] as Int64
        }
      }
      #expect(found == EndMonth(CivilDate(daysSince1970: Int(day))).number, "day \(day)")
    }
  }

  @Test(arguments: Engine.available) func `what ended tells how much of the rest will be used`(
    engine: Engine
  ) async throws {
    try await TestShop.open(in: try await engine.makeDatabase()) { shop in
      try await shop.keep(.endOfMonth(2), at: shop.merchant)
      let zone = shop.coalition.settings.calendar.zone
      func go(_ text: String) throws {
        shop.clock.set(zone.start(of: try #require(CivilDate(text))).adding(seconds: 43_200))
      }
      try go("2027-01-10")
      try await shop.earn(1_000_00, key: "a")
      try await shop.spend(200, key: "b")
      try go("2027-02-10")
      try await shop.spend(600, key: "c")
      try go("2027-03-10")
      try await shop.earn(500_00, key: "d")
      try await shop.spend(50, key: "e")
      try go("2027-04-02")
      _ = try await shop.coalition.runDueJobs(only: [.expire])
      let found = try await shop.coalition.useOutlook(of: shop.program.asset, by: .system)
      #expect(found.isComplete && found.through.text == "2027-03")
      // Two months before the end none of 500 is used; of the earlier 1,000 200 were, and 850 in the end.
      let line = try #require(found.lines.first)
      #expect(found.lines.count == 1 && EndMonth(number: line.end).text == "2027-05")
      #expect(line.issued == 500 && line.used == 0)
      #expect(line.earlier?.then.value == 2_000 && line.earlier?.finally.value == 8_500)
      #expect(line.expected?.value == 6_500)
      let others = try await shop.coalition.useOutlook(
        of: shop.program.asset, issuedBy: shop.other.id, by: .system)
      #expect(others.lines.isEmpty)
      await #expect(throws: AccessRefusal.operatorOnly) {
        try await shop.coalition.useOutlook(of: shop.program.asset, by: shop.till)
      }
    }
  }
}

extension TestShop {
  /// What a merchant gives from now on lives so long.
  fileprivate func keep(_ validity: Validity, at merchant: Merchant) async throws {
    var terms = MerchantTerms(
      merchant: merchant.id, asset: program.asset, earning: EarnTerms(1, perMinorUnits: 100))
    terms.validity = [.awarded: validity]
    try await coalition.setTerms(terms, by: .system)
  }
}
