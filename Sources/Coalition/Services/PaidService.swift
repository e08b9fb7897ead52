package import Ledger
package import Loyalty
internal import Storage

/// What a member may do with points for a price, where a programme allows it (积分服务). Raw values are stored.
package enum PaidService: String, CaseIterable, Sendable, SQLScalar {
  /// Points that ran out come back (过期积分恢复).
  case reinstating
  /// Points for money (购买积分).
  case buying
  /// Points that wait are used before their time (预支积分).
  case advancing
}

/// What a service costs and allows. Off, and without a price, unless somebody says otherwise.
package struct ServiceTerms: Sendable, Hashable {
  package var isOn = false
  /// So many points cost so much money; nil where the service costs none.
  package var price: Worth?
  /// The fee in points, rounded up.
  package var fee: BasisPoints = .zero
  /// Points at once.
  package var minimum: Points = 1
  package var maximum: Points?
  /// Points of a member in a business day and in a month of business days; nil without a limit.
  package var daily: Points?
  package var monthly: Points?
  /// Of reinstating: how many days ago points may have run out, 1…3,660. Of buying: how many days what is
  /// unused can be given back, 0…3,660. Of advancing: within how many days points must mature, 1…3,660.
  package var days = 30
  /// Of reinstating: how many days points live that come back, 1…3,660.
  package var lifeDays = 90
  /// The most that a member may owe by it.
  package var ceiling: Points?
  /// Whether a licence was noted for it: purchased points may then be used outside their issuer.
  package var isLicensed = false
  /// Of buying: whether members may buy for another member.
  package var allowsGifts = false
  /// Of advancing: which share of what came in waiting may be used before its time, above none.
  package var share = BasisPoints.all

  package init() {}

  /// - Throws: ``OrderRefusal``: off, or outside what goes at once.
  func require(_ points: Points) throws(OrderRefusal) {
    guard isOn else { throw .serviceOff }
    if points < minimum { throw .serviceBelowMinimum(minimum) }
    if let maximum, points > maximum { throw .serviceAboveMaximum(maximum) }
  }

  /// What so many points cost in points.
  package func fee(of points: Points) -> Points { fee.roundedUp(of: points) }
}

extension ServiceTerms {
  /// Which service's terms say something that cannot be meant.
  static func check(
    _ services: [PaidService: ServiceTerms], in currency: String, isHosted: Bool
  ) throws(ProgramRefusal) {
    for (service, terms) in services {
      guard terms.isPossible(in: currency) else { throw .invalid(service.field) }
      // The fee is rounded up: of too few points it would be all of them. Of more it never is.
      if terms.isOn, terms.fee(of: terms.minimum) >= terms.minimum { throw .invalid(service.minimumField) }
      switch service {
      case .reinstating:
        guard 1...3_660 ~= terms.days, 1...3_660 ~= terms.lifeDays else { throw .invalid(service.field) }
      case .advancing:
        guard 1...3_660 ~= terms.days, terms.share > .zero else { throw .invalid(service.field) }
      case .buying where terms.isOn:
        if terms.price == nil { throw .invalid(.buyingPrice) }
        // Without a licence bought points are good at one merchant, so there must be one (risk.md 3.3).
        guard isHosted || terms.isLicensed else { throw .invalid(.buyingLicence) }
      case .buying: break
      }
    }
  }

  private func isPossible(in currency: String) -> Bool {
    let most = Points.maximumPerCommand
    guard fee.value <= 9_999, minimum >= 1, minimum <= most, 0...3_660 ~= days, 0...3_660 ~= lifeDays else {
      return false
    }
    if let price {
      let range: ClosedRange<Int64> = 1...1_000_000_000_000
      guard range ~= price.points.units, range ~= price.money.minorUnits, price.money.currency == currency
      else { return false }
    }
    // A limit below the least that goes at once would be a service that nobody can use.
    return [maximum, daily, monthly, ceiling].allSatisfy { $0.map { minimum <= $0 && $0 <= most } ?? true }
  }
}

extension PaidService {
  var field: ProgramField {
    switch self {
    case .reinstating: .reinstating
    case .buying: .buying
    case .advancing: .advancing
    }
  }

  /// The least that goes at once.
  var minimumField: ProgramField {
    switch self {
    case .reinstating: .reinstatingMinimum
    case .buying: .buyingMinimum
    case .advancing: .advancingMinimum
    }
  }
}

