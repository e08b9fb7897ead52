package import Ledger

/// How many points of one asset another asset's are worth (通兑汇率), and the operator's spread on them.
package struct ExchangeRate: Hashable, Sendable {
  /// `receives` of the target for every `gives` of the source, before the spread.
  package let gives: Int64
  package let receives: Int64
  package let spread: BasisPoints

  /// The largest number on either side of the ratio.
  package static let largest: Int64 = 1_000_000_000

  /// - Returns: nil unless both sides are 1…10⁹.
  package init?(gives: Int64, receives: Int64, spread: BasisPoints = .zero) {
    guard (1...ExchangeRate.largest).contains(gives), (1...ExchangeRate.largest).contains(receives) else {
      return nil
    }
    self.gives = gives
    self.receives = receives
    self.spread = spread
  }

  /// What the member gets for an amount: rounded down, with the spread booked beside it and never dropped.
  /// - Throws: ``ExchangeFault``.
  package func quote(giving amount: Points) throws(ExchangeFault) -> ExchangeQuote {
    guard amount > 0, amount <= Points.maximumPerCommand else { throw .amountOutOfRange }
    let worth = Int128(amount.units) * Int128(receives)
    let gross = worth / Int128(gives)
    // Both round down from the exact product, so the spread holds its own fraction and the member's.
    let share = Int128(BasisPoints.whole - Int64(spread.value))
    let net = worth * share / (Int128(gives) * Int128(BasisPoints.whole))
    guard gross <= Int128(Points.maximumPerCommand.units) else { throw .amountOutOfRange }
    guard net >= 1 else { throw .tooSmall }
    return ExchangeQuote(
      gives: amount, receives: Points(Int64(net)), spread: Points(Int64(gross - net)))
  }
}

package struct ExchangeQuote: Hashable, Sendable {
  package var gives: Points
  package var receives: Points
  /// The operator's, in the asset received.
  package var spread: Points

  package init(gives: Points, receives: Points, spread: Points) {
    self.gives = gives
    self.receives = receives
    self.spread = spread
  }
}

package enum ExchangeFault: Error, Hashable, Sendable {
  /// Not between one and ``Points/maximumPerCommand``, on either side.
  case amountOutOfRange
  /// Worth less than one point of the target.
  case tooSmall
}
