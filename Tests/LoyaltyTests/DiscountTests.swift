import Ledger
import Loyalty
import Testing

struct `A member's discount` {
  private let shop = MerchantID(7)
  private let noon = Instant(microseconds: 1_000_000)

  private func sale(
    _ gross: Int64, store: Int64 = 1, cards: Set<Int64> = [], levels: [TierPlace] = []
  )
    -> DiscountedSale
  {
    DiscountedSale(
      gross, at: shop, store: StoreID(store), on: noon, cardTypes: cards, levels: levels)
  }

  @Test(
    arguments: [
      (1_500, 99, 14), (1_500, 100_00, 15_00), (1, 9_999, 0), (1, 10_000, 1), (9_999, 1, 0), (9_999, 2, 1),
      (3_333, 3_00, 99), (5_000, 0, 0), (5_000, -100, 0),
      (9_999, 1_000_000_000_000, 999_900_000_000),
    ] as [(Int64, Int64, Int64)])
  func `is rounded down to the fen`(share: Int64, gross: Int64, off: Int64) {
    #expect(DiscountRule(1, of: shop, takes: share).off(gross) == off)
  }

  @Test func `is the best of those that apply, and never two of them`() {
    let rules = [
      DiscountRule(3, of: shop, takes: 1_000), DiscountRule(1, of: shop, takes: 500),
      DiscountRule(2, of: shop, takes: 2_000, atMost: 12_00),
    ]
    let small = DiscountQuote(for: sale(50_00), by: rules)
    #expect((small.off, small.net, small.applied?.rule) == (10_00, 40_00, 2))
    let large = DiscountQuote(for: sale(500_00), by: rules)
    #expect((large.off, large.net, large.applied?.rule) == (50_00, 450_00, 3))
    #expect(
      large.parts == [
        .init(rule: 1, version: 1, outcome: .notApplied(.anotherIsBetter)),
        .init(rule: 2, version: 1, outcome: .notApplied(.anotherIsBetter)),
        .init(rule: 3, version: 1, outcome: .applied(50_00)),
      ])
  }

  @Test func `of two that take off as much is the one with the lower number`() {
    let rules = [DiscountRule(9, of: shop, takes: 1_000), DiscountRule(4, of: shop, takes: 1_000)]
    #expect(DiscountQuote(for: sale(10_00), by: rules).applied?.rule == 4)
  }

  @Test func `says of each rule in force why it takes nothing off`() {
    let gold = TierPlace(ladder: 2, level: 2)
    let rules = [
      DiscountRule(1, of: shop, stores: [StoreID(2)], takes: 100),
      DiscountRule(2, of: shop, cardTypes: [5, 6], takes: 100),
      DiscountRule(3, of: shop, level: gold, takes: 100),
      DiscountRule(4, of: shop, takes: 1),
      DiscountRule(5, of: MerchantID(8), takes: 9_000),
      DiscountRule(6, of: shop, takes: 9_000, inForce: noon.adding(seconds: 1) ..< .distantFuture),
      DiscountRule(7, of: shop, takes: 9_000, inForce: .distantPast..<noon),
    ]
    let quote = DiscountQuote(
      for: sale(1_00, cards: [4], levels: [.init(ladder: 1, level: 9), .init(ladder: 2, level: 1)]),
      by: rules)
    #expect((quote.off, quote.net, quote.applied) == (0, 1_00, nil))
    #expect(
      quote.parts.map(\.outcome) == [
        .notApplied(.otherStore), .notApplied(.otherCard), .notApplied(.otherLevel), .notApplied(.tooLittle),
      ])
    // On the level, above it, and with a card of one of the kinds.
    for level in 2...3 {
      let higher = sale(1_00, levels: [.init(ladder: 2, level: level)])
      #expect(DiscountQuote(for: higher, by: rules).applied?.rule == 3)
    }
    #expect(DiscountQuote(for: sale(1_00, cards: [6]), by: rules).applied?.rule == 2)
    #expect(DiscountQuote(for: sale(1_00, store: 2), by: rules).applied?.rule == 1)
  }

  @Test func `leaves something to pay, and grows with the price`() {
    var random = SplitMix(seed: 41)
    for _ in 0..<5_000 {
      let rule = DiscountRule(
        1, of: shop, takes: .random(in: 1...9_999, using: &random),
        atMost: Bool.random(using: &random) ? .random(in: 1...10_000, using: &random) : nil)
      let gross = Int64.random(in: 1...1_000_000, using: &random)
      #expect(gross - rule.off(gross) >= 1, "seed 41")
      #expect(rule.off(gross) <= rule.off(gross + 1), "seed 41")
      // Within one fen of the exact share, never above it.
      let exact = Double(gross) * Double(rule.basisPoints) / 10_000
      if rule.most == nil { #expect(exact - 1 < Double(rule.off(gross)), "seed 41") }
      #expect(Double(rule.off(gross)) <= exact, "seed 41")
    }
  }

  @Test func `is refused where no rule can be like it`() {
    func fault(_ rule: DiscountRule) -> DiscountFault? {
      do { try rule.check() } catch { return error }
      return nil
    }
    #expect(fault(DiscountRule(1, of: shop, takes: 1)) == nil)
    #expect(fault(DiscountRule(1, of: shop, takes: 9_999, atMost: 1_000_000_000_000)) == nil)
    #expect(fault(DiscountRule(1, of: shop, takes: 0)) == .shareOutOfRange)
    #expect(fault(DiscountRule(1, of: shop, takes: 10_000)) == .shareOutOfRange)
    #expect(fault(DiscountRule(1, of: shop, takes: 1, atMost: 0)) == .mostOutOfRange)
    #expect(fault(DiscountRule(1, of: shop, takes: 1, atMost: .max)) == .mostOutOfRange)
    let many = Set((1...201).map { StoreID($0) })
    #expect(fault(DiscountRule(1, of: shop, stores: many, takes: 1)) == .listTooLong)
    #expect(
      fault(DiscountRule(1, of: shop, level: .init(ladder: 1, level: 0), takes: 1)) == .levelOutOfRange)
    #expect(
      fault(DiscountRule(1, of: shop, level: .init(ladder: 0, level: 1), takes: 1)) == .levelOutOfRange)
    #expect(fault(DiscountRule(1, of: shop, takes: 1, inForce: noon..<noon)) == .neverInForce)
  }
}
