import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

@Suite(.database) struct RuleLimitTests {
  @Test func `a member gets no more than the limit of a day, and as much again the next day`() async throws {
    try await TestShop.open { shop in
      let rule = try await shop.set(
        BonusRule(0, gives: .fixed(30), atMost: RuleLimits(perMemberDay: 50, perMember: 70)))
      #expect(try await shop.earn(1_00, key: "a").transaction.amount == 31)
      let second = try await shop.earn(1_00, key: "b")
      #expect(second.transaction.amount == 21)
      let third = try await shop.earn(1_00, key: "c")
      #expect(third.transaction.amount == 1)
      #expect(third.explanation?.parts.last?.outcome == .notApplied(.capReached))
      shop.clock.advance(seconds: 86_400)
      #expect(try await shop.earn(1_00, key: "d").transaction.amount == 21)
      #expect(try await shop.earn(1_00, key: "e").transaction.amount == 1)
      #expect(try await shop.totals(of: rule) == [70, 70, 70])
    }
  }

  @Test func `of many who earn at once nobody gets more than a budget has`() async throws {
    try await TestShop.open { shop in
      let rule = try await shop.set(BonusRule(0, gives: .fixed(10), atMost: RuleLimits(budget: 105)))
      let given = try await withThrowingTaskGroup(of: Points.self) { group in
        for number in 0..<24 {
          group.addTask {
            let member = number.isMultiple(of: 2) ? shop.member : shop.friend
            let order = EarnOrder(
              member: .id(member.id), .purchase(Money(minorUnits: 1_00, currency: "CNY")))
            return try await shop.coalition.earn(order, key: "k\(number)", by: shop.till).transaction.amount
              - 1
          }
        }
        return try await group.reduce(into: [Points]()) { $0.append($1) }
      }
      #expect(given.reduce(0, +) == 105 && given.filter { $0 == 10 }.count == 10)
      #expect(try await shop.totals(of: rule).first == 105)
    }
  }

  @Test func `a batch shares a limit as single requests do`() async throws {
    try await TestShop.open { shop in
      try await shop.set(BonusRule(0, gives: .fixed(10), atMost: RuleLimits(perMember: 25)))
      let orders = (0..<4).map { number in
        KeyedOrder(
          .earn(
            EarnOrder(
              member: .id(shop.member.id), .purchase(Money(minorUnits: 1_00, currency: "CNY")))),
          key: "b\(number)")
      }
      let results = try await shop.coalition.carryOut(orders, by: shop.till)
      #expect(try results.map { try $0.get().transaction.amount } == [11, 11, 6, 1])
    }
  }

  @Test func `what the ledger declines and a repeated key leave the limit untouched`() async throws {
    try await TestShop.open { shop in
      var terms = MerchantTerms(
        merchant: shop.merchant.id, asset: shop.program.asset, earning: EarnTerms(1, perMinorUnits: 100))
      terms.issuingLimit = 40
      try await shop.coalition.setTerms(terms, by: .system)
      let rule = try await shop.set(BonusRule(0, gives: .fixed(30), atMost: RuleLimits(budget: 100)))
      #expect(try await shop.earn(1_00, key: "a").transaction.amount == 31)
      #expect(try await decline { try await shop.earn(1_00, key: "b") } != nil)
      #expect(try await shop.totals(of: rule) == [30, 30, 30])
      #expect(try await shop.earn(1_00, key: "a").isReplay)
      #expect(try await refusal { try await shop.earn(2_00, key: "a") } != nil)
      #expect(try await shop.totals(of: rule) == [30, 30, 30])
    }
  }

