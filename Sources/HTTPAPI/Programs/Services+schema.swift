import Coalition
import Ledger
import Loyalty

extension Schema<[PaidService: ServiceTerms]> {
  /// What members may do with points for a price; one that is left out is off.
  static var services: Schema {
    typealias Service = Property<[PaidService: ServiceTerms], ServiceTerms?>
    let reinstating = Service.optional("reinstating", .reinstatingTerms) { $0[.reinstating] }
    let buying = Service.optional("buying", .buyingTerms) { $0[.buying] }
    let advancing = Service.optional("advancing", .advancingTerms) { $0[.advancing] }
    return Schema.object(reinstating, buying, advancing) { reinstating, buying, advancing in
      let terms: [PaidService: ServiceTerms?] = [
        .reinstating: reinstating, .buying: buying, .advancing: advancing,
      ]
      return terms.compactMapValues(\.self)
    }
    .named("Services")
  }
}

// What the terms of services have in common.
extension Property<ServiceTerms, Bool> {
  fileprivate static var on: Property { .defaulted("on", .boolean, to: false) { $0.isOn } }
}

extension Property<ServiceTerms, Int> {
  fileprivate static var fee: Property {
    .defaulted("fee_basis_points", Schema<Int>.count(0...9_999).described("Rounded up."), to: 0) {
      Int($0.fee.value)
    }
  }
}

extension Property<ServiceTerms, Int64> {
  fileprivate static var minimum: Property {
    .defaulted("minimum", Schema<Int64>.points().described("Points at once."), to: 1) { $0.minimum.units }
  }
}

extension Property<ServiceTerms, Int64?> {
  fileprivate static var maximum: Property { limit("maximum", "Points at once.") { $0.maximum } }
  fileprivate static var daily: Property { limit("daily", "Of a member in a business day.") { $0.daily } }
  fileprivate static var monthly: Property { limit("monthly", "Of a member in a month.") { $0.monthly } }

  private static func limit(
    _ name: String, _ says: String, _ limit: @escaping @Sendable (ServiceTerms) -> Points?
  ) -> Property {
    .optional(name, Schema<Int64>.points().described(says)) { limit($0)?.units }
  }
}

extension Schema<ServiceTerms> {
  /// Of points that ran out and come back.
  fileprivate static var reinstatingTerms: Schema {
    let days = Property<ServiceTerms, Int>.defaulted(
      "days", Schema<Int>.count(1...3_660).described("How many days ago points may have run out."), to: 30
    ) { $0.days }
    let life = Property<ServiceTerms, Int>.defaulted(
      "life_days", Schema<Int>.count(1...3_660).described("How many days points live that come back."),
      to: 90
    ) { $0.lifeDays }
    return Schema.object(.on, .fee, .minimum, .maximum, .daily, .monthly, days, life) {
      on, fee, minimum, maximum, daily, monthly, days, life in
      var terms = ServiceTerms(on, fee, minimum, maximum, daily, monthly)
      (terms.days, terms.lifeDays) = (days, life)
      return terms
    }
    .named("ReinstatingTerms")
  }
}

extension Schema<ServiceTerms> {
  /// Of points used before they mature.
  fileprivate static var advancingTerms: Schema {
    let days = Property<ServiceTerms, Int>.defaulted(
      "days", Schema<Int>.count(1...3_660).described("Within how many days they must mature."), to: 30
    ) { $0.days }
    let share = Property<ServiceTerms, Int>.defaulted(
      "share_basis_points",
      Schema<Int>.count(1...10_000).described("Of what came in waiting, rounded down."), to: 10_000
    ) { Int($0.share.value) }
    return Schema.object(.on, .fee, .minimum, .maximum, .daily, .monthly, days, share) {
      on, fee, minimum, maximum, daily, monthly, days, share in
      var terms = ServiceTerms(on, fee, minimum, maximum, daily, monthly)
      terms.days = days
      terms.share = BasisPoints(Int32(clamping: share)) ?? .all
      return terms
    }
    .named("AdvancingTerms")
  }
}

extension Schema<ServiceTerms> {
  /// Of points for money.
  fileprivate static var buyingTerms: Schema {
    let price = Property<ServiceTerms, Worth>.required("price", .worth) {
      $0.price ?? Worth(1, are: Money(minorUnits: 1, currency: "CNY"))
    }
    let days = Property<ServiceTerms, Int>.defaulted(
      "return_days",
      Schema<Int>.count(0...3_660).described("How many days what is unused can be given back."),
      to: 30
    ) { $0.days }
    let licensed = Property<ServiceTerms, Bool>.defaulted(
      "licensed",
      Schema<Bool>.boolean.described("A licence was noted: bought points are good at every merchant."),
      to: false
    ) { $0.isLicensed }
    let gifts = Property<ServiceTerms, Bool>.defaulted(
      "gifts", Schema<Bool>.boolean.described("Members may buy for another member."), to: false
    ) { $0.allowsGifts }
    return Schema.object(.on, price, .minimum, .maximum, .daily, .monthly, days, licensed, gifts) {
      on, price, minimum, maximum, daily, monthly, days, licensed, gifts in
      var terms = ServiceTerms(on, 0, minimum, maximum, daily, monthly)
      (terms.price, terms.days) = (price, days)
      (terms.isLicensed, terms.allowsGifts) = (licensed, gifts)
      return terms
    }
    .named("BuyingTerms")
  }
}

extension ServiceTerms {
  fileprivate init(
    _ on: Bool, _ fee: Int, _ minimum: Int64, _ maximum: Int64?, _ daily: Int64?, _ monthly: Int64?
  ) {
    self.init()
    isOn = on
    self.fee = BasisPoints(Int32(clamping: fee)) ?? .zero
    self.minimum = Points(minimum)
    self.maximum = maximum.map { Points($0) }
    self.daily = daily.map { Points($0) }
    self.monthly = monthly.map { Points($0) }
  }
}
