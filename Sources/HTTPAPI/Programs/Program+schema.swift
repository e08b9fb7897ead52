import Coalition
import Ledger
import Loyalty

extension Schema<Shown<Program>> {
  static var program: Schema {
    .reply(
      "Program",
      .constant("object", "program"),
      .always("id", .id("prg")) { $0.text($0.asset) },
      .always("code", .text(1...32)) { $0.code },
      .always("kind", .choice("universal", "hosted")) { $0.merchant == nil ? "universal" : "hosted" },
      .maybe("merchant", .id("mch")) { $0.text(given: $0.merchant) },
      .always("names", .names) { $0.names },
      .always("status", Schema<Program.Status>.choice) { $0.status },
      .always("decimals", .integer(0...6)) { Int64($0.decimals) },
      .always("worth", .worth) { $0.worth },
      .always("validity", .validity) { $0.validity },
      .always("transfer", .transferPolicy) { $0.policies.transfer },
      .maybe("services", .services) { $0.policies.services.isEmpty ? nil : $0.policies.services },
      .maybe("shared_wallets", .poolPolicy) { $0.policies.pools.people == 0 ? nil : $0.policies.pools },
      .maybe("spend_limit", .points(0...Int.max)) { $0.policies.spendLimit.perTransaction?.units },
      .maybe("spend_daily_limit", .points(0...Int.max)) { $0.policies.spendLimit.perDay?.units },
      .always("debt_allowed", .boolean) { $0.policies.isDebtAllowed },
      .always("refund_extension_days", .integer(0...3_660)) { Int64($0.policies.refundExtensionDays) },
      .always("proof_free_points", .points(0...Int.max)) { $0.policies.proofFreePoints.units },
      .always("created", .timestamp) { $0.createdAt.microseconds },
      .always("updated", .timestamp) { $0.updatedAt.microseconds })
  }
}

extension Schema<Names> {
  /// A name in three languages.
  static var names: Schema {
    .object(
      .required("zh-Hans", .text(1...100), of: \.hans), .required("zh-Hant", .text(1...100), of: \.hant),
      .required("en", .text(1...100), of: \.en)
    ) { hans, hant, en in Names(hans: hans, hant: hant, en: en) }
    .named("Names")
  }
}

extension Schema<Worth> {
  /// So many points are so much money.
  static var worth: Schema {
    .object(
      .required("points", .points(), of: { @Sendable in $0.points.units }),
      .required("money", .price(1...1_000_000_000_000), of: \.money)
    ) { points, money in Worth(Points(points), are: money) }
    .named("Worth")
  }
}

extension Schema<TransferPolicy> {
  /// What moving points between members costs and allows.
  static var transferPolicy: Schema {
    let minimum = Property<TransferPolicy, Int64>.defaulted("minimum", .points(), to: 10_000) {
      $0.minimum.units
    }
    let fee = Property<TransferPolicy, Int>.defaulted("fee_basis_points", .count(0...10_000), to: 1_000) {
      $0.feeBasisPoints
    }
    let mode = Property<TransferPolicy, String>.defaulted(
      "fee_mode", .choice("on_top", "out_of_amount"), to: "on_top"
    ) { $0.modeName }
    let daily = Property<TransferPolicy, Int64?>.optional("daily_limit", .points(0...1_000_000_000_000)) {
      $0.dailyLimit?.units
    }
    let cooling = Property<TransferPolicy, Int>.defaulted("cooling_days", .count(0...366), to: 3) {
      $0.coolingDays
    }
    let receivers = Property<TransferPolicy, Int>.defaulted(
      "receivers_per_day", Schema<Int>.count(0...1_000).described("0: no limit."), to: 10
    ) { $0.receiversPerDay ?? 0 }
    let senders = Property<TransferPolicy, Int>.defaulted(
      "senders_per_day", Schema<Int>.count(0...1_000).described("0: no limit."), to: 10
    ) { $0.sendersPerDay ?? 0 }
    return Schema.object(minimum, fee, mode, daily, cooling, receivers, senders) {
      minimum, fee, mode, daily, cooling, receivers, senders in
      var policy = TransferPolicy(minimum, fee, mode, daily)
      policy.coolingDays = cooling
      policy.receiversPerDay = receivers == 0 ? nil : receivers
      policy.sendersPerDay = senders == 0 ? nil : senders
      return policy
    }
    .named("TransferPolicy")
  }
}

extension TransferPolicy {
  fileprivate init(_ minimum: Int64, _ fee: Int, _ mode: String, _ daily: Int64?) {
    self.init()
    self.minimum = Points(minimum)
    feeBasisPoints = fee
    feeMode = mode == "on_top" ? .onTop : .outOfAmount
    dailyLimit = daily.map { Points($0) }
  }

  fileprivate var modeName: String {
    switch feeMode {
    case .onTop: "on_top"
    case .outOfAmount: "out_of_amount"
    }
  }
}

extension Schema<[Origin: Validity]> {
  /// How long points live, by how they came into the world.
  static var validity: Schema {
    typealias Rule = Property<[Origin: Validity], Validity?>
    let awarded = Rule.optional("awarded", .rule) { $0[.awarded] }
    let purchased = Rule.optional("purchased", .rule) { $0[.purchased] }
    let converted = Rule.optional("converted", .rule) { $0[.converted] }
    return Schema.object(awarded, purchased, converted) { awarded, purchased, converted in
      let rules: [Origin: Validity?] = [.awarded: awarded, .purchased: purchased, .converted: converted]
      return rules.compactMapValues(\.self)
    }
    .named("Validity")
  }
}

extension Schema<Validity> {
  fileprivate static var rule: Schema {
    Schema.tagged(
      "rule",
      [
        ("fixed_date", one("date", .day, { .fixedDate(Int($0)) }) { Int64($0.number) }),
        ("months", one("months", .integer(1...1_200), { .months(Int($0)) }) { Int64($0.number) }),
        ("end_of_year", one("years", .integer(0...100), { .endOfYear(Int($0)) }) { Int64($0.number) }),
        ("never", .record(.never, [])),
        ("rolling", one("months", .integer(1...1_200), { .rolling(months: Int($0)) }) { Int64($0.number) }),
      ]
    ) { $0.name }
    .named("ValidityRule")
  }

  private static func one(
    _ name: String, _ number: Schema<Int64>, _ make: @escaping @Sendable (Int64) -> Validity,
    of part: @escaping @Sendable (Validity) -> Int64
  ) -> Schema {
    .object(.required(name, number, of: part)) { make($0) }
  }
}

extension Validity {
  fileprivate var name: String {
    switch self {
    case .fixedDate: "fixed_date"
    case .months: "months"
    case .endOfYear: "end_of_year"
    case .never: "never"
    case .rolling: "rolling"
    }
  }

  fileprivate var number: Int {
    switch self {
    case .fixedDate(let number), .months(let number), .endOfYear(let number), .rolling(let number): number
    case .never: 0
    }
  }
}
