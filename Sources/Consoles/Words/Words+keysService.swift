// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var serviceAdvancing: String { text("service.advancing") }
  var serviceAdvancingNote: String { text("service.advancing_note") }
  var serviceBuying: String { text("service.buying") }
  var serviceBuyingNote: String { text("service.buying_note") }
  var serviceDaily: String { text("service.daily") }
  var serviceDaysAhead: String { text("service.days_ahead") }
  var serviceDaysBack: String { text("service.days_back") }
  var serviceEntry: String { text("service.entry") }
  var serviceFaultLicence: String { text("service.fault_licence") }
  var serviceFaultMinimum: String { text("service.fault_minimum") }
  var serviceFaultPrice: String { text("service.fault_price") }
  var serviceFee: String { text("service.fee") }
  var serviceGifts: String { text("service.gifts") }
  var serviceIsLicensed: String { text("service.is_licensed") }
  var serviceIsNotLicensed: String { text("service.is_not_licensed") }
  var serviceLicence: String { text("service.licence") }
  var serviceLife: String { text("service.life") }
  var serviceMaximum: String { text("service.maximum") }
  var serviceMinimum: String { text("service.minimum") }
  var serviceMonthly: String { text("service.monthly") }
  var serviceNoGifts: String { text("service.no_gifts") }
  var serviceOff: String { text("service.off") }
  var serviceOffered: String { text("service.offered") }
  func servicePriceMoney(currency: String) -> String {
    text(
      "service.price_money", ["currency": .text(currency)])
  }
  var servicePricePoints: String { text("service.price_points") }
  var serviceReinstating: String { text("service.reinstating") }
  var serviceReinstatingNote: String { text("service.reinstating_note") }
  var serviceReturnDays: String { text("service.return_days") }
  func serviceSaysAhead(count: Int64) -> String { text("service.says_ahead", ["count": .count(count)]) }
  func serviceSaysDaily(points: String) -> String { text("service.says_daily", ["points": .text(points)]) }
  func serviceSaysFee(percent: String) -> String { text("service.says_fee", ["percent": .text(percent)]) }
  func serviceSaysMaximum(points: String) -> String {
    text(
      "service.says_maximum", ["points": .text(points)])
  }
  func serviceSaysMinimum(points: String) -> String {
    text(
      "service.says_minimum", ["points": .text(points)])
  }
  func serviceSaysMonthly(points: String) -> String {
    text(
      "service.says_monthly", ["points": .text(points)])
  }
  func serviceSaysShare(percent: String) -> String { text("service.says_share", ["percent": .text(percent)]) }
  var serviceShare: String { text("service.share") }
  func serviceTermsBack(days: Int64, life: Int64) -> String {
    text(
      "service.terms_back", ["days": .count(days), "life": .count(life)])
  }
}
