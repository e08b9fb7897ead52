package import Ledger

/// What a transaction costs: by itself, by its points, and by a share of its money, within bounds (手续费).
package struct TransactionFee: Hashable, Codable, Sendable {
  /// In the smallest unit of the currency, 0…10⁹.
  package var fixed: Int64
  package var byPoints: PointPrice?
  /// Of the sale, and where none was told of what the points come to, in hundredths of a per cent, 0…10,000.
  package var share: Int32?
  /// Of all parts together, in the smallest unit.
  package var minimum: Int64?
  package var maximum: Int64?

  package init(
    fixed: Int64 = 0, byPoints: PointPrice? = nil, share: Int32? = nil, minimum: Int64? = nil,
    maximum: Int64? = nil
  ) {
    self.fixed = fixed
    self.byPoints = byPoints
    self.share = share
    self.minimum = minimum
    self.maximum = maximum
  }

  var isPossible: Bool {
    let range = 0...PointPrice.largest
    return range.contains(fixed) && 0...10_000 ~= share ?? 0 && range.contains(minimum ?? 0)
      && range.contains(maximum ?? 0) && (maximum.map { $0 >= minimum ?? 0 } ?? true)
  }

  /// Each part rounded by itself, a half up; then the least, then the most.
  /// - Parameter worth: the money of which a share is taken, 0 or more.
  package func money(for points: Points, of worth: Int64) -> Int64 {
    let part = (Int128(worth) * Int128(share ?? 0)).divided(by: 10_000)
    let whole = Int128(fixed) + Int128(byPoints?.money(for: points) ?? 0) + part
    return Int64(clamping: min(max(whole, Int128(minimum ?? 0)), Int128(maximum ?? .max)))
  }
}
