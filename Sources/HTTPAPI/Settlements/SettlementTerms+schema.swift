import Coalition
import Ledger
import Loyalty

extension Schema<WrittenTerms> {
  /// Settlement terms, read and written; what is left out costs nothing.
  static var settlementTerms: Schema {
    typealias Price = Property<WrittenTerms, PointPrice?>
    typealias Fee = Property<WrittenTerms, TransactionFee?>
    typealias Number = Property<WrittenTerms, Int>
    let issue = Price.optional("issue_price", .pointPrice) { $0.terms.issuePrice }
    let moment = Property<WrittenTerms, SettlementTerms.IssueMoment>.defaulted(
      "issue_payable", .choice, to: .given
    ) { $0.terms.issueMoment }
    let accept = Price.optional("accept_price", .pointPrice) { $0.terms.acceptPrice }
    let expired = Number.defaulted("expired_basis_points", .expiredShare, to: 0) {
      Int($0.terms.expiredShare)
    }
    let commission = Property<WrittenTerms, Commission?>.optional("commission", .commission) {
      $0.terms.commission
    }
    let giving = Fee.optional("giving_fee", .transactionFee) { $0.terms.givingFee }
    let taking = Fee.optional("taking_fee", .transactionFee) { $0.terms.takingFee }
    let cycle = Property<WrittenTerms, SettlementCycle>.defaulted(
      "cycle", .settlementCycle, to: .daily
    ) { $0.terms.cycle }
    let due = Number.defaulted("due_after_days", .count(0...90), to: 1) { $0.terms.dueAfterDays }
    let minimum = Property<WrittenTerms, Int64>.defaulted("minimum", .minorUnits, to: 0) { $0.terms.minimum }
    let pool = Property<WrittenTerms, Int?>.optional("expired_pool_basis_points", .poolShare) {
      $0.terms.poolShare.map { Int($0) }
    }
    let exchangeOut = Price.optional("exchange_out_price", .pointPrice) { $0.terms.exchangeOut }
    let exchangeIn = Price.optional("exchange_in_price", .pointPrice) { $0.terms.exchangeIn }
    let fees = Property<WrittenTerms, [KindFee]?>.optional("fees", .kindFees) { $0.terms.fees }
    return Schema.object(
      issue, moment, accept, expired, commission, giving, taking, cycle, due, minimum, pool,
      .referrals, .agents, exchangeOut, exchangeIn, fees
    ) {
      issue, moment, accept, expired, commission, giving, taking, cycle, due, minimum, pool, referrals,
      agents, exchangeOut, exchangeIn, fees throws(Faults) in
      if let pool, expired + pool > 10_000 {
        throw Faults(.notAllowed, "together at most 10000").under("expired_pool_basis_points")
      }
      var terms = SettlementTerms(
        issuePrice: issue, payable: moment, acceptPrice: accept, expiredShare: Int32(expired),
        commission: commission, givingFee: giving, takingFee: taking, cycle: cycle, dueAfterDays: due,
        minimum: minimum, poolShare: pool.map { Int32($0) }, fees: fees)
      if !KindFee.arePossible(fees ?? []) {
        throw Faults(.notAllowed, "each kind and channel once").under("fees")
      }
      (terms.exchangeOut, terms.exchangeIn) = (exchangeOut, exchangeIn)
      return WrittenTerms(terms: terms, referrals: referrals, agents: agents)
    }
    .named("SettlementTerms")
  }
}

extension Schema<Int> {
  fileprivate static var expiredShare: Schema {
    .count(0...10_000).described("The issuer's part of the price of points that ran out.")
  }

  fileprivate static var poolShare: Schema {
    .count(0...10_000).described("The alliance's pool's part of it; what is left is the operator's.")
  }
}

extension Schema<Int64> {
  /// A part of a price, in the currency's smallest unit.
  fileprivate static var minorUnits: Schema { .integer(0...Int(PointPrice.largest)) }
}

extension Schema<PointPrice> {
  fileprivate static var pointPrice: Schema {
    .object(
      .required("money", .minorUnits, of: { @Sendable in $0.money }),
      .required("points", .integer(1...Int(PointPrice.largest)), of: { @Sendable in $0.perPoints })
    ) { money, points throws(Faults) in
      guard let price = PointPrice(money, perPoints: points) else {
        throw Faults(.notAllowed, String(points)).under("points")
      }
      return price
    }
    .named("PointPrice")
  }
}

