internal import Ledger
internal import Loyalty

extension Coalition {
  /// Gives back a spend, or claws back what a purchase earned; all or part, several times (退货).
  /// - Throws: ``OrderRefusal``, `AccessRefusal`.
  package func refund(_ order: ReturnOrder, key: String, by principal: Principal) async throws -> Receipt {
    try await carryOut(.refund(order), key: key, by: principal)
  }
}

extension Preparation {
  mutating func refund(_ order: ReturnOrder) throws -> Draft {
    try principal.require(.refund)
    let original = try original(order.original)
    try requireNoPurchase(original)
    var context = try returnContext(order, original)
    // A paused or closed programme still gives back.
    guard let program = try directory.program(.asset(original.subject.asset)) else {
      throw ProgramRefusal.programNotFound
    }
    var amount: Points?
    if case .money(let money) = order.value {
      let share = try share(of: money, original, program)
      context.explanation = Particulars(moneyReturn: share.moneyReturn).packed()
      amount = share.points
    } else {
      amount = try points(order.value)
    }
    let refund = Refund(
      of: original.id, amount, expiredLots: expiredLots(program),
      isDebtAllowed: program.policies.isDebtAllowed, mayBeNothing: order.value.isMoney)
    return Draft(context, .refund(refund))
  }

  private func expiredLots(_ program: Program) -> Refund.ExpiredLots {
    let days = program.policies.refundExtensionDays
    if days == 0 { return .forfeit }
    return .extend(until: ExpiryRule.days(days).expiry(ofCreditAt: now, in: calendar.zone))
  }

  private struct Share {
    var points: Points
    var moneyReturn: MoneyReturn
  }

  /// The points that go with money given back, after all that was given back before (decision 0011).
  private func share(
    of money: Money, _ original: Ledger.Transaction, _ program: Program
  ) throws(OrderRefusal) -> Share {
    guard money.currency == program.worth.money.currency else { throw .currencyMismatch }
    guard money.minorUnits > 0, let explanation = explanation(of: original) else { throw .amountOutOfRange }
    let earlier = moneyReturned[original.id] ?? MoneyReturned()
    let paid = explanation.money(of: original.amount, isPayment: original.kind != .earn)
    let counted = money.minorUnits
    guard counted <= paid - earlier.money else { throw .moneyExceedsOriginal }
    let whole = explanation.share(
      of: earlier.money + counted, of: original.amount, isPayment: original.kind != .earn)
    let left = max(original.amount - earlier.pointsInAll, 0)
    return Share(
      points: min(max(whole - earlier.points, 0), left),
      moneyReturn: MoneyReturn(counted, after: earlier.last))
  }

  /// How the original's points were reckoned from money; of a capture told in points, as its hold says.
  private func explanation(of original: Ledger.Transaction) -> Explanation? {
    let own = Particulars(packed: original.context.explanation)?.explanation
    guard own == nil, original.kind == .capture, let hold = originals[original.original] else { return own }
    return Particulars(packed: hold.context.explanation)?.explanation
  }
}

extension Preparation {
  /// What a member bought is given back as its order is, which knows of the money.
  /// - Throws: ``OrderRefusal/transactionNotFound``.
  func requireNoPurchase(_ original: Ledger.Transaction) throws(OrderRefusal) {
    if original.kind == .topUp, original.context.channel == .platform { throw .transactionNotFound }
  }
}

// What all operations on an earlier transaction have in common.
extension Preparation {
  /// The books name the original's merchant, and the place where it was given back.
  mutating func returnContext(_ order: ReturnOrder, _ original: Ledger.Transaction) throws -> Context {
    var occasion = order.occasion
    if occasion.merchant == nil, original.context.merchant.isGiven {
      occasion.merchant = original.context.merchant
    }
    guard occasion.merchant ?? .none == original.context.merchant else {
      throw MerchantRefusal.merchantNotFound
    }
    return try context(occasion, try place(occasion, allowsInactive: principal.merchant == nil))
  }

  func points(_ value: ReturnOrder.Value) throws(OrderRefusal) -> Points? {
    switch value {
    case .rest: return nil
    case .points(let points):
      guard points > 0, points <= Points.maximumPerCommand else { throw .amountOutOfRange }
      return points
    case .money: throw .amountOutOfRange
    }
  }
}
