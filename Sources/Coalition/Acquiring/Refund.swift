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
    let context = try returnContext(order, original)
    // A paused or closed programme still gives back.
    guard let program = try directory.program(.asset(original.subject.asset)) else {
      throw ProgramRefusal.programNotFound
    }
    let refund = Refund(
      of: original.id, try amount(order.value, original, program), expiredLots: expiredLots(program),
      isDebtAllowed: program.policies.isDebtAllowed)
    return Draft(context, .refund(refund))
  }

  private func expiredLots(_ program: Program) -> Refund.ExpiredLots {
    let days = program.policies.refundExtensionDays
    if days == 0 { return .forfeit }
    return .extend(until: ExpiryRule.days(days).expiry(ofCreditAt: now, in: calendar.zone))
  }

  private func amount(
    _ value: ReturnOrder.Value, _ original: Ledger.Transaction, _ program: Program
  ) throws(OrderRefusal) -> Points? {
    guard case .money(let money) = value else { return try points(value) }
    guard money.currency == program.worth.money.currency else { throw .currencyMismatch }
    guard money.minorUnits > 0, let explanation = Explanation(packed: original.context.explanation) else {
      throw .amountOutOfRange
    }
    if money.minorUnits >= explanation.base { return nil }
    // What the rest of the purchase would have earned stays; never more than is left of the original.
    guard let kept = try? explanation.rate.points(for: explanation.base - money.minorUnits) else {
      throw .amountOutOfRange
    }
    let left = original.amount - (returned[original.id]?.amount ?? 0)
    return min(explanation.points - kept, max(left, 1))
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
