// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var merchantAccepting: String { text("merchant.accepting") }
  var merchantAllTransactions: String { text("merchant.all_transactions") }
  var merchantAuditNone: String { text("merchant.audit_none") }
  var merchantClose: String { text("merchant.close") }
  var merchantCloseNote: String { text("merchant.close_note") }
  var merchantContact: String { text("merchant.contact") }
  var merchantEmail: String { text("merchant.email") }
  func merchantFieldWrong(field: String) -> String { text("merchant.field_wrong", ["field": .text(field)]) }
  var merchantFirstRows: String { text("merchant.first_rows") }
  var merchantHistory: String { text("merchant.history") }
  var merchantIsClosed: String { text("merchant.is_closed") }
  var merchantIssuing: String { text("merchant.issuing") }
  var merchantKeysNone: String { text("merchant.keys_none") }
  var merchantLegalName: String { text("merchant.legal_name") }
  var merchantNoReason: String { text("merchant.no_reason") }
  var merchantPhone: String { text("merchant.phone") }
  var merchantProfile: String { text("merchant.profile") }
  var merchantProfileChange: String { text("merchant.profile_change") }
  var merchantProfileNote: String { text("merchant.profile_note") }
  var merchantReasonMissing: String { text("merchant.reason_missing") }
  var merchantRegistration: String { text("merchant.registration") }
  var merchantResume: String { text("merchant.resume") }
  var merchantSaidProfile: String { text("merchant.said_profile") }
  var merchantSaidStanding: String { text("merchant.said_standing") }
  var merchantSetBy: String { text("merchant.set_by") }
  var merchantStaffNone: String { text("merchant.staff_none") }
  var merchantStanding: String { text("merchant.standing") }
  var merchantStandingActive: String { text("merchant.standing_active") }
  var merchantStandingClosed: String { text("merchant.standing_closed") }
  var merchantStandingReason: String { text("merchant.standing_reason") }
  var merchantStandingSuspended: String { text("merchant.standing_suspended") }
  var merchantStoresNone: String { text("merchant.stores_none") }
  var merchantSuspend: String { text("merchant.suspend") }
  var merchantSuspendNote: String { text("merchant.suspend_note") }
  func merchantSuspendedBanner(reason: String) -> String {
    text(
      "merchant.suspended_banner", ["reason": .text(reason)])
  }
  var merchantTerminalsNone: String { text("merchant.terminals_none") }
  var merchantTerms: String { text("merchant.terms") }
  var merchantTermsChange: String { text("merchant.terms_change") }
  var merchantTermsDown: String { text("merchant.terms_down") }
  func merchantTermsEarn(money: String, points: String) -> String {
    text(
      "merchant.terms_earn", ["money": .text(money), "points": .text(points)])
  }
  var merchantTermsHalf: String { text("merchant.terms_half") }
  var merchantTermsLimit: String { text("merchant.terms_limit") }
  var merchantTermsNone: String { text("merchant.terms_none") }
  var merchantTermsNote: String { text("merchant.terms_note") }
  var merchantTermsPer: String { text("merchant.terms_per") }
  var merchantTermsPoints: String { text("merchant.terms_points") }
  var merchantTermsPropose: String { text("merchant.terms_propose") }
  var merchantTermsRate: String { text("merchant.terms_rate") }
  var merchantTermsReason: String { text("merchant.terms_reason") }
  var merchantTermsRole: String { text("merchant.terms_role") }
  var merchantTermsRounding: String { text("merchant.terms_rounding") }
  var merchantTermsUnlimited: String { text("merchant.terms_unlimited") }
  var merchantTermsUp: String { text("merchant.terms_up") }
  var merchantTermsWrong: String { text("merchant.terms_wrong") }
  var merchantToday: String { text("merchant.today") }
  func merchantVersion(number: String) -> String { text("merchant.version", ["number": .text(number)]) }
}
