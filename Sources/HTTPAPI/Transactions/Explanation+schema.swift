import Ledger
import Loyalty

extension Schema<Explanation> {
  static var explanation: Schema {
    .reply(
      "Explanation",
      .always(
        "base",
        Schema<Int64>.integer(Int.min...Int.max).described(
          "The money that was paid or was to be paid, in its smallest unit.")
      ) { $0.base },
      .always("rate", .earningRate) { $0.rate },
      .always("points", .points(0...1_000_000_000_000)) { $0.points.units },
      .always("rules", .array(of: .explanationPart, 0...255)) { $0.parts },
      .always(
        "rules_omitted", Schema<Int64>.integer().described("Rules looked at beyond those that are kept.")
      ) { Int64($0.omitted) })
  }
}

extension Schema<EarningRate> {
  fileprivate static var earningRate: Schema {
    .reply(
      "EarningRate",
      .always("points", .points(0...1_000_000_000)) { $0.points },
      .always("per", Schema<Int64>.integer(1...1_000_000_000).described("Smallest units of money.")) {
        $0.per
      },
      .always("rounding", .choice("down", "half_up", "up")) { $0.rounding.name })
  }
}

extension Schema<Explanation.Part> {
  fileprivate static var explanationPart: Schema {
    .reply(
      "ExplanationRule",
      .always("rule", .text(1...32)) {
        $0.rule == EarningRules.baseRate ? "base_rate" : "rule_\($0.rule)"
      },
      .always("version", .integer()) { Int64($0.version) },
      .always("applied", .boolean) { $0.reason == nil },
      .maybe("points", .points(-1_000_000_000_000...1_000_000_000_000)) {
        $0.reason == nil ? $0.points.units : nil
      },
      .maybe("reason", Schema<String>.choice(Explanation.Reason.allCases.map(\.name))) { $0.reason?.name })
  }
}

extension Explanation.Part {
  fileprivate var reason: Explanation.Reason? {
    if case .notApplied(let reason) = outcome { reason } else { nil }
  }
}

extension Rounding {
  var name: String {
    switch self {
    case .down: "down"
    case .halfUp: "half_up"
    case .up: "up"
    }
  }
}

extension Explanation.Reason {
  fileprivate var name: String {
    switch self {
    case .outsideItsTime: "outside_its_time"
    case .otherStore: "other_store"
    case .otherGoods: "other_goods"
    case .otherMember: "other_member"
    case .belowMinimum: "below_minimum"
    case .capReached: "cap_reached"
    case .budgetSpent: "budget_spent"
    case .excludedByAnother: "excluded_by_another"
    case .otherChannel: "other_channel"
    case .otherAmount: "other_amount"
    case .otherBirthday: "other_birthday"
    case .notTheFirst: "not_the_first"
    case .otherPayment: "other_payment"
    case .otherCard: "other_card"
    case .otherTags: "other_tags"
    }
  }
}