extension Schema<Commission> {
  static var commission: Schema {
    typealias Money = Property<Commission, Int64>
    let share = Property<Commission, Int>.required("basis_points", .count(0...10_000)) { Int($0.share) }
    let fixed = Money.defaulted("fixed", .minorUnits, to: 0) { $0.fixed }
    let minimum = Money.defaulted("minimum", .minorUnits, to: 0) { $0.minimum }
    let maximum = Property<Commission, Int64?>.optional("maximum", .minorUnits) { $0.maximum }
    return Schema.object(share, fixed, minimum, maximum) {
      share, fixed, minimum, maximum throws(Faults) in
      if let maximum, maximum < minimum { throw Faults(.tooSmall, String(minimum)).under("maximum") }
      return Commission(share: Int32(share), fixed: fixed, minimum: minimum, maximum: maximum)
    }
    .named("Commission")
  }
}

extension Schema<TransactionFee> {
  fileprivate static var transactionFee: Schema {
    typealias Money = Property<TransactionFee, Int64?>
    let fixed = Property<TransactionFee, Int64>.defaulted("fixed", .minorUnits, to: 0) { $0.fixed }
    let byPoints = Property<TransactionFee, PointPrice?>.optional("by_points", .pointPrice) { $0.byPoints }
    let share = Property<TransactionFee, Int?>.optional(
      "basis_points",
      Schema<Int>.count(0...10_000).described(
        "Of the sale, and where none was told of what the points come to by the price of the role.")
    ) { $0.share.map { Int($0) } }
    let minimum = Money.optional("minimum", .minorUnits) { $0.minimum }
    let maximum = Money.optional("maximum", .minorUnits) { $0.maximum }
    return Schema.object(fixed, byPoints, share, minimum, maximum) {
      fixed, byPoints, share, minimum, maximum throws(Faults) in
      if let maximum, maximum < minimum ?? 0 {
        throw Faults(.tooSmall, String(minimum ?? 0)).under("maximum")
      }
      return TransactionFee(
        fixed: fixed, byPoints: byPoints, share: share.map { Int32($0) }, minimum: minimum, maximum: maximum)
    }
    .named("TransactionFee")
  }
}

extension Schema<[KindFee]> {
  fileprivate static var kindFees: Schema {
    .array(of: .kindFee, 0...KindFee.most).described(
      "In place of giving_fee and taking_fee for what is done of a kind; the one of the channel first.")
  }
}

extension Schema<KindFee> {
  fileprivate static var kindFee: Schema {
    let kind = Property<KindFee, KindFee.Kind>.required("kind", .choice) { $0.kind }
    let channel = Property<KindFee, String?>.optional(
      "channel",
      Schema<String>.choice(Channel.allCases.map(\.name)).described(
        "Every channel without a fee of its own where it is left out.")
    ) { $0.channel?.name }
    let fee = Property<KindFee, TransactionFee>.required("fee", .transactionFee) { $0.fee }
    return Schema.object(kind, channel, fee) { kind, channel, fee in
      KindFee(kind, on: channel.flatMap { name in Channel.allCases.first { $0.name == name } }, fee)
    }
    .named("KindFee")
  }
}

extension Schema<SettlementCycle> {
  fileprivate static var settlementCycle: Schema {
    Schema.tagged(
      "kind",
      [
        ("daily", .record(.daily, [])), ("weekly", weekly), ("monthly", monthly),
      ]
    ) { cycle in
      switch cycle {
      case .daily: "daily"
      case .weekly: "weekly"
      case .monthly: "monthly"
      }
    }
    .named("SettlementCycle")
  }

  private static var weekly: Schema {
    .object(
      .required(
        "ends_on", .choice(Weekday.allCases.map { "\($0)" }), of: { @Sendable in "\($0.weekday)" })
    ) { name in .weekly(Weekday.allCases.first { "\($0)" == name } ?? .sunday) }
  }

  private static var monthly: Schema {
    .object(
      .required("ends_on", .count(1...31), of: { @Sendable in $0.dayOfMonth })
    ) { .monthly($0) }
  }
}

extension SettlementCycle {
  fileprivate var weekday: Weekday { if case .weekly(let weekday) = self { weekday } else { .sunday } }
  fileprivate var dayOfMonth: Int { if case .monthly(let day) = self { day } else { 31 } }
}
