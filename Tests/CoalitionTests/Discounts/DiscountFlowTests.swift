import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

extension TestShop {
  /// Sets a rule of discount as two people do, and gives its number.
  @discardableResult
  func set(_ rule: DiscountRule, from: Instant? = nil, until: Instant? = nil) async throws -> UInt32 {
    let proposal = DiscountProposal(
      rule, named: Names("Off"), in: program.asset, from: from, until: until)
    let approval = try await decided(.discount(proposal))
    #expect(approval.state == .succeeded, "\(approval.outcome)")
    let rules = try await coalition.discounts(in: program.asset, by: .system)
    return try #require(rules.first { $0.approval == approval.id }).rule.number
  }

  func discount(
    of fen: Int64, for claim: MemberClaim? = nil, _ occasion: Occasion = Occasion(),
    by caller: Principal? = nil
  ) async throws -> DiscountQuote {
    let question = DiscountQuestion(
      of: Money(minorUnits: fen, currency: "CNY"), for: claim ?? .id(member.id), occasion: occasion)
    return try await coalition.quoteDiscount(question, by: caller ?? till).quote
  }

  func discounted(
    _ gross: Int64, off: Int64, paid: Int64? = nil, key: String, _ occasion: Occasion = Occasion(),
    items: [PurchaseItem] = []
  ) async throws -> Receipt {
    let order = EarnOrder(
      member: .id(member.id), .purchase(Money(minorUnits: paid ?? gross - off, currency: "CNY")),
      occasion: occasion, items: items, discount: DiscountClaim(gross: gross, off: off))
    return try await coalition.earn(order, key: key, by: till)
  }
}