// As numbers by name: what versions hold.
extension ServiceTerms {
  /// What is not as it is by default; a version of before a number was known reads as the default.
  var numbers: [String: Int64] {
    var numbers: [String: Int64] = ["on": isOn ? 1 : 0, "days": Int64(days), "life_days": Int64(lifeDays)]
    numbers["price_points"] = price?.points.units
    numbers["price_minor_units"] = price?.money.minorUnits
    numbers["fee"] = Int64(fee.value)
    numbers["minimum"] = minimum.units
    numbers["maximum"] = maximum?.units
    numbers["daily"] = daily?.units
    numbers["monthly"] = monthly?.units
    numbers["ceiling"] = ceiling?.units
    if isLicensed { numbers["licensed"] = 1 }
    if allowsGifts { numbers["gifts"] = 1 }
    if share != .all { numbers["share"] = Int64(share.value) }
    return numbers
  }

  /// Nil where they say nothing that can be.
  init?(_ numbers: [String: Int64], in currency: String) {
    func points(_ name: String) -> Points? { numbers[name].map { Points($0) } }
    isOn = numbers["on"] == 1
    if let points = points("price_points"), let money = numbers["price_minor_units"] {
      price = Worth(points, are: Money(minorUnits: money, currency: currency))
    }
    guard let fee = BasisPoints(Int32(clamping: numbers["fee"] ?? 0)) else { return nil }
    self.fee = fee
    minimum = points("minimum") ?? 1
    (maximum, daily, monthly) = (points("maximum"), points("daily"), points("monthly"))
    days = Int(clamping: numbers["days"] ?? 30)
    lifeDays = Int(clamping: numbers["life_days"] ?? 90)
    ceiling = points("ceiling")
    isLicensed = numbers["licensed"] == 1
    allowsGifts = numbers["gifts"] == 1
    guard let share = BasisPoints(Int32(clamping: numbers["share"] ?? BasisPoints.whole)) else { return nil }
    self.share = share
  }

  /// As the audit log shows them.
  var summary: String {
    numbers.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "/")
  }
}

extension Storage.Transaction {
  /// The services of a programme, by its version in force.
  func services(of asset: AssetID, in currency: String) throws -> [PaidService: ServiceTerms] {
    let rows = try query(
      """
      SELECT service, is_on, price_points, price_minor_units, fee_basis_points, minimum, maximum, daily,
        monthly, days, life_days, ceiling, is_licensed, allows_gifts, share
      FROM program_service WHERE asset_id = \(asset)
      """
    ) { row in
      var terms = ServiceTerms()
      terms.isOn = row[1]
      let points: Points = row[2]
      if points > 0 {
        terms.price = Worth(points, are: Money(minorUnits: row[3], currency: currency))
      }
      terms.fee = BasisPoints(Int32(clamping: row[4] as Int64)) ?? .zero
      terms.minimum = row[5]
      (terms.maximum, terms.daily, terms.monthly) = (row[6], row[7], row[8])
      (terms.days, terms.lifeDays) = (row[9], row[10])
      (terms.ceiling, terms.isLicensed, terms.allowsGifts) = (row[11], row[12], row[13])
      terms.share = BasisPoints(Int32(clamping: row[14] as Int64)) ?? .all
      return (name: row[0] as String, terms: terms)
    }
    return rows.reduce(into: [:]) { services, row in
      // A service of a later release is none of ours.
      if let service = PaidService(rawValue: row.name) { services[service] = row.terms }
    }
  }

  /// Puts the services of a programme in the place of those there are.
  func setServices(of asset: AssetID, _ services: [PaidService: ServiceTerms]) throws {
    try execute("DELETE FROM program_service WHERE asset_id = \(asset)")
    for (service, terms) in services.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      try execute(
        """
        INSERT INTO program_service (asset_id, service, is_on, price_points, price_minor_units,
          fee_basis_points, minimum, maximum, daily, monthly, days, life_days, ceiling, is_licensed,
          allows_gifts, share)
        VALUES (\(asset), \(service), \(terms.isOn), \(terms.price?.points ?? 0),
          \(terms.price?.money.minorUnits ?? 0), \(Int64(terms.fee.value)), \(terms.minimum),
          \(terms.maximum), \(terms.daily), \(terms.monthly), \(terms.days), \(terms.lifeDays),
          \(terms.ceiling), \(terms.isLicensed), \(terms.allowsGifts),
          \(Int64(terms.share.value)))
        """)
    }
  }
}
