internal import Ledger
internal import Loyalty

extension Coalition {
  /// Gives the points that a purchase earns (消费积分), or that the merchant says.
  /// - Throws: ``OrderRefusal``, `AccessRefusal`.
  package func earn(_ order: EarnOrder, key: String, by principal: Principal) async throws -> Receipt {
    try await carryOut(.earn(order), key: key, by: principal)
  }
}

extension Preparation {
  mutating func earn(_ order: EarnOrder) throws -> Draft {
    try principal.require(.earn)
    let place = try merchantPlace(order.occasion)
    var context = try context(order.occasion, place)
    let program = try program(order.program)
    let terms = try terms(place, program)
    guard terms.isIssuing else { throw OrderRefusal.programMismatch }
    let moment = try moment(order.occasion)
    let member = try member(order.member)
    let earning = try earning(order, program, terms, at: moment)
    context.explanation =
      Particulars(explanation: earning.explanation, goodsLines: order.items.count).packed()
    let credit = Credit(
      .earn, to: WalletKey(member: member, asset: program.asset), earning.points,
      source: LotSource(issuer: place.merchantID),
      effectiveAt: order.isPending ? .distantFuture : .distantPast, expiresAt: earning.expiresAt,
      issuingLimit: terms.issuingLimit)
    return Draft(context, .credit(credit))
  }

  private struct Decided {
    var points: Points
    var explanation: Explanation?
    var expiresAt: Instant
  }

  private func earning(
    _ order: EarnOrder, _ program: Program, _ terms: MerchantTerms, at moment: Instant
  ) throws -> Decided {
    let expiry = expiry(.awarded, program, terms)
    switch order.value {
    case .points(let points):
      guard order.items.isEmpty else { throw OrderRefusal.itemsMismatch }
      guard points > 0 else { throw OrderRefusal.amountOutOfRange }
      return Decided(points: points, expiresAt: expiry.expiry(ofCreditAt: moment, in: calendar.zone))
    case .purchase(let money):
      guard money.currency == program.worth.money.currency else { throw OrderRefusal.currencyMismatch }
      guard order.items.isEmpty || order.items.reduce(0, { $0 + $1.amount }) == money.minorUnits else {
        throw OrderRefusal.itemsMismatch
      }
      guard let rules = terms.earningRules(expiry) else { throw OrderRefusal.programMismatch }
      do {
        let earning = try rules.earning(
          for: Purchase(amount: money.minorUnits, at: moment, items: order.items), in: calendar.zone)
        return Decided(
          points: earning.points, explanation: earning.explanation, expiresAt: earning.expiresAt)
      } catch { throw OrderRefusal.amountOutOfRange }
    }
  }
}

extension MerchantTerms {
  /// The rules of earning that these terms are; nil when the rate is out of its range.
  func earningRules(_ expiry: ExpiryRule) -> EarningRules? {
    EarningRate(
      points: earning.points.units, per: earning.perMinorUnits, rounding: earning.rounding.rule
    ).map { EarningRules(rule: EarningRules.baseRate, version: 1, rate: $0, expiry: expiry) }
  }
}

extension EarnTerms.Rounding {
  var rule: Rounding {
    switch self {
    case .down: .down
    case .halfUp: .halfUp
    case .up: .up
    }
  }
}
