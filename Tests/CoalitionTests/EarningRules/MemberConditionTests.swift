import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

/// Rules that ask how it was paid, by which card, and what the member is tagged with.
@Suite(.database) struct MemberConditionTests {
  private func earn(
    _ shop: TestShop, _ key: String, _ member: MemberClaim? = nil, payment: PaymentKind? = nil,
    at merchant: Merchant? = nil
  ) async throws -> Receipt {
    let order = EarnOrder(
      member: member ?? .id(shop.member.id), .purchase(Money(minorUnits: 1_00, currency: "CNY")),
      payment: payment)
    return try await shop.coalition.earn(order, key: key, by: shop.caller(merchant ?? shop.merchant))
  }

  private func why(_ receipt: Receipt) -> [Explanation.Part.Outcome] {
    receipt.explanation?.parts.dropFirst().map(\.outcome) ?? []
  }

  @Test func `how it was paid counts where it was said, is kept, and is part of the request`() async throws {
    try await TestShop.open { shop in
      try await shop.set(BonusRule(0, when: [.payments([.wallet, .cash])], gives: .fixed(30)))
      let paid = try await earn(shop, "a", payment: .wallet)
      #expect(paid.transaction.amount == 31 && paid.particulars.payment == .wallet)
      let other = try await earn(shop, "b", payment: .bankCard)
      #expect(why(other) == [.notApplied(.otherPayment)])
      let silent = try await earn(shop, "c")
      #expect(why(silent) == [.notApplied(.otherPayment)] && silent.particulars.payment == nil)
      #expect(try await earn(shop, "a", payment: .wallet).isReplay)
      let changed = try await refusal { _ = try await earn(shop, "a", payment: .cash) }
      guard case .idempotencyMismatch? = changed else {
        Issue.record("\(String(describing: changed))")
        return
      }
      // What is kept of one survives beside the till's moment.
      var told = EarnOrder(
        member: .id(shop.member.id), .purchase(Money(minorUnits: 1_00, currency: "CNY")), payment: .cash)
      told.occasion.occurredAt = TestShop.start.adding(seconds: -60)
      let late = try await shop.coalition.earn(told, key: "d", by: shop.till)
      #expect(late.particulars.payment == .cash && late.particulars.occurredAt == told.occasion.occurredAt)
    }
  }

  @Test func `the kind of card counts where such a card named the member`() async throws {
    try await TestShop.open { shop in
      let gold = try await shop.cardType("GOLD", prefix: "660002", isBearer: false)
      let plain = try await shop.coalition.issueCard(to: shop.member.id, by: .system)
      let card = try await shop.coalition.issueCard(to: shop.member.id, type: gold.id, by: .system)
      try await shop.set(BonusRule(0, when: [.cardTypes([gold.id])], gives: .fixed(30)))
      let by = try await earn(shop, "a", .card(card.number))
      #expect(by.transaction.amount == 31 && by.particulars.cardType == gold.id)
      for (key, claim) in [("b", MemberClaim.card(plain.number)), ("c", .phone("13800138000"))] {
        let other = try await earn(shop, key, claim)
        #expect(why(other) == [.notApplied(.otherCard)] && other.particulars.cardType == .none)
      }
      #expect(try await earn(shop, "a", .card(card.number)).isReplay)
    }
  }

  @Test func `a tag counts from the moment it is set, and a merchant's with that merchant`() async throws {
    try await TestShop.open { shop in
      let vip = try await shop.coalition.createTag("VIP", by: .system)
      let regular = try await shop.coalition.createTag("VIP", by: shop.till)
      try await shop.set(BonusRule(0, when: [.tagged([vip.id, regular.id])], gives: .fixed(30)))
      try await shop.set(BonusRule(0, when: [.untagged([regular.id])], gives: .fixed(7)))
      #expect(why(try await earn(shop, "a")) == [.notApplied(.otherTags), .applied(7)])
      // Seen here by what it bought.
      try await shop.coalition.setTag(regular.id, of: shop.member.id, by: shop.till)
      #expect(why(try await earn(shop, "b")) == [.applied(30), .notApplied(.otherTags)])
      let elsewhere = try await earn(shop, "c", at: shop.other)
      #expect(why(elsewhere) == [.notApplied(.otherTags), .applied(7)])
      try await shop.coalition.setTag(vip.id, of: shop.member.id, by: .system)
      #expect(why(try await earn(shop, "d", at: shop.other)) == [.applied(30), .applied(7)])
      try await shop.coalition.setTag(vip.id, false, of: shop.member.id, by: .system)
      #expect(why(try await earn(shop, "e", at: shop.other)) == [.notApplied(.otherTags), .applied(7)])
    }
  }

  @Test func `a simulation knows how it was paid, the card of then and the tags of today`() async throws {
    try await TestShop.open { shop in
      let gold = try await shop.cardType("GOLD", prefix: "660002", isBearer: false)
      let card = try await shop.coalition.issueCard(to: shop.member.id, type: gold.id, by: .system)
      _ = try await earn(shop, "a", .card(card.number), payment: .cash)
      _ = try await earn(shop, "b", payment: .wallet)
      _ = try await earn(shop, "c", payment: .cash, at: shop.other)
      let tag = try await shop.coalition.createTag("VIP", by: shop.till)
      try await shop.coalition.setTag(tag.id, of: shop.member.id, by: shop.till)
      let period = TestShop.start..<TestShop.start.adding(seconds: 60)
      func gives(_ condition: RuleCondition) async throws -> Points {
        try await shop.coalition.simulate(
          BonusRule(0, when: [condition], gives: .fixed(10)), in: shop.program.asset, over: period,
          by: .system
        ).simulated
      }
      #expect(try await gives(.payments([.cash])) == 20)
      #expect(try await gives(.cardTypes([gold.id])) == 10)
      #expect(try await gives(.tagged([tag.id])) == 20)
      #expect(try await gives(.untagged([tag.id])) == 10)
    }
  }

  @Test func `a rule names kinds of cards and tags that there are`() async throws {
    try await TestShop.open { shop in
      func proposing(_ condition: RuleCondition) async throws {
        let proposal = EarningRuleProposal(
          BonusRule(0, when: [condition], gives: .fixed(1)), named: Names("R"), of: shop.program.asset,
          from: nil, until: nil)
        _ = try await shop.decided(.earningRule(proposal))
      }
      await #expect(throws: TagRefusal.tagNotFound) { try await proposing(.tagged([TagID(77)])) }
      await #expect(throws: TagRefusal.tagNotFound) { try await proposing(.untagged([TagID(77)])) }
      await #expect(throws: MemberRefusal.cardTypeNotFound) { try await proposing(.cardTypes([ID(77)])) }
    }
  }
}
