package import Ledger

/// What points cost between businesses, as an exact ratio: 100 fen for 500 points.
package struct PointPrice: Hashable, Codable, Sendable {
  /// In the smallest unit of the programme's currency.
  package let money: Int64
  package let perPoints: Int64

  /// The largest number on either side of the ratio.
  package static let largest: Int64 = 1_000_000_000

  /// - Returns: nil unless money is 0…10⁹ and points are 1…10⁹.
  package init?(_ money: Int64, perPoints: Int64) {
    guard (0...Self.largest).contains(money), (1...Self.largest).contains(perPoints) else { return nil }
    self.money = money
    self.perPoints = perPoints
  }

  /// The money for so many points, a half rounded away from zero; of fewer than none as much below zero.
  ///
  /// Points of one command times the largest price fit in 64 bits of money: past them it is clamped.
  package func money(for points: Points) -> Int64 {
    Int64(clamping: (Int128(points.units) * Int128(money)).divided(by: Int128(perPoints)))
  }
}

extension Int128 {
  /// The nearest whole number, a half away from zero, so that what is undone mirrors what was done.
  func divided(by divisor: Int128) -> Int128 {
    // What a return stands for has fewer than no points, and is itself undone in parts.
    if divisor < 0 { return (-self).divided(by: -divisor) }
    let half = divisor / 2
    return self < 0 ? -((-self + half) / divisor) : (self + half) / divisor
  }
}
