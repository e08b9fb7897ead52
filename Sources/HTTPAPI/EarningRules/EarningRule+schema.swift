import Coalition
import Ledger
import Loyalty

/// A rule of earning as a caller writes it: shops by their public names.
struct RuleDraft: Sendable {
  var conditions = WrittenConditions()
  var effect: RuleEffect
  var limits: RuleLimits
  var stacking: RuleStacking
  var priority: Int32

  /// - Throws: `merchant_not_found`, `store_not_found`, or the fault of what no rule can be.
  func rule(_ number: UInt32, inForce: Range<Instant>, _ coalition: Coalition) throws -> BonusRule {
    let rule = BonusRule(
      number, when: try conditions.read(coalition), gives: effect, atMost: limits, stacking: stacking,
      priority: priority, inForce: inForce)
    do { try rule.check() } catch { throw Problem(.amountOutOfRange) }
    return rule
  }
}

extension Schema<RuleDraft> {
  static var ruleDraft: Schema {
    let conditions = Property<RuleDraft, WrittenConditions?>.optional("conditions", .conditions) {
      $0.conditions
    }
    let effect = Property<RuleDraft, RuleEffect>.required("gives", .effect, of: \.effect)
    let limits = Property<RuleDraft, RuleLimits?>.optional("limits", .limits) { $0.limits }
    let stacking = Property<RuleDraft, RuleStacking?>.optional("stacking", .stacking) { $0.stacking }
    let priority = Property<RuleDraft, Int>.defaulted("priority", .count(-1_000...1_000), to: 0) {
      Int($0.priority)
    }
    return Schema.object(conditions, effect, limits, stacking, priority) {
      RuleDraft(
        conditions: $0 ?? WrittenConditions(), effect: $1, limits: $2 ?? RuleLimits(), stacking: $3 ?? .adds,
        priority: Int32($4))
    }
    .named("EarningRuleDraft")
  }
}

extension Schema<RuleEffect> {
  fileprivate static var effect: Schema {
    Schema.tagged(
      "kind",
      [
        ("rate", rate), ("multiple", one("hundredths", 101...10_000) { .multiple(hundredths: $0) }),
        ("fixed", one("points", 1...1_000_000_000_000) { .fixed(Points($0)) }),
        ("multiple_of_level", one("ladder", 1...1_000_000) { .multipleOfLevel(ladder: UInt32($0)) }),
        ("per_item", one("points", 1...1_000_000_000_000) { .perItem(Points($0)) }),
      ]
    ) { effect in
      switch effect {
      case .rate: "rate"
      case .multiple: "multiple"
      case .fixed: "fixed"
      case .perItem: "per_item"
      case .multipleOfLevel: "multiple_of_level"
      }
    }
    .named("EarningRuleEffect")
  }

  private static var rate: Schema {
    .object(
      .required("points", .integer(1...1_000_000_000), of: { @Sendable in $0.rate.points }),
      .required("per", .integer(1...1_000_000_000), of: { @Sendable in $0.rate.per }),
      .defaulted("rounding", .choice(Rounding.allCases.map(\.name)), to: "down") { @Sendable in
        $0.rate.rounding.name
      }
    ) { points, per, rounding throws(Faults) in
      let rounding = Rounding.allCases.first { $0.name == rounding } ?? .down
      guard let rate = EarningRate(points: points, per: per, rounding: rounding) else {
        throw Faults(.notAllowed, String(points)).under("points")
      }
      return .rate(rate)
    }
  }

  private static func one(
    _ name: String, _ range: ClosedRange<Int>, _ make: @escaping @Sendable (Int64) -> RuleEffect
  ) -> Schema {
    .object(.required(name, .integer(range), of: { @Sendable in $0.number })) { make($0) }
  }
}

extension RuleEffect {
  fileprivate var rate: EarningRate {
    if case .rate(let rate) = self { rate } else { .onePerHundred }
  }

  fileprivate var number: Int64 {
    switch self {
    case .rate(let rate): rate.points
    case .multiple(let hundredths): hundredths
    case .fixed(let points), .perItem(let points): points.units
    case .multipleOfLevel(let ladder): Int64(ladder)
    }
  }
}

extension Schema<RuleLimits> {
  fileprivate static var limits: Schema {
    typealias Limit = Property<RuleLimits, Int64?>
    let most = Schema<Int64>.points(1...1_000_000_000_000_000)
    let purchase = Limit.optional("per_purchase", most) { $0.perPurchase?.units }
    let memberDay = Limit.optional("per_member_day", most) { $0.perMemberDay?.units }
    let member = Limit.optional("per_member", most) { $0.perMember?.units }
    let budget = Limit.optional("budget", most) { $0.budget?.units }
    return Schema.object(purchase, memberDay, member, budget) {
      RuleLimits(
        perPurchase: $0.map { Points($0) }, perMemberDay: $1.map { Points($0) },
        perMember: $2.map { Points($0) }, budget: $3.map { Points($0) })
    }
    .named("EarningRuleLimits")
  }
}

extension Schema<RuleStacking> {
  fileprivate static var stacking: Schema {
    Schema.tagged(
      "kind",
      [
        ("adds", .record(.adds, [])),
        (
          "best",
          .object(.required("group", .integer(0...1_000_000), of: { @Sendable in $0.group })) {
            .best(group: UInt32($0))
          }
        ),
        ("alone", .record(.alone, [])),
      ]
    ) { stacking in
      switch stacking {
      case .adds: "adds"
      case .best: "best"
      case .alone: "alone"
      }
    }
    .named("EarningRuleStacking")
  }
}

extension RuleStacking {
  fileprivate var group: Int64 {
    if case .best(let group) = self { Int64(group) } else { 0 }
  }
}

extension Schema<Shown<EarningRule>> {
  static var earningRule: Schema {
    .reply(
      "EarningRule",
      .constant("object", "earning_rule"),
      .always("program", .id("prg")) { $0.text($0.asset) },
      .always("rule", .integer(2...4_294_967_295)) { Int64($0.rule.number) },
      .always("version", .integer(1...4_294_967_295)) { Int64($0.rule.version) },
      .always("names", .names) { $0.names },
      .always("draft", .ruleDraft) { RuleDraft($0.rule, $0.ids) },
      .always("from", .timestamp) { $0.rule.inForce.lowerBound.microseconds },
      .maybe("until", .timestamp) { $0.rule.end?.microseconds },
      .always("approval", .id("apr")) { $0.text($0.approval) })
  }
}

extension Schema<Shown<EarningRuleProposal>> {
  static var proposedEarningRule: Schema {
    .reply(
      "ProposedEarningRule",
      .maybe(
        "rule", Schema<Int64>.integer(2...4_294_967_295).described("Left out where the rule is a new one.")
      ) { $0.number == 0 ? nil : Int64($0.number) },
      .always("names", .names) { $0.names },
      .maybe("draft", Schema<RuleDraft>.ruleDraft.described("Left out where the rule is to end.")) { shown in
        shown.rule.map { RuleDraft($0, shown.ids) }
      },
      .maybe("from", .timestamp) { $0.from?.microseconds },
      .maybe("until", .timestamp) { $0.until?.microseconds })
  }
}

extension RuleDraft {
  init(_ rule: BonusRule, _ names: PublicIDs) {
    self.init(
      conditions: WrittenConditions(rule.conditions, names), effect: rule.effect, limits: rule.limits,
      stacking: rule.stacking, priority: rule.priority)
  }
}

extension BonusRule {
  /// Nil for no end.
  var end: Instant? { inForce.upperBound == .distantFuture ? nil : inForce.upperBound }
}
