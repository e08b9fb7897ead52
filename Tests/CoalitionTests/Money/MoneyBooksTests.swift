import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

@Suite(.database) struct MoneyBooksTests {
  @Test(arguments: Engine.available)
  func `a day is booked to the fen, and so are its settlement and its payment`(engine: Engine) async throws {
    try await TestShop.open(in: try await engine.makeDatabase()) { shop in
      try await shop.aDayToFollow()
      let today = shop.coalition.settings.calendar.businessDay(of: shop.clock.clock.now())
      let day = today.adding(-1)
      // The day of the guide: given 500, taken 250 and 100 of it back, 33 voided, one too small to give.
      #expect(
        try await shop.vouchers() == [
          "1 cleared ONE: 112201 760, 640101 27 / 220501 100, 605101 675, 605102 10, 605103 2",
          "2 settled ONE: 112202 760 / 112201 760",
        ])
      let one = try #require(try await shop.settlements().first)
      _ = try await shop.coalition.reviewSettlement(one.id, by: shop.person(11))
      _ = try await shop.coalition.approveSettlement(one.id, by: shop.person(12))
      _ = try await shop.coalition.paySettlement(one.id, reference: "B1", on: today, by: shop.person(12))
      #expect(try await shop.vouchers().last == "3 paid ONE: 1002 760 / 112202 760")
      let balance = try await shop.coalition.moneyTrialBalance(through: today, by: .system)
      #expect(
        balance.balances.map { "\($0.account.rawValue) \($0.closing)" } == [
          "1002 760", "112201 0", "112202 0", "220501 -100", "605101 -675", "605102 -10", "605103 -2",
          "640101 27",
        ])
      #expect(balance.totals.map(\.debit) == [787] && balance.totals.map(\.credit) == [787])
      #expect(balance.faults.isEmpty && balance.closedThrough == day)
      // At the end of the day itself it was not paid.
      let before = try await shop.coalition.moneyTrialBalance(through: day, by: .system)
      #expect(before.balances.first { $0.account == .merchantsSettled }?.closing == 760)
    }
  }

  @Test(arguments: Engine.available)
  func `a payment that comes back is booked back, and paid again it is booked again`(
    engine: Engine
  ) async throws {
    try await TestShop.open(in: try await engine.makeDatabase()) { shop in
      try await shop.aDayToFollow()
      let one = try #require(try await shop.settlements().first)
      let today = shop.coalition.settings.calendar.businessDay(of: shop.clock.clock.now())
      for reference in ["B1", "B2"] {
        _ = try await shop.coalition.reviewSettlement(one.id, by: shop.person(11))
        _ = try await shop.coalition.approveSettlement(one.id, by: shop.person(12))
        _ = try await shop.coalition.paySettlement(
          one.id, reference: reference, on: today, by: shop.person(12))
        if reference == "B2" { break }
        try await shop.coalition.takeBack(one.id, key: "B1R", on: today)
        _ = try await shop.coalition.reopenSettlement(one.id, reason: "known", by: shop.person(12))
      }
      #expect(
        try await shop.vouchers().dropFirst(2) == [
          "3 paid ONE: 1002 760 / 112202 760", "4 returned ONE: 112202 760 / 1002 760",
          "5 paid ONE: 1002 760 / 112202 760",
        ])
      #expect(try await shop.faults().isEmpty)
      let journal = try await shop.coalition.moneyEntries(MoneyQuery(settlement: one.id), by: .system)
      #expect(journal.map(\.entry.id) == [5, 4, 3, 2, 1] && journal.allSatisfy { $0.settlement == one.id })
    }
  }

  @Test(arguments: Engine.available)
  func `what a bank kept of a payment that came back is a charge, and all is owed again`(
    engine: Engine
  ) async throws {
    try await TestShop.open(in: try await engine.makeDatabase()) { shop in
      try await shop.aDayToFollow()
      let one = try #require(try await shop.settlements().first)
      let today = shop.coalition.settings.calendar.businessDay(of: shop.clock.clock.now())
      _ = try await shop.coalition.reviewSettlement(one.id, by: shop.person(11))
      _ = try await shop.coalition.approveSettlement(one.id, by: shop.person(12))
      _ = try await shop.coalition.paySettlement(one.id, reference: "B1", on: today, by: shop.person(12))
      try await shop.coalition.takeBack(one.id, key: "B1  R", on: today, keeping: 30)
      #expect(
        try await shop.vouchers().dropFirst(2) == [
          "3 paid ONE: 1002 760 / 112202 760", "4 returned ONE: 112202 760 / 1002 730, 660301 30",
        ])
      #expect(try await shop.faults().isEmpty)
      let balance = try await shop.coalition.moneyTrialBalance(through: today, by: .system)
      let closing = Dictionary(uniqueKeysWithValues: balance.balances.map { ($0.account, $0.closing) })
      #expect(closing[.bank] == 30 && closing[.bankCharges] == -30 && closing[.merchantsSettled] == 760)
    }
  }

  @Test func `a payment of a day that is closed is booked on the one that is open`() async throws {
    try await TestShop.open { shop in
      try await shop.aDayToFollow()
      let one = try #require(try await shop.settlements().first)
      let paid = shop.coalition.settings.calendar.businessDay(of: shop.clock.clock.now())
      shop.clock.advance(seconds: 3 * 86_400)
      try await shop.coalition.runClearing()
      let closed = try await shop.coalition.moneyTrialBalance(through: paid, by: .system)
      _ = try await shop.coalition.reviewSettlement(one.id, by: shop.person(11))
      _ = try await shop.coalition.approveSettlement(one.id, by: shop.person(12))
      _ = try await shop.coalition.paySettlement(one.id, reference: "B1", on: paid, by: shop.person(12))
      let entry = try #require(
        try await shop.coalition.moneyEntries(MoneyQuery(kind: .paid), by: .system).first?.entry)
      #expect(entry.valueDay == paid && entry.day == paid.adding(3))
      #expect(
        try await shop.coalition.moneyTrialBalance(through: paid, by: .system).balances == closed.balances)
    }
  }

  @Test(arguments: Engine.available)
  func `campaigns, the pool and corrections leave nothing in transit`(engine: Engine) async throws {
    try await TestShop.open(in: try await engine.makeDatabase()) { shop in
      _ = try await shop.campaign()
      shop.clock.advance(seconds: 86_400)
      try await shop.earn(500_00, key: "a")
      _ = try await shop.decided(
        .settlementAdjustment(
          SettlementAdjustmentProposal(1_23, for: shop.other.id, in: shop.program.asset, reason: "late")))
      shop.clock.advance(seconds: 86_400)
      try await shop.coalition.runClearing()
      // 70 points cost 14 fen: half of them the giver's, 5 the other's, 2 the operator's.
      #expect(
        try await shop.vouchers().filter { !$0.contains("settled") } == [
          "1 cleared operator: 660101 2 / 190101 2",
          "2 cleared ONE: 112201 737, 190101 7 / 220501 114, 605101 625, 605102 5",
          "3 cleared TWO: 112201 5 / 190101 5", "4 corrected TWO: 671101 123 / 112201 123",
        ])
      #expect(try await shop.faults().isEmpty)
    }
  }

  @Test func `a correction from before the first day with a line is booked with that day, once`() async throws
  {
    try await TestShop.open { shop in
      try await shop.agree(ClearingTests.terms, with: shop.merchant)
      let proposal = SettlementAdjustmentProposal(
        1_23, for: shop.merchant.id, in: shop.program.asset, reason: "from before")
      _ = try await shop.decided(.settlementAdjustment(proposal))
      shop.clock.advance(seconds: 2 * 86_400)
      try await shop.earn(500_00, key: "a")
      shop.clock.advance(seconds: 86_400)
      try await shop.coalition.runClearing()
      shop.clock.advance(seconds: 86_400)
      try await shop.coalition.runClearing()
      let corrected = try await shop.journal(MoneyQuery(kind: .corrected))
      #expect(corrected.count == 1 && corrected.allSatisfy { $0.entry.day == $0.entry.valueDay.adding(2) })
      #expect(try await shop.faults().isEmpty)
    }
  }

  @Test func `days that were closed before there were books are booked by the next run, the same`()
    async throws
  {
    try await TestShop.open { shop in
      try await shop.aDayToFollow()
      let one = try #require(try await shop.settlements().first)
      let today = shop.coalition.settings.calendar.businessDay(of: shop.clock.clock.now())
      _ = try await shop.coalition.reviewSettlement(one.id, by: shop.person(11))
      _ = try await shop.coalition.approveSettlement(one.id, by: shop.person(12))
      _ = try await shop.coalition.paySettlement(one.id, reference: "B1", on: today, by: shop.person(12))
      try await shop.earn(500_00, key: "more")
      shop.clock.advance(seconds: 40 * 86_400)
      try await shop.coalition.runClearing()
      let before = try await shop.vouchers(numbered: false).sorted()
      try await shop.forgetBooks()
      #expect(try await shop.vouchers().isEmpty)
      try await shop.coalition.runClearing()
      #expect(try await shop.vouchers(numbered: false).sorted() == before)
      #expect(before.contains { $0.contains("recognised") } && before.contains { $0.contains("paid") })
      // Run again, nothing is added.
      try await shop.coalition.runClearing()
      #expect(try await shop.vouchers(numbered: false).sorted() == before)
    }
  }

  @Test func `each figure of each role has its row in the chart`() {
    for role in ClearingRole.allCases {
      let rows = MoneyAccount.figures.filter { $0.role == Int64(role.rawValue) }
      #expect(rows.contains { $0.figure == .price }, "\(role)")
      #expect(Set(rows.map(\.figure)).count == rows.count)
      #expect(!role.isShare || MoneyAccount.own.contains { $0.role == Int64(role.rawValue) }, "\(role)")
      // What is shared goes through transit, and only that.
      #expect(rows.allSatisfy { ($0.account == .sharesInTransit) == role.isShare }, "\(role)")
    }
  }

  @Test func `the books are the operator's, and nobody else's to read`() async throws {
    try await TestShop.open { shop in
      await #expect(throws: AccessRefusal.self) {
        _ = try await shop.coalition.moneyTrialBalance(
          through: BusinessDay(daysSince1970: 9), by: shop.till)
      }
      await #expect(throws: AccessRefusal.self) {
        _ = try await shop.coalition.moneyEntries(MoneyQuery(), by: shop.till)
      }
      await #expect(throws: AccessRefusal.self) {
        _ = try await shop.coalition.moneyEntry(1, by: shop.till)
      }
    }
  }

  @Test func `a settlement paid by a reference of another is refused, and nothing else is called that`()
    async throws
  {
    try await TestShop.open { shop in
      try await shop.aDayToFollow()
      let one = try #require(try await shop.settlements().first)
      let today = shop.coalition.settings.calendar.businessDay(of: shop.clock.clock.now())
      _ = try await shop.coalition.reviewSettlement(one.id, by: shop.person(11))
      _ = try await shop.coalition.approveSettlement(one.id, by: shop.person(12))
      // An entry of the payment that nobody made: the fourth step is the one that pays.
      try await shop.coalition.database.write { tx in
        try tx.execute(
          MoneyEntry.inserting
            + """
            SELECT 99, day, month, \(MoneyEntry.Kind.paid), party_id, asset_id, currency, source_id, 4,
              value_day, made_at FROM money_entry WHERE kind = \(MoneyEntry.Kind.settled)
            """)
      }
      await #expect(throws: DatabaseError.self) {
        _ = try await shop.coalition.paySettlement(one.id, reference: "B1", on: today, by: shop.person(12))
      }
    }
  }
}
