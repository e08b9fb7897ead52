import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

@Suite(.database) struct RuleSimulationTests {
  @Test func `a draft is run over the past and told against what was given`() async throws {
    try await TestShop.open { shop in
      let old = try await shop.set(BonusRule(0, gives: .fixed(5)))
      let items = [
        PurchaseItem(code: "C", category: "coffee", quantity: 3, amount: 60_00),
        PurchaseItem(code: "T", category: "tea", amount: 40_00),
      ]
      for (number, member) in [shop.member, shop.friend, shop.member].enumerated() {
        let order = EarnOrder(
          member: .id(member.id), .purchase(Money(minorUnits: 100_00, currency: "CNY")), items: items)
        _ = try await shop.coalition.earn(order, key: "k\(number)", by: shop.till)
        shop.clock.advance(seconds: 3_600)
      }
      let period = TestShop.start..<TestShop.start.adding(seconds: 7_201)
      let today = try await shop.coalition.simulate(
        nil, in: shop.program.asset, over: period, by: .system)
      #expect(today.purchases == 3 && today.members == 2 && today.base == 300)
      #expect(today.given == 15 && today.simulated == 15)
      // A new version of the rule, in its place: for three pieces each, and no more than 40 in all.
      let draft = BonusRule(
        old, when: [.categories(["coffee"])], gives: .perItem(6), atMost: RuleLimits(budget: 40))
      let changed = try await shop.coalition.simulate(
        draft, in: shop.program.asset, over: period, by: .system)
      #expect(changed.given == 15 && changed.simulated == 40)
      #expect(changed.gains[old] == .init(points: 40, purchases: 3, members: 2))
      let new = try await shop.coalition.simulate(
        BonusRule(0, gives: .multiple(hundredths: 200), atMost: RuleLimits(perMemberDay: 150)),
        in: shop.program.asset, over: period, by: .system)
      #expect(new.gains[RuleSimulation.draft] == .init(points: 250, purchases: 3, members: 2))
      #expect(new.simulated == 265 && new.membersGiven == 2)
      let one = try await shop.coalition.simulate(
        nil, in: shop.program.asset, over: TestShop.start..<TestShop.start.adding(seconds: 1), by: .system)
      #expect(one.purchases == 1)
      // Nothing was booked or claimed by any of it.
      #expect(try await shop.spendable() == 210)
    }
  }

  @Test func `of a rule counts the version in force, and what is planned does not`() async throws {
    try await TestShop.open { shop in
      let rule = try await shop.set(BonusRule(0, gives: .fixed(5)))
      try await shop.earn(100_00, key: "a")
      shop.clock.advance(seconds: 60)
      try await shop.set(BonusRule(rule, gives: .fixed(7)), from: shop.clock.clock.now().adding(seconds: 600))
      try await shop.set(BonusRule(0, gives: .fixed(11)), from: shop.clock.clock.now().adding(seconds: 600))
      let period = TestShop.start..<shop.clock.clock.now()
      func simulated() async throws -> RuleSimulation {
        try await shop.coalition.simulate(nil, in: shop.program.asset, over: period, by: .system)
      }
      #expect(try await simulated().gains == [rule: .init(points: 5, purchases: 1, members: 1)])
      shop.clock.advance(seconds: 601)
      #expect(try await simulated().simulated == 18)
    }
  }

  @Test func `a server simulates once at a time, and no more than 400 days`() async throws {
    try await TestShop.open { shop in
      func simulate(days: Int64) async throws {
        let end = TestShop.start
        _ = try await shop.coalition.simulate(
          nil, in: shop.program.asset, over: end.adding(seconds: -days * 86_400)..<end, by: .system)
      }
      try await simulate(days: 400)
      await #expect(throws: ProgramRefusal.invalid(.until)) { try await simulate(days: 401) }
      _ = await shop.coalition.simulationTurns.one(about: .only) {
        await #expect(throws: OrderRefusal.busy) { try await simulate(days: 1) }
      }
      try await simulate(days: 1)
    }
  }
}
