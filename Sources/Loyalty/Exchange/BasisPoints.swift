package import Ledger

/// Hundredths of a per cent, 0…10,000.
package struct BasisPoints: Hashable, Comparable, Sendable {
  package let value: Int32

  package static let whole: Int64 = 10_000

  /// - Returns: nil outside 0…10,000.
  package init?(_ value: Int32) {
    guard (0...10_000).contains(value) else { return nil }
    self.value = value
  }

  private init(unchecked value: Int32) { self.value = value }

  package static let zero = BasisPoints(unchecked: 0)
  package static let all = BasisPoints(unchecked: 10_000)

  package static func < (left: Self, right: Self) -> Bool { left.value < right.value }

  /// This share of an amount, rounded up: how a fee is taken. Zero of amounts below one.
  package func roundedUp(of amount: Points) -> Points {
    guard amount > 0 else { return 0 }
    let product = Int128(amount.units) * Int128(value)
    return Points(Int64((product + Int128(BasisPoints.whole) - 1) / Int128(BasisPoints.whole)))
  }
}
