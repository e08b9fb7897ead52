import Testing

@testable import Loyalty

/// Vectors of IFRS 15 and of a published audit guide (spec/risk.md 3.1), to the unit.
@Suite struct DeferredRevenueTests {
  private func bp(_ value: Int32) throws -> BasisPoints { try #require(BasisPoints(value)) }

  @Test func `a price is shared between goods and points as in IFRS 15 IE267 to IE270`() throws {
    let prices = try #require(StandAlonePrices(goods: 100_000, points: 10_000, use: bp(9_500)))
    #expect(prices.deferred(of: 100_000) == 8_676)
    #expect(100_000 - prices.deferred(of: 100_000) == 91_324)
    let first = DeferredRevenue(deferred: 8_676, issued: 10_000, used: 4_500).income(expecting: try bp(9_500))
    #expect(first == 4_110)
    let second = DeferredRevenue(deferred: 8_676, issued: 10_000, used: 8_500).income(expecting: try bp(9_700))
    #expect(second - first == 3_493)
    #expect(8_676 - second == 1_073)
  }

  @Test func `income catches up when the expectation rises or falls, as in the variant at 97 of 100`() throws {
    // The guide rounds what is deferred to 9,000; 100,000 shared exactly is 8,842.
    #expect(StandAlonePrices(goods: 100_000, points: 10_000, use: try bp(9_700))?.deferred(of: 100_000) == 8_842)
    let first = DeferredRevenue(deferred: 9_000, issued: 10_000, used: 4_500).income(expecting: try bp(9_700))
    #expect(first == 4_175)
    let used = DeferredRevenue(deferred: 9_000, issued: 10_000, used: 8_500)
    #expect(used.income(expecting: try bp(9_900)) - first == 3_552)
    #expect(used.income(expecting: try bp(9_200)) - first == 4_140)
  }

  @Test func `income never runs ahead of what was deferred, and nothing is left where no point is`() throws {
    let over = DeferredRevenue(deferred: 100, issued: 10, used: 9)
    #expect(over.income(expecting: try bp(1_000)) == 100)
    #expect(DeferredRevenue(deferred: 100, issued: 10, used: 4, gone: 6).income(expecting: try bp(10_000)) == 100)
    #expect(DeferredRevenue(deferred: 100, issued: 10, used: 0).income(expecting: .zero) == 0)
    #expect(DeferredRevenue(deferred: 0, issued: 10, used: 5).income(expecting: try bp(9_000)) == 0)
    let most = DeferredRevenue(deferred: .max, issued: .max, used: .max / 2)
    #expect(most.income(expecting: try bp(10_000)) == Int64.max / 2)
  }

  @Test(arguments: 0..<200)
  func `income rises with use, to all that was deferred`(_ seed: UInt64) throws {
    var chance = SplitMix(seed: seed)
    let issued = Int64(chance.next() % 1_000_000) + 1
    let deferred = Int64(chance.next() % 10_000_000)
    let use = try bp(Int32(chance.next() % 10_001))
    var before: Int64 = 0
    for used in stride(from: 0, through: issued, by: max(1, Int(issued / 37))) {
      let income = DeferredRevenue(deferred: deferred, issued: issued, used: used).income(expecting: use)
      #expect(before...deferred ~= income, "seed \(seed), used \(used)")
      before = income
    }
    #expect(DeferredRevenue(deferred: deferred, issued: issued, used: issued).income(expecting: use) == deferred)
  }
}
