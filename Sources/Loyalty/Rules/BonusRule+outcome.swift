import Ledger

extension BonusRule {
  /// What the rule gives by itself, before others exclude it.
  /// - Throws: ``EarningFault/tooManyPoints``.
  func outcome(
    _ purchase: RuledPurchase, base: EarningRate, after use: RuleUse
  ) throws(EarningFault) -> Explanation.Part.Outcome {
    let counted = counted(purchase.purchase)
    for condition in conditions {
      if let fault = condition.fault(purchase, counted: counted.money) { return .notApplied(fault) }
    }
    if counted.isNothing { return .notApplied(.otherGoods) }
    guard counted.money > 0 else { return .notApplied(.otherAmount) }
    var ofLevel: Int64 = 100
    if case .multipleOfLevel(let ladder) = effect {
      ofLevel = purchase.multiple(of: ladder)
      guard ofLevel > 100 else { return .notApplied(.otherMember) }
    }
    let earned = earned(for: counted, base: base, ofLevel: ofLevel)
    // A rule that rounds to nothing did not count for want of money.
    guard earned > 0 else { return .notApplied(.belowMinimum) }
    return try limits.allowed(earned, after: use)
  }

  /// Before limits, which may bring more than one command can carry down to what it can.
  private func earned(for counted: Counted, base: EarningRate, ofLevel level: Int64) -> Int128 {
    switch effect {
    case .rate(let rate): rate.earned(for: counted.money)
    case .multiple(let hundredths): base.earned(for: counted.money) * Int128(hundredths - 100) / 100
    case .multipleOfLevel: base.earned(for: counted.money) * Int128(level - 100) / 100
    case .fixed(let points): Int128(points.units)
    case .perItem(let points): Int128(points.units) * Int128(counted.pieces)
    }
  }

  /// The part of a purchase that a rule looks at.
  private struct Counted {
    /// Never more than the purchase's; what other lines took off is not paid here either.
    var money: Int64
    var pieces: Int64
    /// The rule asks for goods that are not there.
    var isNothing: Bool
  }

  private func counted(_ purchase: Purchase) -> Counted {
    let (goods, categories) = (goods, categories)
    guard asksForGoods else {
      return Counted(money: purchase.amount, pieces: 0, isNothing: false)
    }
    var counted = Counted(money: 0, pieces: 0, isNothing: true)
    for item in purchase.items {
      if let goods, !goods.contains(item.code) { continue }
      if let categories, !categories.contains(item.category) { continue }
      counted.isNothing = false
      // The sum of 500 lines of a purchase that was accepted stays far from overflow.
      counted.money = counted.money.addingReportingOverflow(item.amount).partialValue
      if item.amount > 0 { counted.pieces += item.quantity }
    }
    counted.money = min(counted.money, purchase.amount)
    return counted
  }
}

extension RuleEffect {
  var isPerItem: Bool {
    if case .perItem = self { true } else { false }
  }
}

extension Points {
  /// - Throws: ``EarningFault/tooManyPoints``.
  init(earned points: Int128) throws(EarningFault) {
    guard points <= Int128(Points.maximumPerCommand.units) else { throw .tooManyPoints }
    self.init(Int64(points))
  }
}
