import Coalition
import Ledger
import Loyalty

// What members may do for a price: how a programme's page says it, and how its form is read.

extension PaidService {
  func name(_ words: Words) -> String {
    switch self {
    case .reinstating: words.serviceReinstating
    case .buying: words.serviceBuying
    case .advancing: words.serviceAdvancing
    }
  }

  func note(_ words: Words) -> String {
    switch self {
    case .reinstating: words.serviceReinstatingNote
    case .buying: words.serviceBuyingNote
    case .advancing: words.serviceAdvancingNote
    }
  }

  /// Of the form's fields, those that say something of this service, in their order.
  var fields: [ServiceField] {
    switch self {
    case .reinstating: [.fee, .minimum, .maximum, .daily, .monthly, .days, .life]
    case .buying: [.pricePoints, .priceMoney, .minimum, .maximum, .daily, .monthly, .returnDays]
    case .advancing: [.share, .fee, .minimum, .maximum, .daily, .monthly, .daysAhead]
    }
  }

  /// Whether its form asks for a licence, and whether members may buy for others.
  var isSale: Bool { self == .buying }
}

/// A field of a service's terms; the raw value is the end of its name in the form.
enum ServiceField: String, Sendable {
  case fee, minimum, maximum, daily, monthly, days, life, share
  case pricePoints = "price_points"
  case priceMoney = "price_money"
  case returnDays = "return_days"
  case daysAhead = "days_ahead"

  func name(_ words: Words, currency: String) -> String {
    switch self {
    case .fee: words.serviceFee
    case .minimum: words.serviceMinimum
    case .maximum: words.serviceMaximum
    case .daily: words.serviceDaily
    case .monthly: words.serviceMonthly
    case .days: words.serviceDaysBack
    case .life: words.serviceLife
    case .pricePoints: words.servicePricePoints
    case .priceMoney: words.servicePriceMoney(currency: currency)
    case .returnDays: words.serviceReturnDays
    case .daysAhead: words.serviceDaysAhead
    case .share: words.serviceShare
    }
  }

  var isNeeded: Bool {
    switch self {
    case .fee, .minimum, .days, .life, .returnDays, .daysAhead, .share: true
    case .maximum, .daily, .monthly, .pricePoints, .priceMoney: false
    }
  }

  /// What a field of the form holds.
  fileprivate func text(of terms: ServiceTerms, decimals: Int) -> String {
    func plain(_ points: Points?) -> String {
      points.map { Digits.plain($0.units, decimals: decimals) } ?? ""
    }
    return switch self {
    case .fee: Digits.plain(Int64(terms.fee.value), decimals: 2)
    case .minimum: plain(terms.minimum)
    case .maximum: plain(terms.maximum)
    case .daily: plain(terms.daily)
    case .monthly: plain(terms.monthly)
    case .days, .returnDays, .daysAhead: String(terms.days)
    case .share: Digits.plain(Int64(terms.share.value), decimals: 2)
    case .life: String(terms.lifeDays)
    case .pricePoints: plain(terms.price?.points)
    case .priceMoney:
      terms.price.map { Digits.plain($0.money.minorUnits, decimals: ShownMoney($0.money).decimals) } ?? ""
    }
  }
}

extension ProgramSettings {
  /// A line a service.
  func serviceLines(
    decimals: Int, currency: String, _ words: Words
  ) -> [(name: String, value: String)] {
    PaidService.allCases.map { service in
      guard let terms = terms(of: service, in: currency), terms.isOn else {
        return (service.name(words), words.serviceOff)
      }
      let rules =
        switch service {
        case .reinstating: terms.reinstatingRules(decimals: decimals, words)
        case .advancing: terms.advancingRules(decimals: decimals, words)
        case .buying:
          terms.buyingRules(decimals: decimals, words)
            + [terms.isLicensed ? words.serviceIsLicensed : words.serviceIsNotLicensed]
            + (terms.allowsGifts ? [] : [words.serviceNoGifts])
        }
      return (service.name(words), rules.joined(separator: "; "))
    }
  }

