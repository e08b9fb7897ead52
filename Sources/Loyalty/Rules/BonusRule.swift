package import Ledger

/// One version of a rule that gives points beyond the base rate (积分规则): when it counts, what it gives
/// and how much at most. The vocabulary is closed: an operator combines it, nobody writes code.
package struct BonusRule: Hashable, Codable, Sendable {
  /// Above ``EarningRules/baseRate``; the same through all versions.
  package var number: UInt32
  package var version: UInt32
  /// All of them must hold; at most one of each kind.
  package var conditions: [RuleCondition]
  package var effect: RuleEffect
  package var limits: RuleLimits
  package var stacking: RuleStacking
  /// The purchases that this version is for, by their moment.
  package var inForce: Range<Instant>
  /// Rules are looked at from the lowest to the highest, those of one priority by number.
  package var priority: Int32

  package init(
    _ number: UInt32, version: UInt32 = 1, when conditions: [RuleCondition] = [], gives effect: RuleEffect,
    atMost limits: RuleLimits = RuleLimits(), stacking: RuleStacking = .adds, priority: Int32 = 0,
    inForce: Range<Instant> = .distantPast ..< .distantFuture
  ) {
    self.number = number
    self.version = version
    self.conditions = conditions
    self.effect = effect
    self.limits = limits
    self.stacking = stacking
    self.priority = priority
    self.inForce = inForce
  }
}

/// What a rule gives for the money and the goods that it counts, beside what the base rate gives.
package enum RuleEffect: Hashable, Codable, Sendable {
  /// Points for the counted money, rounded once as the rate says.
  case rate(EarningRate)
  /// So many hundredths of what the base rate gives for the counted money, the base rate's own part among
  /// them: 200 doubles and hence gives as much again. Rounded down. 101…10,000.
  case multiple(hundredths: Int64)
  case fixed(Points)
  /// What the member's level on the ladder multiplies, as ``multiple(hundredths:)``; nothing where it does
  /// not.
  case multipleOfLevel(ladder: UInt32)
  /// For each piece of the counted goods.
  case perItem(Points)
}

/// The most that a rule gives; nil for no limit.
package struct RuleLimits: Hashable, Codable, Sendable {
  package var perPurchase: Points?
  /// To one member on one business day.
  package var perMemberDay: Points?
  /// To one member in all, over all versions.
  package var perMember: Points?
  /// To all members (预算), over all versions.
  package var budget: Points?

  package init(
    perPurchase: Points? = nil, perMemberDay: Points? = nil, perMember: Points? = nil, budget: Points? = nil
  ) {
    self.perPurchase = perPurchase
    self.perMemberDay = perMemberDay
    self.perMember = perMember
    self.budget = budget
  }

  /// Whether what the rule gave before must be known.
  package var needUse: Bool { perMemberDay != nil || perMember != nil || budget != nil }
}

/// What a rule gave before this purchase.
package struct RuleUse: Hashable, Sendable {
  /// To this member on this business day.
  package var memberDay: Points
  /// To this member in all.
  package var member: Points
  /// To everybody.
  package var all: Points

  package init(memberDay: Points = 0, member: Points = 0, all: Points = 0) {
    self.memberDay = memberDay
    self.member = member
    self.all = all
  }
}

/// How a rule stands to others that would give points for the same purchase (叠加).
package enum RuleStacking: Hashable, Codable, Sendable {
  /// Gives its points whatever the others give.
  case adds
  /// Of all rules of this group only the one counts that gives most; of several the first.
  case best(group: UInt32)
  /// No rule after it counts.
  case alone
}

extension RuleLimits {
  /// What is left of `points`, or why nothing is.
  /// - Throws: ``EarningFault/tooManyPoints``.
  func allowed(_ points: Int128, after use: RuleUse) throws(EarningFault) -> Explanation.Part.Outcome {
    var allowed = points
    var reason = Explanation.Reason.capReached
    func lower(to most: Points?, after given: Points, _ because: Explanation.Reason) {
      guard let most, Int128((most - given).units) < allowed else { return }
      (allowed, reason) = (Int128(max(most - given, 0).units), because)
    }
    lower(to: perPurchase, after: 0, .capReached)
    lower(to: perMemberDay, after: use.memberDay, .capReached)
    lower(to: perMember, after: use.member, .capReached)
    lower(to: budget, after: use.all, .budgetSpent)
    return allowed > 0 ? .applied(try Points(earned: allowed)) : .notApplied(reason)
  }
}
