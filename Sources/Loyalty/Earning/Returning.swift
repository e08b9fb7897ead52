package import Ledger

extension Explanation {
  /// How many of `moved` points belong to a part of the money (decision 0011).
  ///
  /// What stays is reckoned as if the rest of the money had been all there was, with the rate's own rounding;
  /// what goes back is the difference. It depends on the whole money given back and not on the parts in which
  /// it was, so that parts never add up to a point more or less than the whole.
  ///
  /// - Parameters:
  ///   - money: all that was given back, in its smallest unit.
  ///   - moved: what the purchase earned, or what was paid; less than asked for where the rest was paid
  ///     otherwise, and then only the money that these points paid counts.
  package func share(of money: Int64, of moved: Points, isPayment: Bool) -> Points {
    let whole = self.money(of: moved, isPayment: isPayment)
    guard money < whole else { return moved }
    let left = whole - max(money, 0)
    // What is kept is less than the whole, which did not have too many points.
    guard let kept = try? rate.points(for: left) else { return 0 }
    return max(moved - kept - (isPayment ? 0 : bonus(of: left)), 0)
  }

  /// The part of what other rules gave beside the rate that belongs to a part of the money, rounded down.
  private func bonus(of money: Int64) -> Points {
    // A rate that has too many points for all the money gave no bonus either.
    guard base > 0, let ofRate = try? rate.points(for: base), points > ofRate else { return 0 }
    return Points(Int64(Int128((points - ofRate).units) * Int128(money) / Int128(base)))
  }
}

extension Explanation {
  /// The money that `moved` points stand for: all of it, or of a payment that points made in part, their
  /// part.
  package func money(of moved: Points, isPayment: Bool) -> Int64 {
    isPayment && moved < points ? min(base, rate.money(for: moved)) : base
  }
}

extension EarningRate {
  /// What an amount of points is worth at this rate, rounded down.
  package func money(for amount: Points) -> Int64 {
    guard points > 0 else { return 0 }
    return Int64(clamping: Int128(amount.units) * Int128(per) / Int128(points))
  }

  /// The same ratio in its smallest numbers; nil where these are still too large.
  package init?(reducing points: Int64, per: Int64, rounding: Rounding) {
    var (greater, lesser) = (max(points, per), min(points, per))
    while lesser > 0 { (greater, lesser) = (lesser, greater % lesser) }
    guard greater > 0 else { return nil }
    self.init(points: points / greater, per: per / greater, rounding: rounding)
  }
}
