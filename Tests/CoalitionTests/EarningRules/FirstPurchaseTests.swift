import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

@Suite(.database) struct FirstPurchaseTests {
  private static func rule(_ first: FirstPurchase) -> BonusRule {
    BonusRule(0, when: [.first(first)], gives: .fixed(30))
  }

  @Test func `the first purchase in a programme counts once, with a merchant once for each`() async throws {
    try await TestShop.open { shop in
      try await shop.set(Self.rule(.program))
      try await shop.set(BonusRule(0, when: [.first(.merchant)], gives: .fixed(5)))
      func earned(_ key: String, at merchant: Merchant) async throws -> Receipt {
        try await shop.coalition.earn(
          EarnOrder(member: .id(shop.member.id), .purchase(Money(minorUnits: 1_00, currency: "CNY"))),
          key: key, by: shop.caller(merchant))
      }
      #expect(try await earned("a", at: shop.merchant).transaction.amount == 36)
      let second = try await earned("b", at: shop.merchant)
      #expect(second.transaction.amount == 1)
      #expect(
        second.explanation?.parts.map(\.outcome).suffix(2) == [
          .notApplied(.notTheFirst), .notApplied(.notTheFirst),
        ])
      #expect(try await earned("c", at: shop.other).transaction.amount == 6)
      #expect(try await earned("d", at: shop.other).transaction.amount == 1)
      #expect(try await earned("a", at: shop.merchant).isReplay)
    }
  }

  @Test func `of many purchases at once one is the first, and those of a batch share it`() async throws {
    try await TestShop.open { shop in
      try await shop.set(Self.rule(.program))
      let given = try await withThrowingTaskGroup(of: Points.self) { group in
        for number in 0..<16 {
          group.addTask {
            try await shop.coalition.carryOut(shop.purchase(1_00), key: "k\(number)", by: shop.till)
              .transaction.amount - 1
          }
        }
        return try await group.reduce(into: [Points]()) { $0.append($1) }
      }
      #expect(given.filter { $0 == 30 }.count == 1 && given.reduce(0, +) == 30)
      let orders = (0..<3).map { number in
        KeyedOrder(
          .earn(
            EarnOrder(
              member: .id(shop.friend.id), .purchase(Money(minorUnits: 1_00, currency: "CNY")))),
          key: "b\(number)")
      }
      let results = try await shop.coalition.carryOut(orders, by: shop.till)
      #expect(try results.map { try $0.get().transaction.amount } == [31, 1, 1])
    }
  }

  @Test func `who bought before the rule came is no first, and returning makes none`() async throws {
    try await TestShop.open { shop in
      try await shop.earn(1_00, key: "before")
      try await shop.coalition.projectTiers()
      try await shop.set(Self.rule(.program))
      #expect(try await shop.earn(1_00, key: "a").transaction.amount == 1)
      func friend(_ key: String) async throws -> Receipt {
        try await shop.coalition.earn(
          EarnOrder(member: .id(shop.friend.id), .purchase(Money(minorUnits: 1_00, currency: "CNY"))),
          key: key, by: shop.till)
      }
      let first = try await friend("f")
      #expect(first.transaction.amount == 31)
      _ = try await shop.coalition.void(ReturnOrder(first.transaction.id), key: "v", by: shop.till)
      try await shop.coalition.projectTiers()
      #expect(try await friend("g").transaction.amount == 1)
    }
  }

  @Test func `what the ledger declines and what never came leave the first to the next`() async throws {
    try await TestShop.open { shop in
      var terms = MerchantTerms(
        merchant: shop.merchant.id, asset: shop.program.asset, earning: EarnTerms(1, perMinorUnits: 100))
      terms.issuingLimit = 20
      try await shop.coalition.setTerms(terms, by: .system)
      try await shop.set(Self.rule(.program))
      #expect(try await decline { try await shop.earn(1_00, key: "a") } != nil)
      terms.issuingLimit = 1_000
      try await shop.coalition.setTerms(terms, by: .system)
      // As if the process had ended between the claim and the ledger.
      let lost = try shop.claiming(shop.purchase(1_00), key: "lost")
      let claim = FirstClaim(.program, of: shop.member.id, shop.program.asset, at: shop.merchant.id)
      let now = shop.clock.clock.now()
      try await shop.coalition.database.write { tx in try tx.claim([claim], for: lost, at: now) }
      #expect(try await shop.earn(1_00, key: "b").transaction.amount == 1)
      shop.clock.advance(seconds: 601)
      #expect(try await shop.coalition.settleOldClaims() >= 1)
      // The one declined and the one that never came hold nothing any more.
      #expect(
        try await shop.coalition.database.read { tx in
          try tx.query("SELECT 1 FROM first_purchase WHERE merchant_id = 0") { $0[0] as Int64 }.isEmpty
        })
    }
  }

  @Test func `a simulation looks back beyond its period`() async throws {
    try await TestShop.open { shop in
      try await shop.earn(1_00, key: "a")
      shop.clock.advance(seconds: 3_600)
      try await shop.earn(1_00, key: "b")
      _ = try await shop.coalition.earn(
        EarnOrder(member: .id(shop.friend.id), .purchase(Money(minorUnits: 1_00, currency: "CNY"))),
        key: "c", by: shop.till)
      func simulated(from: Instant) async throws -> Points {
        try await shop.coalition.simulate(
          Self.rule(.program), in: shop.program.asset, over: from..<from.adding(seconds: 10_000), by: .system
        ).simulated
      }
      #expect(try await simulated(from: TestShop.start) == 60)
      #expect(try await simulated(from: TestShop.start.adding(seconds: 60)) == 30)
    }
  }
}

@Suite(.database) struct BirthdayRuleTests {
  @Test func `a birthday counts in the operator's zone and is said once`() async throws {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      let me = try await shop.me(try await shop.enter())
      let local = coalition.settings.calendar.zone.wallTime(at: shop.clock.clock.now()).date
      let today = try #require(Birthday(month: local.month, day: local.day))
      try await shop.set(BonusRule(0, when: [.birthday(.day)], gives: .fixed(30)))
      try await shop.set(BonusRule(0, when: [.birthday(.month)], gives: .fixed(5)))
      let before = try await shop.earn(1_00, key: "a")
      #expect(before.transaction.amount == 1)
      #expect(before.explanation?.parts.last?.outcome == .notApplied(.otherBirthday))
      #expect(try await coalition.setOwnBirthday(today, by: me))
      #expect(try await shop.earn(1_00, key: "b").transaction.amount == 36)
      let other = try #require(Birthday(month: local.month % 12 + 1, day: 1))
      #expect(try await !coalition.setOwnBirthday(other, by: me))
      #expect(try await coalition.birthday(of: shop.member.id, by: .system) == today)
      try await coalition.setBirthday(other, of: shop.member.id, by: .system)
      #expect(try await shop.earn(1_00, key: "c").transaction.amount == 1)
      await #expect(throws: AccessRefusal.self) {
        try await coalition.setBirthday(today, of: shop.member.id, by: shop.till)
      }
      #expect(Coalition.personalTables.contains("member_birthday"))
    }
  }
}
