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
  /// The words are those that are stored: `months` has always meant the end of a month.
  fileprivate static var rule: Schema {
    let months = Schema<Int64>.integer(0...1_200).described("To the end of the month, so many after earning.")
    let exact = Schema<Int64>.integer(1...1_200).described(
      "To the same day, so many months after, or the last of a shorter month.")
    let days = Schema<Int64>.integer(0...36_500).described("To the end of the day, so many after earning.")
    let quarters = Schema<Int64>.integer(0...400).described(
      "To the end of the quarter, so many after earning.")
    let years = Schema<Int64>.integer(0...100).described("To the end of the year, so many after earning.")
    let rolling = Schema<Int64>.integer(1...1_200).described(
      "As months. In answers of old programmes alone: it is not offered any more.")
    return Schema.tagged(
      "rule",
      [
        ("fixed_date", one("date", .day) { .fixedDate($0) }), ("days", one("days", days) { .days($0) }),
        ("exact_months", one("months", exact) { .exactMonths($0) }),
        ("months", one("months", months) { .endOfMonth($0) }),
        ("end_of_quarter", one("quarters", quarters) { .endOfQuarter($0) }),
        ("end_of_year", one("years", years) { .endOfYear($0) }), ("never", .record(.never, [])),
        ("rolling", one("months", rolling) { .rolling(months: $0) }),
      ]
    ) { $0.rule.name }
    .named("ValidityRule")
  }

  private static func one(
    _ name: String, _ number: Schema<Int64>, _ make: @escaping @Sendable (Int) -> Validity
  ) -> Schema {
    .object(.required(name, number, of: { @Sendable in Int64($0.rule.value) })) { make(Int($0)) }
  }
}