  /// What the fields of a form say of services.
  func serviceFields(decimals: Int, currency: String) -> [String: String] {
    var fields: [String: String] = [:]
    for service in PaidService.allCases {
      let terms = terms(of: service, in: currency) ?? ServiceTerms()
      fields["\(service.rawValue)_on"] = terms.isOn ? "yes" : "no"
      fields["\(service.rawValue)_licensed"] = terms.isLicensed ? "yes" : "no"
      fields["\(service.rawValue)_gifts"] = terms.allowsGifts ? "yes" : "no"
      for field in service.fields {
        fields["\(service.rawValue)_\(field.rawValue)"] = field.text(of: terms, decimals: decimals)
      }
    }
    return fields
  }
}

extension FormFields {
  /// The services as the form says them; one that is off and was never otherwise stays unsaid.
  /// - Throws: ``FieldFault``.
  func services(of program: Program) throws(FieldFault) -> [PaidService: ServiceTerms] {
    var services = program.policies.services
    for service in PaidService.allCases {
      var terms = services[service] ?? ServiceTerms()
      terms.isOn = self["\(service.rawValue)_on"] == "yes"
      if service.isSale {
        terms.isLicensed = self["\(service.rawValue)_licensed"] == "yes"
        terms.allowsGifts = self["\(service.rawValue)_gifts"] == "yes"
      }
      for field in service.fields { try read(field, of: service, program, into: &terms) }
      if services[service] != nil || terms != ServiceTerms() { services[service] = terms }
    }
    return services
  }

  private func read(
    _ field: ServiceField, of service: PaidService, _ program: Program, into terms: inout ServiceTerms
  ) throws(FieldFault) {
    let decimals = program.decimals
    switch field {
    case .fee:
      guard let fee = BasisPoints(Int32(clamping: try needed(field, service, 2))) else {
        throw FieldFault(field: name(field, service))
      }
      terms.fee = fee
    case .minimum: terms.minimum = Points(try needed(field, service, decimals))
    case .maximum: terms.maximum = try given(field, service, decimals).map { Points($0) }
    case .daily: terms.daily = try given(field, service, decimals).map { Points($0) }
    case .monthly: terms.monthly = try given(field, service, decimals).map { Points($0) }
    case .days, .returnDays, .daysAhead: terms.days = Int(clamping: try needed(field, service, 0))
    case .share:
      guard let share = BasisPoints(Int32(clamping: try needed(field, service, 2))) else {
        throw FieldFault(field: name(field, service))
      }
      terms.share = share
    case .life: terms.lifeDays = Int(clamping: try needed(field, service, 0))
    case .pricePoints: terms.price = try price(service, program)
    case .priceMoney: break
    }
  }

  /// Of both fields, or none.
  private func price(_ service: PaidService, _ program: Program) throws(FieldFault) -> Worth? {
    let currency = program.worth.money.currency
    let points = try given(.pricePoints, service, program.decimals)
    let money = try given(.priceMoney, service, ShownMoney(0, currency).decimals)
    guard let points, let money else {
      guard points == nil, money == nil else { throw FieldFault(field: name(.priceMoney, service)) }
      return nil
    }
    return Worth(Points(points), are: Money(minorUnits: money, currency: currency))
  }

  private func name(_ field: ServiceField, _ service: PaidService) -> String {
    "\(service.rawValue)_\(field.rawValue)"
  }

  private func given(
    _ field: ServiceField, _ service: PaidService, _ decimals: Int
  ) throws(FieldFault) -> Int64? {
    let text = String((self[name(field, service)] ?? "").prefix(100))
    if text.isEmpty { return nil }
    guard let number = Entered.decimal(text, decimals: decimals) else {
      throw FieldFault(field: name(field, service))
    }
    return number
  }

  private func needed(
    _ field: ServiceField, _ service: PaidService, _ decimals: Int
  ) throws(FieldFault) -> Int64 {
    guard let number = try given(field, service, decimals) else {
      throw FieldFault(field: name(field, service))
    }
    return number
  }
}