  @Test func `a claim whose request never came is given back, and one that did stays`() async throws {
    try await TestShop.open { shop in
      let limits = RuleLimits(budget: 100)
      let rule = try await shop.set(BonusRule(0, gives: .fixed(30), atMost: limits))
      try await shop.earn(1_00, key: "came")
      let claim = BonusClaim(
        asset: shop.program.asset, rule: rule, limits: limits, member: shop.member.id,
        day: BusinessDay(daysSince1970: 20_514), points: 50)
      // As if the process had ended between the claim and the ledger.
      let lost = try shop.claiming(shop.purchase(1_00), key: "lost")
      let now = shop.clock.clock.now()
      try await shop.coalition.database.write { tx in try tx.claim([claim], for: lost, at: now) }
      #expect(try await shop.totals(of: rule) == [80, 80, 80])
      shop.clock.advance(seconds: 300)
      #expect(try await shop.coalition.settleOldClaims() == 0)
      shop.clock.advance(seconds: 301)
      #expect(try await shop.coalition.settleOldClaims() == 2)
      #expect(try await shop.totals(of: rule) == [30, 30, 30])
      #expect(try await shop.coalition.settleOldClaims() == 0)
    }
  }

  @Test func `a request that is sent again after a crash claims in place of its first try`() async throws {
    try await TestShop.open { shop in
      let limits = RuleLimits(perMember: 40)
      let rule = try await shop.set(BonusRule(0, gives: .fixed(30), atMost: limits))
      let claim = BonusClaim(
        asset: shop.program.asset, rule: rule, limits: limits, member: shop.member.id,
        day: BusinessDay(daysSince1970: 20_514), points: 30)
      let request = try shop.claiming(shop.purchase(1_00), key: "again")
      let now = shop.clock.clock.now()
      try await shop.coalition.database.write { tx in try tx.claim([claim], for: request, at: now) }
      #expect(try await shop.earn(1_00, key: "again").transaction.amount == 31)
      #expect(try await shop.totals(of: rule) == [30, 30, 30])
      // A dry run takes nothing.
      #expect(
        try await shop.coalition.preview(shop.purchase(1_00), by: shop.till).transaction.amount == 11)
      #expect(try await shop.totals(of: rule) == [30, 30, 30])
    }
  }

  @Test func `another request under the key of one at the ledger takes nothing from its claim`() async throws
  {
    try await TestShop.open { shop in
      let limits = RuleLimits(budget: 40)
      let rule = try await shop.set(BonusRule(0, gives: .fixed(30), atMost: limits))
      // The first has claimed and is on its way to the ledger; it must find what it claimed.
      let first = try shop.claiming(shop.purchase(1_00), key: "one key")
      let claim = BonusClaim(
        asset: shop.program.asset, rule: rule, limits: limits, member: shop.member.id,
        day: BusinessDay(daysSince1970: 20_514), points: 30)
      let now = shop.clock.clock.now()
      try await shop.coalition.database.write { tx in try tx.claim([claim], for: first, at: now) }
      #expect(try await shop.earn(2_00, key: "one key").transaction.amount == 12)
      #expect(try await shop.totals(of: rule) == [40, 40, 40])
      // The ledger knows the key as the other's: the first ends in a mismatch and gives back its own alone.
      #expect(try await refusal { try await shop.earn(1_00, key: "one key") } != nil)
      #expect(try await shop.totals(of: rule) == [10, 10, 10])
      #expect(try await shop.earn(1_00, key: "next").transaction.amount == 31)
    }
  }

  @Test func `a retry that finds less left does not lower what its first try may be giving`() async throws {
    try await TestShop.open { shop in
      let limits = RuleLimits(budget: 100)
      let rule = try await shop.set(BonusRule(0, gives: .fixed(30), atMost: limits))
      let request = try shop.claiming(shop.purchase(1_00), key: "retried")
      var claim = BonusClaim(
        asset: shop.program.asset, rule: rule, limits: limits, member: shop.member.id,
        day: BusinessDay(daysSince1970: 20_514), points: 30)
      let now = shop.clock.clock.now()
      for points: Points in [30, 10, 35] {
        claim.points = points
        let again = claim
        try await shop.coalition.database.write { tx in try tx.claim([again], for: request, at: now) }
        #expect(try await shop.totals(of: rule) == Array(repeating: max(points, 30), count: 3))
      }
    }
  }
}
