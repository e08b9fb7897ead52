package import Ledger

/// One way of exchange: from one programme's points into another's.
package struct RatedPair: Hashable, Sendable {
  package let from: AssetID
  package let into: AssetID
  package let rate: ExchangeRate

  package init(from: AssetID, into: AssetID, _ rate: ExchangeRate) {
    self.from = from
    self.into = into
    self.rate = rate
  }
}

/// Rates that hold at the same time.
package struct RateTable: Hashable, Sendable {
  package let pairs: [RatedPair]

  package init(_ pairs: [RatedPair]) { self.pairs = pairs }

  /// A way round through the rates that ends with more than it began with (套利); nil where there is none.
  ///
  /// Exact: after the spread, before rounding, which only ever takes from the member. The best product of at
  /// most k steps to each programme is found for k = 1, 2, …; where it still grows at as many steps as there
  /// are programmes, its way meets a programme twice, and what lies between multiplies by more than one
  /// (Bellman and Ford, with products for sums).
  package func arbitrage() -> [RatedPair]? {
    let edges = pairs.compactMap { pair in pair.rate.yield.map { (pair: pair, yield: $0) } }
    let programs = Set(edges.flatMap { [$0.pair.from, $0.pair.into] })
    var best = Dictionary(uniqueKeysWithValues: programs.map { ($0, Ratio.one) })
    // By the number of steps: over which edge the best way of so many comes; none where fewer do as well.
    var steps: [[AssetID: Int]] = []
    for _ in programs {
      var next = best
      var last: [AssetID: Int] = [:]
      for (number, edge) in edges.enumerated() {
        guard let here = best[edge.pair.from], let there = next[edge.pair.into] else { continue }
        let product = here * edge.yield
        if product > there {
          next[edge.pair.into] = product
          last[edge.pair.into] = number
        }
      }
      if last.isEmpty { return nil }
      best = next
      steps.append(last)
    }
    guard let end = steps.last?.keys.min() else { return nil }
    return cycle(endingAt: end, steps, edges.map(\.pair))
  }

  /// Walks the way back and cuts it where it comes to a programme for the second time.
  private func cycle(
    endingAt end: AssetID, _ steps: [[AssetID: Int]], _ edges: [RatedPair]
  ) -> [RatedPair] {
    var way: [RatedPair] = []
    var here = end
    for last in steps.reversed() {
      guard let number = last[here] else { continue }
      way.insert(edges[number], at: 0)
      here = edges[number].from
      if let stop = way.firstIndex(where: { $0.into == here }) { return Array(way[...stop]) }
    }
    return way
  }
}

extension ExchangeRate {
  /// Points received for one given, after the spread; nil where nothing is received.
  fileprivate var yield: Ratio? {
    let share = BasisPoints.whole - Int64(spread.value)
    guard share > 0 else { return nil }
    // Both products are below 10¹³.
    var (above, below) = (UInt64(receives * share), UInt64(gives * BasisPoints.whole))
    var (divisor, rest) = (above, below)
    while rest != 0 { (divisor, rest) = (rest, divisor % rest) }
    above /= divisor
    below /= divisor
    return Ratio(above: Natural(above), below: Natural(below))
  }
}
