import Coalition
import Ledger
import Loyalty

// What members may do for a price: how a programme's page says it, and how its form is read.

extension PaidService {
  func name(_ words: Words) -> String {
    switch self {
    case .reinstating: words.serviceReinstating
    }
  }

  func note(_ words: Words) -> String {
    switch self {
    case .reinstating: words.serviceReinstatingNote
    }
  }

  /// Of the form's fields, those that say something of this service, in their order.
  var fields: [ServiceField] {
    switch self {
    case .reinstating: [.fee, .minimum, .maximum, .daily, .monthly, .days, .life]
    }
  }
}

/// A field of a service's terms; the raw value is the end of its name in the form.
enum ServiceField: String, Sendable {
  case fee, minimum, maximum, daily, monthly, days, life

  func name(_ words: Words) -> String {
    switch self {
    case .fee: words.serviceFee
    case .minimum: words.serviceMinimum
    case .maximum: words.serviceMaximum
    case .daily: words.serviceDaily
    case .monthly: words.serviceMonthly
    case .days: words.serviceDaysBack
    case .life: words.serviceLife
    }
  }

  var isNeeded: Bool {
    switch self {
    case .fee, .minimum, .days, .life: true
    case .maximum, .daily, .monthly: false
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
        }
      return (service.name(words), rules.joined(separator: "; "))
    }
  }

  /// What the fields of a form say of services.
  func serviceFields(decimals: Int, currency: String) -> [String: String] {
    func plain(_ points: Points?) -> String {
      points.map { Digits.plain($0.units, decimals: decimals) } ?? ""
    }
    var fields: [String: String] = [:]
    for service in PaidService.allCases {
      let terms = terms(of: service, in: currency) ?? ServiceTerms()
      fields["\(service.rawValue)_on"] = terms.isOn ? "yes" : "no"
      for field in service.fields {
        fields["\(service.rawValue)_\(field.rawValue)"] =
          switch field {
          case .fee: Digits.plain(Int64(terms.fee.value), decimals: 2)
          case .minimum: plain(terms.minimum)
          case .maximum: plain(terms.maximum)
          case .daily: plain(terms.daily)
          case .monthly: plain(terms.monthly)
          case .days: String(terms.days)
          case .life: String(terms.lifeDays)
          }
      }
    }
    return fields
  }
}

extension FormFields {
  /// The services as the form says them; one that is off and was never otherwise stays unsaid.
  /// - Throws: ``FieldFault``.
  func services(
    _ before: [PaidService: ServiceTerms], decimals: Int
  ) throws(FieldFault) -> [PaidService: ServiceTerms] {
    var services = before
    for service in PaidService.allCases {
      var terms = before[service] ?? ServiceTerms()
      terms.isOn = self["\(service.rawValue)_on"] == "yes"
      for field in service.fields { try read(field, of: service, decimals, into: &terms) }
      if before[service] != nil || terms != ServiceTerms() { services[service] = terms }
    }
    return services
  }

  private func read(
    _ field: ServiceField, of service: PaidService, _ decimals: Int, into terms: inout ServiceTerms
  ) throws(FieldFault) {
    let name = "\(service.rawValue)_\(field.rawValue)"
    let text = String((self[name] ?? "").prefix(100))
    if text.isEmpty, !field.isNeeded {
      switch field {
      case .maximum: terms.maximum = nil
      case .daily: terms.daily = nil
      case .monthly: terms.monthly = nil
      case .fee, .minimum, .days, .life: break
      }
      return
    }
    func number(_ decimals: Int) throws(FieldFault) -> Int64 {
      guard let number = Entered.decimal(text, decimals: decimals) else { throw FieldFault(field: name) }
      return number
    }
    switch field {
    case .fee:
      guard let fee = BasisPoints(Int32(clamping: try number(2))) else { throw FieldFault(field: name) }
      terms.fee = fee
    case .minimum: terms.minimum = Points(try number(decimals))
    case .maximum: terms.maximum = Points(try number(decimals))
    case .daily: terms.daily = Points(try number(decimals))
    case .monthly: terms.monthly = Points(try number(decimals))
    case .days: terms.days = Int(clamping: try number(0))
    case .life: terms.lifeDays = Int(clamping: try number(0))
    }
  }
}
