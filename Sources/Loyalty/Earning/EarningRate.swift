package import Ledger

/// What becomes of a fraction of a point.
package enum Rounding: UInt8, CaseIterable, Codable, Sendable {
  case down = 1
  /// A half and more counts as one.
  case halfUp = 2
  /// Any fraction counts as one.
  case up = 3
}

/// Points for money as an exact ratio (基础积分率): `points` for every `per` smallest units of money.
///
/// Applied once to a receipt's amount, then rounded as stated; two receipts never share a fraction.
package struct EarningRate: Hashable, Codable, Sendable {
  package let points: Int64
  package let per: Int64
  package let rounding: Rounding

  /// The largest number on either side of the ratio.
  package static let largest: Int64 = 1_000_000_000

  /// - Returns: nil unless points are 0…10⁹ and `per` is 1…10⁹.
  package init?(points: Int64, per: Int64, rounding: Rounding = .down) {
    guard (0...EarningRate.largest).contains(points), (1...EarningRate.largest).contains(per) else {
      return nil
    }
    self.init(unchecked: points, per, rounding)
  }

  private init(unchecked points: Int64, _ per: Int64, _ rounding: Rounding) {
    self.points = points
    self.per = per
    self.rounding = rounding
  }

  /// One point for every whole hundred of the smallest unit: for a yuan of 100 fen.
  package static let onePerHundred = EarningRate(unchecked: 1, 100, .down)

  /// The points for an amount of money in its smallest unit; zero or less earns nothing.
  /// - Throws: ``EarningFault/tooManyPoints``.
  package func points(for amount: Int64) throws(EarningFault) -> Points {
    try Points(earned: earned(for: amount))
  }

  /// As ``points(for:)``, before it is asked whether one command may carry as many.
  func earned(for amount: Int64) -> Int128 {
    guard amount > 0 else { return 0 }
    let product = Int128(amount) * Int128(points)
    return
      switch rounding
    {
    case .down: product / Int128(per)
    case .halfUp: (2 * product + Int128(per)) / (2 * Int128(per))
    case .up: (product + Int128(per) - 1) / Int128(per)
    }
  }
}

package enum EarningFault: Error, Hashable, Sendable {
  /// More than ``Points/maximumPerCommand``.
  case tooManyPoints
}
