package import Ledger

/// A purchase as the rules of earning see it.
package struct Purchase: Hashable, Sendable {
  /// The part paid with money, in the smallest unit of the programme's currency; negative for a return.
  package var amount: Int64
  package var at: Instant
  /// What was bought, where the till said so; together ``amount``. The base rate does not look at it.
  package var items: [PurchaseItem]

  package init(amount: Int64, at: Instant, items: [PurchaseItem] = []) {
    self.amount = amount
    self.at = at
    self.items = items
  }
}

/// A line of a receipt.
package struct PurchaseItem: Hashable, Sendable {
  /// The most lines of one purchase.
  package static let most = 500

  /// The seller's own code of the goods.
  package var code: String
  /// Empty when not given.
  package var name: String
  /// The seller's own grouping; empty when not given.
  package var category: String
  /// 1…1,000,000.
  package var quantity: Int64
  /// Of the whole line, in the smallest unit; negative for a rebate or goods that came back.
  package var amount: Int64

  package init(code: String, name: String = "", category: String = "", quantity: Int64 = 1, amount: Int64) {
    self.code = code
    self.name = name
    self.category = category
    self.quantity = quantity
    self.amount = amount
  }
}

/// The rules of one merchant in one programme: the base rate, and what other rules give beside it.
package struct EarningRules: Hashable, Sendable {
  /// The number of the base rate among rules.
  package static let baseRate: UInt32 = 1

  /// The number under which the base rate is kept, and which of its versions this is.
  package var rule: UInt32
  package var version: UInt32
  package var rate: EarningRate
  package var expiry: ExpiryRule
  package var effective: EffectiveRule
  package var bonus: RuleBook

  package init(
    rule: UInt32, version: UInt32, rate: EarningRate, expiry: ExpiryRule,
    effective: EffectiveRule = .immediately, bonus: RuleBook = .empty
  ) {
    self.rule = rule
    self.version = version
    self.rate = rate
    self.expiry = expiry
    self.effective = effective
    self.bonus = bonus
  }

  /// What the purchase earns, and why.
  /// - Parameter uses: what the rules of ``RuleBook/limited(_:)`` gave before.
  /// - Throws: ``EarningFault/tooManyPoints``.
  package func earning(
    for purchase: RuledPurchase, uses: [UInt32: RuleUse] = [:], in zone: Zone
  ) throws(EarningFault) -> Earning {
    let at = purchase.purchase.at
    let base = try rate.points(for: purchase.purchase.amount)
    let first = Explanation.Part(rule: rule, version: version, outcome: .applied(base))
    let parts = try [first] + bonus.bonus(purchase, base: rate, uses: uses)
    let points = try Points(earned: parts.reduce(Int128(0)) { $0 + Int128($1.points.units) })
    let explanation = Explanation(
      base: purchase.purchase.amount, rate: rate, points: points, parts: parts)
    return Earning(
      points: points, explanation: explanation, effectiveAt: effective.effect(ofCreditAt: at, in: zone),
      expiresAt: expiry.expiry(ofCreditAt: at, in: zone))
  }
}

/// What a purchase earns.
package struct Earning: Hashable, Sendable {
  package var points: Points
  package var explanation: Explanation
  package var effectiveAt: Instant
  package var expiresAt: Instant
}
