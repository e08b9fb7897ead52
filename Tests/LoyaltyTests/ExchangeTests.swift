import Ledger
import Loyalty
import Testing

struct `A fee` {
  @Test(
    arguments: [
      (10_000, 1_000, 1_000), (10_001, 1_000, 1_001), (1, 1, 1), (0, 1_000, 0), (-5, 1_000, 0),
      (999, 10_000, 999), (12_345, 0, 0), (1_000_000_000_000, 10_000, 1_000_000_000_000),
    ] as [(Int64, Int32, Int64)])
  func `is rounded up`(amount: Int64, basisPoints: Int32, fee: Int64) throws {
    let share = try #require(BasisPoints(basisPoints))
    #expect(share.roundedUp(of: Points(amount)) == Points(fee))
  }

  @Test func `share is between nothing and the whole`() {
    #expect(BasisPoints(-1) == nil)
    #expect(BasisPoints(10_001) == nil)
  }
}

struct `An exchange quote` {
  @Test func `rounds down for the member and books the rest`() throws {
    let spread = try #require(BasisPoints(100))
    let rate = try #require(ExchangeRate(gives: 3, receives: 2, spread: spread))
    let quote = try rate.quote(giving: 1_000)
    #expect(quote.gives == 1_000)
    #expect(quote.receives == 660)
    #expect(quote.spread == 6)
  }

  @Test func `is refused when it is worth less than a point, or too much`() throws {
    let rate = try #require(ExchangeRate(gives: 100, receives: 1))
    #expect(throws: ExchangeFault.tooSmall) { try rate.quote(giving: 99) }
    #expect(throws: ExchangeFault.amountOutOfRange) { try rate.quote(giving: 0) }
    #expect(throws: ExchangeFault.amountOutOfRange) { try rate.quote(giving: Points(.max)) }
    let up = try #require(ExchangeRate(gives: 1, receives: 1_000_000_000))
    #expect(throws: ExchangeFault.amountOutOfRange) { try up.quote(giving: 1_001) }
    let whole = try #require(BasisPoints(10_000))
    let all = try #require(ExchangeRate(gives: 1, receives: 1, spread: whole))
    #expect(throws: ExchangeFault.tooSmall) { try all.quote(giving: 1_000) }
  }

  @Test func `never gives more there and back than was there`() throws {
    var random = SplitMix(seed: 28)
    for _ in 0..<5_000 {
      let left = Int64.random(in: 1...1_000, using: &random)
      let right = Int64.random(in: 1...1_000, using: &random)
      let there = try #require(ExchangeRate(gives: left, receives: right))
      let back = try #require(ExchangeRate(gives: right, receives: left))
      let amount = Points(Int64.random(in: 1...1_000_000, using: &random))
      guard let first = try? there.quote(giving: amount), let second = try? back.quote(giving: first.receives)
      else { continue }  // worth less than a point
      #expect(second.receives <= amount, "seed 28")
      #expect(first.receives.units * left <= amount.units * right, "seed 28")
    }
  }
}
