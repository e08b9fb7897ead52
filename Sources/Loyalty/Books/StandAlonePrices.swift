/// Splits the price of a sale between what was sold and the points that came with it (IFRS 15 B39–B43;
/// China's CAS 14 alike).
///
/// Points are an obligation of their own where they are worth something to the customer: the price is shared
/// by relative stand-alone selling prices, that of the points already lessened by how many will never be
/// used.
package struct StandAlonePrices: Sendable, Hashable {
  /// What the goods alone would cost, in the smallest unit; zero or more.
  package let goods: Int64
  /// What the points are worth if all are used, in the smallest unit; zero or more.
  package let points: Int64
  /// How much of the points is expected to be used.
  package let use: BasisPoints

  /// Nil for prices below zero.
  package init?(goods: Int64, points: Int64, use: BasisPoints) {
    guard goods >= 0, points >= 0 else { return nil }
    self.goods = goods
    self.points = points
    self.use = use
  }

  /// What of a price belongs to the points; the rest is the goods'. Rounded to the nearest unit, a half up.
  /// - Parameter price: paid for both, zero or more.
  package func deferred(of price: Int64) -> Int64 {
    let expected = Int128(points) * Int128(use.value)
    let whole = Int128(goods) * 10_000 + expected
    if whole == 0 { return 0 }
    return Int64((2 * Int128(price) * expected + whole) / (2 * whole))
  }
}