@Suite("A member's discount", .database) struct DiscountFlowTests {
  @Test func `is quoted with its reasons, kept with the purchase, and earns on what is left`() async throws {
    try await TestShop.open { shop in
      #expect(try await shop.discount(of: 100_00).off == 0)
      let small = try await shop.set(DiscountRule(0, of: shop.merchant.id, takes: 500))
      let large = try await shop.set(DiscountRule(0, of: shop.merchant.id, takes: 1_500, atMost: 30_00))
      let quote = try await shop.discount(of: 100_00)
      #expect((quote.gross, quote.off, quote.net) == (100_00, 15_00, 85_00))
      #expect(
        quote.parts == [
          .init(rule: small, version: 1, outcome: .notApplied(.anotherIsBetter)),
          .init(rule: large, version: 1, outcome: .applied(15_00)),
        ])
      let receipt = try await shop.discounted(100_00, off: 15_00, key: "a")
      #expect(receipt.transaction.amount == 85)
      #expect(receipt.explanation?.base == 85_00)
      let kept = DiscountTaken(gross: 100_00, off: 15_00, rule: large, version: 1)
      #expect(receipt.particulars.discount == kept)
      // Read again from the journal, and asked again with the same key once the rule is over.
      _ = try await shop.end(large)
      _ = try await shop.end(small)
      let again = try await shop.discounted(100_00, off: 15_00, key: "a")
      #expect(again.isReplay)
      #expect(again.particulars.discount == kept)
      #expect(try await shop.spendable() == 85)
    }
  }

  @Test func `that is no longer what was taken off is refused, and nothing is booked`() async throws {
    try await TestShop.open { shop in
      let number = try await shop.set(DiscountRule(0, of: shop.merchant.id, takes: 1_000))
      for off in [9_99, 10_01, 0] as [Int64] {
        let refused = try await refusal { _ = try await shop.discounted(100_00, off: off, key: "a") }
        #expect(refused == .discountChanged)
      }
      let before = shop.clock.clock.now()
      shop.clock.advance(seconds: 60)
      _ = try await shop.end(number)
      #expect(
        try await refusal { _ = try await shop.discounted(100_00, off: 10_00, key: "b") } == .discountChanged)
      // The till's own moment meets the rules of that moment.
      var occasion = Occasion()
      occasion.occurredAt = before
      let told = try await shop.discounted(100_00, off: 10_00, key: "c", occasion)
      #expect(told.transaction.amount == 90)
      #expect(try await shop.spendable() == 90)
    }
  }

  @Test func `is refused where the sums cannot be`() async throws {
    try await TestShop.open { shop in
      try await shop.set(DiscountRule(0, of: shop.merchant.id, takes: 1_000))
      let wrong: [(gross: Int64, off: Int64, paid: Int64)] = [
        (0, 0, 0), (-1, 0, 0), (100, 100, 0), (100, -1, 101), (100_00, 10_00, 90_01), (100_00, 10_00, -1),
        (.max, 10_00, 1),
      ]
      for (gross, off, paid) in wrong {
        let refused = try await refusal {
          _ = try await shop.discounted(gross, off: off, paid: paid, key: "a")
        }
        #expect(refused == .amountOutOfRange, "\(gross) \(off) \(paid)")
      }
      let points = EarnOrder(
        member: .id(shop.member.id), .points(5), discount: DiscountClaim(gross: 100, off: 10))
      #expect(
        try await refusal { _ = try await shop.coalition.earn(points, key: "p", by: shop.till) }
          == .amountOutOfRange)
      for gross in [0, -5, 1_000_000_000_001] as [Int64] {
        #expect(try await refusal { _ = try await shop.discount(of: gross) } == .amountOutOfRange)
      }
      #expect(try await shop.spendable() == 0)
    }
  }

  @Test func `leaves room for what is paid otherwise, and refunds by money go by what was paid`() async throws
  {
    try await TestShop.open { shop in
      try await shop.set(DiscountRule(0, of: shop.merchant.id, takes: 1_000))
      let earned = try await shop.discounted(100_00, off: 10_00, paid: 60_00, key: "buy").transaction
      #expect(earned.amount == 60)
      func back(_ fen: Int64, _ key: String) async throws {
        let order = ReturnOrder(earned.id, .money(Money(minorUnits: fen, currency: "CNY")))
        _ = try await shop.coalition.carryOut(.refund(order), key: key, by: shop.till)
      }
      try await back(20_00, "part")
      #expect(try await shop.spendable() == 40)
      // The price before the discount was never paid.
      #expect(try await refusal { try await back(40_01, "more") } == .moneyExceedsOriginal)
      try await back(40_00, "rest")
      #expect(try await shop.spendable() == 0)
    }
  }

  @Test func `is for holders of a card of the kind that is good today, and for nobody else's`() async throws {
    try await TestShop.open { shop in
      let gold = try await shop.cardType("GOLD", isBearer: false)
      let rule = DiscountRule(0, of: shop.merchant.id, cardTypes: [gold.id.rawValue], takes: 2_000)
      try await shop.set(rule)
      #expect(try await shop.discount(of: 100_00).parts.map(\.outcome) == [.notApplied(.otherCard)])
      let card = try await shop.coalition.issueCard(to: shop.member.id, type: gold.id, by: .system)
      // By the card and by the phone alike: who holds it counts.
      #expect(try await shop.discount(of: 100_00).off == 20_00)
      #expect(try await shop.discount(of: 100_00, for: .card(card.number)).off == 20_00)
      #expect(try await shop.discount(of: 100_00, for: .id(shop.friend.id)).off == 0)
      let other = try await refusal {
        _ = try await shop.discount(of: 100_00, by: shop.caller(shop.stranger))
      }
      #expect(other == .programMismatch)
      #expect(try await shop.discount(of: 100_00, by: shop.caller(shop.other)).parts.isEmpty)
      // No server remembers that it was good.
      shop.clock.set(try #require(card.expiresAt))
      #expect(try await shop.discount(of: 100_00).off == 0)
    }
  }

  @Test func `is for a level and above, and for the stores that it names`() async throws {
    try await TestShop.open { shop in
      let ladder = try await shop.set(
        Ladder(
          measure: .points, window: .calendarYear,
          levels: [TierLevel(from: 100, multiple: 100), TierLevel(from: 300, multiple: 100)]))
      let second = TierPlace(ladder: ladder.number, level: 2)
      try await shop.set(DiscountRule(0, of: shop.merchant.id, level: second, takes: 1_000))
      try await shop.set(DiscountRule(0, of: shop.merchant.id, stores: [shop.store.id], takes: 300))
      var occasion = Occasion()
      occasion.store = .id(shop.store.id)
      for (key, off, there) in [("a", 0, 3_00), ("b", 10_00, 10_00), ("c", 10_00, 10_00)]
        as [(String, Int64, Int64)]
      {
        try await shop.earn(150_00, key: key)
        try await shop.coalition.projectTiers()
        #expect(try await shop.discount(of: 100_00).off == off)
        #expect(try await shop.discount(of: 100_00, occasion).off == there)
      }
    }
  }
}
