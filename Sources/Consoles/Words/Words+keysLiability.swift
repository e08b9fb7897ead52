// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var liabilityAllIssuers: String { text("liability.all_issuers") }
  var liabilityBefore: String { text("liability.before") }
  var liabilityBroughtBack: String { text("liability.brought_back") }
  var liabilityByEnd: String { text("liability.by_end") }
  var liabilityByIssuer: String { text("liability.by_issuer") }
  var liabilityClosing: String { text("liability.closing") }
  var liabilityDeferred: String { text("liability.deferred") }
  var liabilityEnd: String { text("liability.end") }
  var liabilityExpired: String { text("liability.expired") }
  var liabilityFaultIssuer: String { text("liability.fault_issuer") }
  var liabilityFaultMonth: String { text("liability.fault_month") }
  var liabilityFaultUse: String { text("liability.fault_use") }
  var liabilityFrom: String { text("liability.from") }
  var liabilityFromField: String { text("liability.from_field") }
  var liabilityGrouping: String { text("liability.grouping") }
  var liabilityIncome: String { text("liability.income") }
  var liabilityIncomplete: String { text("liability.incomplete") }
  var liabilityIntro: String { text("liability.intro") }
  var liabilityIssued: String { text("liability.issued") }
  var liabilityIssuer: String { text("liability.issuer") }
  var liabilityIssuerField: String { text("liability.issuer_field") }
  var liabilityLeft: String { text("liability.left") }
  var liabilityNeverEnds: String { text("liability.never_ends") }
  var liabilityNone: String { text("liability.none") }
  var liabilityNoneText: String { text("liability.none_text") }
  var liabilityOpening: String { text("liability.opening") }
  var liabilityOther: String { text("liability.other") }
  var liabilityPoints: String { text("liability.points") }
  func liabilityRest(count: String) -> String { text("liability.rest", ["count": .text(count)]) }
  var liabilityRevenue: String { text("liability.revenue") }
  var liabilityRevenueNone: String { text("liability.revenue_none") }
  var liabilityRevenueNote: String { text("liability.revenue_note") }
  var liabilitySay: String { text("liability.say") }
  var liabilitySetAt: String { text("liability.set_at") }
  var liabilityTitle: String { text("liability.title") }
  var liabilityUse: String { text("liability.use") }
  var liabilityUseField: String { text("liability.use_field") }
  var liabilityUseNone: String { text("liability.use_none") }
  var liabilityUseNote: String { text("liability.use_note") }
  var liabilityUsed: String { text("liability.used") }
  func liabilityWorth(money: String) -> String { text("liability.worth", ["money": .text(money)]) }
}
