// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var referralFault: String { text("referral.fault") }
  var referralFaultOwn: String { text("referral.fault_own") }
  var referralFaultUnknown: String { text("referral.fault_unknown") }
  var referralField: String { text("referral.field") }
  var referralHint: String { text("referral.hint") }
  func referralOf(code: String, commission: String, party: String) -> String {
    text(
      "referral.of", ["code": .text(code), "commission": .text(commission), "party": .text(party)])
  }
  var referralTitle: String { text("referral.title") }
}
