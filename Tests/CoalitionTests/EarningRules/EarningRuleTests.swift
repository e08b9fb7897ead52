import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

@Suite(.database) struct EarningRuleTests {
  @Test func `a rule gives beside the base rate once two people set it, and the receipt says so`()
    async throws
  {
    try await TestShop.open { shop in
      #expect(try await shop.earn(100_00, key: "before").transaction.amount == 100)
      let double = try await shop.set(
        BonusRule(0, when: [.merchants([shop.merchant.id])], gives: .multiple(hundredths: 200)))
      let elsewhere = try await shop.set(
        BonusRule(0, when: [.channels([.mall])], gives: .fixed(1_000)))
      let receipt = try await shop.earn(100_00, key: "after")
      #expect(receipt.transaction.amount == 200)
      #expect(
        receipt.explanation?.parts == [
          .init(rule: 1, version: 1, outcome: .applied(100)),
          .init(rule: double, version: 1, outcome: .applied(100)),
          .init(rule: elsewhere, version: 1, outcome: .notApplied(.otherChannel)),
        ])
      // The same key gives what it gave, whatever the rules are by now.
      #expect(try await shop.earn(100_00, key: "before").transaction.amount == 100)
      #expect(try await shop.spendable() == 300)
    }
  }

  @Test func `a version ends when the next begins, and what is planned waits for its moment`() async throws {
    try await TestShop.open { shop in
      let number = try await shop.set(BonusRule(0, gives: .fixed(5)))
      let later = TestShop.start.adding(seconds: 3_600)
      #expect(try await shop.set(BonusRule(number, gives: .fixed(7)), from: later) == number)
      #expect(try await shop.earn(1_00, key: "a").transaction.amount == 6)
      shop.clock.advance(seconds: 3_600)
      #expect(try await shop.earn(1_00, key: "b").transaction.amount == 8)
      let end = EarningRuleProposal(ending: number, named: Names("End"), of: shop.program.asset, at: nil)
      #expect(try await shop.decided(.earningRule(end)).state == .succeeded)
      #expect(try await shop.earn(1_00, key: "c").transaction.amount == 1)
      let versions = try await shop.coalition.earningRules(
        of: shop.program.asset, number: number, by: .system)
      #expect(versions.map(\.rule.version) == [2, 1])
      #expect(versions.map(\.rule.inForce.upperBound) == [later, later])
    }
  }

  @Test func `what a till kept for days meets the rules of its own time`() async throws {
    try await TestShop.open { shop in
      let number = try await shop.set(BonusRule(0, gives: .fixed(5)))
      let bought = shop.clock.clock.now()
      shop.clock.advance(seconds: 60)
      let end = EarningRuleProposal(ending: number, named: Names("End"), of: shop.program.asset, at: nil)
      _ = try await shop.decided(.earningRule(end))
      shop.clock.advance(seconds: 5 * 86_400)
      var occasion = Occasion()
      for (key, at, points) in [("then", bought, 6), ("now", nil, 1)] as [(String, Instant?, Points)] {
        occasion.occurredAt = at
        let order = EarnOrder(
          member: .id(shop.member.id), .purchase(Money(minorUnits: 1_00, currency: "CNY")),
          occasion: occasion)
        let receipt = try await shop.coalition.earn(order, key: key, by: shop.till)
        #expect(receipt.transaction.amount == points)
      }
    }
  }

  @Test func `a rule of what is not there is refused before anybody decides`() async throws {
    try await TestShop.open { shop in
      let author = try await shop.coalition.createUser(
        UserDraft(login: "one", name: "One", password: "a long enough secret", roles: .administrator),
        by: .system)
      func propose(_ rule: BonusRule) async throws {
        let proposal = EarningRuleProposal(
          rule, named: Names("Rule"), of: shop.program.asset, from: nil, until: nil)
        _ = try await shop.coalition.propose(
          .earningRule(proposal), reason: "r", by: author.principal)
      }
      await #expect(throws: ProgramRefusal.ruleNotFound) { try await propose(BonusRule(9, gives: .fixed(1))) }
      await #expect(throws: MerchantRefusal.merchantNotFound) {
        try await propose(BonusRule(0, when: [.merchants([MerchantID(1)])], gives: .fixed(1)))
      }
      await #expect(throws: MerchantRefusal.storeNotFound) {
        try await propose(BonusRule(0, when: [.stores([StoreID(1)])], gives: .fixed(1)))
      }
      await #expect(throws: ApprovalRefusal.invalidOperation) {
        try await propose(BonusRule(0, gives: .multiple(hundredths: 100)))
      }
      await #expect(throws: AccessRefusal.self) {
        try await shop.coalition.earningRules(of: shop.program.asset, by: shop.till)
      }
    }
  }

  @Test func `carrying out an approval again sets nothing twice`() async throws {
    try await TestShop.open { shop in
      let proposal = EarningRuleProposal(
        BonusRule(0, gives: .fixed(5)), named: Names("Rule"), of: shop.program.asset, from: nil, until: nil)
      let approval = try await shop.decided(.earningRule(proposal))
      #expect(try await shop.coalition.executeEarningRule(approval, proposal) == .succeeded(""))
      #expect(try await shop.coalition.earningRules(of: shop.program.asset, by: .system).count == 1)
    }
  }

  @Test func `a refund by money takes the part of the bonus back that belongs to it`() async throws {
    try await TestShop.open { shop in
      try await shop.set(BonusRule(0, gives: .multiple(hundredths: 300)))
      let earned = try await shop.earn(100_00, key: "buy").transaction
      #expect(earned.amount == 300)
      for (key, left) in [("half", 150), ("rest", 0)] as [(String, Points)] {
        let order = ReturnOrder(earned.id, .money(Money(minorUnits: 50_00, currency: "CNY")))
        _ = try await shop.coalition.carryOut(.refund(order), key: key, by: shop.till)
        #expect(try await shop.spendable() == left)
      }
    }
  }
}
