internal import Ledger
internal import Loyalty

extension Coalition {
  /// Gives points without a purchase (奖励); without a merchant they are the operator's.
  /// - Throws: ``OrderRefusal``, `AccessRefusal`.
  package func award(_ order: GiveOrder, key: String, by principal: Principal) async throws -> Receipt {
    try await carryOut(.award(order), key: key, by: principal)
  }
}

extension Preparation {
  mutating func award(_ order: GiveOrder) throws -> Draft {
    try given(order, .award, .awarded)
  }

  /// What awarding and topping up have in common.
  mutating func given(_ order: GiveOrder, _ reason: Credit.Reason, _ origin: Origin) throws -> Draft {
    try principal.require(.earn)
    let place = try place(order.occasion)
    var context = try context(order.occasion, place)
    let program = try program(order.program)
    var terms: MerchantTerms?
    if place.merchant != nil {
      terms = try self.terms(place, program)
      guard terms?.isIssuing == true else { throw OrderRefusal.programMismatch }
    }
    let bought = try bought(order.value, program)
    context.explanation = Particulars(explanation: bought.explanation).packed()
    // What was paid for is its buyer's alone.
    let member = origin == .purchased ? try member(order.member) : try holder(order.member)
    let expiry = expiry(origin, program, terms)
    // Purchased points are prepaid money of their issuer: good there only (risk.md 3.3).
    let onlyAt = origin == .purchased ? place.merchantID : .none
    let credit = Credit(
      reason, to: WalletKey(member: member, asset: program.asset), bought.points,
      source: LotSource(
        issuer: place.merchantID, campaign: order.campaign, origin: origin, onlyAt: onlyAt),
      expiresAt: expiry.expiry(ofCreditAt: try moment(order.occasion), in: calendar.zone),
      issuingLimit: terms?.mostIssued)
    return Draft(context, .credit(credit))
  }

  /// The points of an order, and how they follow from the money where it was told in money.
  private func bought(
    _ value: GiveOrder.Value, _ program: Program
  ) throws(OrderRefusal) -> (points: Points, explanation: Explanation?) {
    switch value {
    case .points(let points):
      guard points > 0, points <= Points.maximumPerCommand else { throw .amountOutOfRange }
      return (points, nil)
    case .money(let money):
      let worth = program.worth
      guard money.currency == worth.money.currency else { throw .currencyMismatch }
      guard
        let rate = EarningRate(reducing: worth.points.units, per: worth.money.minorUnits, rounding: .down),
        let points = try? rate.points(for: money.minorUnits), points > 0  // Too many are out of range.
      else { throw .amountOutOfRange }
      return (points, Explanation(base: money.minorUnits, rate: rate, points: points, parts: []))
    }
  }
}
