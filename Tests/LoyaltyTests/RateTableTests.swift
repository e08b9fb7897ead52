import Ledger
import Loyalty
import Testing

/// Whether rates let somebody go round and gain, against trying every way round.
@Suite struct RateTableTests {
  private static func pair(
    _ from: Int, _ into: Int, _ gives: Int64, _ receives: Int64, spread: Int32 = 0
  )
    throws -> RatedPair
  {
    let spread = try #require(BasisPoints(spread))
    let rate = try #require(ExchangeRate(gives: gives, receives: receives, spread: spread))
    return RatedPair(from: AssetID(Int64(from)), into: AssetID(Int64(into)), rate)
  }

  /// Points after going round with one, as a fraction; small numbers only.
  private static func product(_ cycle: [RatedPair]) -> (above: Int128, below: Int128) {
    cycle.reduce((1, 1)) { product, pair in
      let share = Int128(BasisPoints.whole - Int64(pair.rate.spread.value))
      var above = product.above * Int128(pair.rate.receives) * share
      var below = product.below * Int128(pair.rate.gives) * Int128(BasisPoints.whole)
      var (divisor, rest) = (above, below)
      while rest != 0 { (divisor, rest) = (rest, divisor % rest) }
      if divisor > 1 { (above, below) = (above / divisor, below / divisor) }
      return (above, below)
    }
  }

  private static func gains(_ cycle: [RatedPair]) -> Bool {
    let product = product(cycle)
    return product.above > product.below
  }

  /// Whether any way that meets no programme twice gains when it is closed.
  private static func gainsSomewhere(_ pairs: [RatedPair]) -> Bool {
    func look(_ way: [RatedPair], from start: AssetID, at here: AssetID) -> Bool {
      for pair in pairs where pair.from == here {
        if pair.into == start {
          if gains(way + [pair]) { return true }
        } else if pair.into > start, !way.contains(where: { $0.into == pair.into }) {
          if look(way + [pair], from: start, at: pair.into) { return true }
        }
      }
      return false
    }
    return Set(pairs.map(\.from)).contains { look([], from: $0, at: $0) }
  }

  @Test(arguments: 0..<40)
  func `random tables gain where trying every way round says so`(_ seed: UInt64) throws {
    var chance = SplitMix(seed: seed)
    for _ in 0..<40 {
      let programs = 2 + Int(chance.next() % 4)
      var pairs: [RatedPair] = []
      for from in 1...programs {
        for into in 1...programs where from != into && chance.next() % 3 != 0 {
          let (gives, receives) = (Int64(1 + chance.next() % 12), Int64(1 + chance.next() % 12))
          // Prices that nearly agree, so that both answers come up.
          let fair = chance.next() % 4 != 0
          let spread = Int32(chance.next() % 3 == 0 ? 0 : chance.next() % 400)
          pairs.append(
            try Self.pair(
              from, into, fair ? Int64(into) : gives, fair ? Int64(from) : receives, spread: spread))
        }
      }
      let found = RateTable(pairs).arbitrage()
      #expect((found != nil) == Self.gainsSomewhere(pairs), "seed \(seed): \(pairs)")
      guard let cycle = found else { continue }
      #expect(Self.gains(cycle) && cycle.allSatisfy { pairs.contains($0) })
      for (step, next) in zip(cycle, cycle.dropFirst() + cycle.prefix(1)) { #expect(step.into == next.from) }
      #expect(Set(cycle.map(\.from)).count == cycle.count, "it goes round once")
    }
  }

  @Test func `a way round that gives back exactly what it took is no gain, and one part in a billion is`()
    throws
  {
    let fair = [try Self.pair(1, 2, 7, 3), try Self.pair(2, 1, 3, 7)]
    #expect(RateTable(fair).arbitrage() == nil)
    let kind = [try Self.pair(1, 2, 999_999_999, 1_000_000_000), try Self.pair(2, 1, 1, 1)]
    #expect(RateTable(kind).arbitrage()?.count == 2)
    let spread = [try Self.pair(1, 2, 999_999_999, 1_000_000_000), try Self.pair(2, 1, 1, 1, spread: 1)]
    #expect(RateTable(spread).arbitrage() == nil)
    #expect(RateTable([]).arbitrage() == nil)
    #expect(RateTable([try Self.pair(1, 2, 1, 1_000_000_000)]).arbitrage() == nil)
  }

  @Test func `a long way round is reckoned exactly`() throws {
    let count = 40
    func ring(_ last: (Int64, Int64)) throws -> [RatedPair] {
      try (1...count).map { step in
        let next = step == count ? 1 : step + 1
        let (gives, receives) =
          step == count
          ? last : step.isMultiple(of: 2) ? (999_999_937, 999_999_929) : (999_999_929, 999_999_937)
        return try Self.pair(step, next, gives, receives)
      }
    }
    // Thirty-nine steps: twenty up and nineteen down; the last takes the one that is left back.
    #expect(RateTable(try ring((999_999_937, 999_999_929))).arbitrage() == nil)
    #expect(RateTable(try ring((999_999_937, 999_999_930))).arbitrage()?.count == count)
  }

  @Test func `programmes that nothing leads back from gain nothing, beside those that do`() throws {
    let pairs = [
      try Self.pair(1, 2, 1, 1_000), try Self.pair(2, 3, 1, 1_000), try Self.pair(4, 5, 2, 3),
      try Self.pair(5, 4, 3, 2),
    ]
    #expect(RateTable(pairs).arbitrage() == nil)
    let more = pairs + [try Self.pair(5, 6, 1, 1), try Self.pair(6, 4, 10, 7)]
    #expect(Set(RateTable(more).arbitrage()?.map(\.from) ?? []) == [AssetID(4), AssetID(5), AssetID(6)])
  }
}
