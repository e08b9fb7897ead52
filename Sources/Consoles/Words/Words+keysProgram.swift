// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var programAccepts: String { text("program.accepts") }
  func programAfterDays(count: Int64) -> String { text("program.after_days", ["count": .count(count)]) }
  func programAfterExact(count: Int64) -> String { text("program.after_exact", ["count": .count(count)]) }
  func programAfterMonths(count: Int64) -> String { text("program.after_months", ["count": .count(count)]) }
  func programAfterQuarters(count: Int64) -> String {
    text(
      "program.after_quarters", ["count": .count(count)])
  }
  func programAfterRolling(count: Int64) -> String { text("program.after_rolling", ["count": .count(count)]) }
  func programAfterYears(count: Int64) -> String { text("program.after_years", ["count": .count(count)]) }
  var programApproval: String { text("program.approval") }
  var programAtOnce: String { text("program.at_once") }
  var programAwarded: String { text("program.awarded") }
  var programBack: String { text("program.back") }
  var programCode: String { text("program.code") }
  var programConverted: String { text("program.converted") }
  func programDays(count: Int64) -> String { text("program.days", ["count": .count(count)]) }
  var programDebt: String { text("program.debt") }
  func programEarnRate(money: String, points: String, rounding: String) -> String {
    text(
      "program.earn_rate", ["money": .text(money), "points": .text(points), "rounding": .text(rounding)])
  }
  var programEarns: String { text("program.earns") }
  var programExtension: String { text("program.extension") }
  var programFaultChanged: String { text("program.fault_changed") }
  var programFaultField: String { text("program.fault_field") }
  var programFaultRolling: String { text("program.fault_rolling") }
  var programFaultSame: String { text("program.fault_same") }
  var programFeeMode: String { text("program.fee_mode") }
  var programFeeOut: String { text("program.fee_out") }
  var programFeeTop: String { text("program.fee_top") }
  var programFirst: String { text("program.first") }
  var programFrom: String { text("program.from") }
  var programFromDay: String { text("program.from_day") }
  var programFromHint: String { text("program.from_hint") }
  var programIssues: String { text("program.issues") }
  var programLifeDate: String { text("program.life_date") }
  var programLifeDays: String { text("program.life_days") }
  var programLifeExact: String { text("program.life_exact") }
  var programLifeHint: String { text("program.life_hint") }
  var programLifeMonths: String { text("program.life_months") }
  var programLifeNote: String { text("program.life_note") }
  var programLifeQuarter: String { text("program.life_quarter") }
  var programLifeRolling: String { text("program.life_rolling") }
  func programLifeValue(origin: String) -> String { text("program.life_value", ["origin": .text(origin)]) }
  var programLifeYear: String { text("program.life_year") }
  var programLimit: String { text("program.limit") }
  var programLimits: String { text("program.limits") }
  var programLimitsNote: String { text("program.limits_note") }
  var programMay: String { text("program.may") }
  var programMerchants: String { text("program.merchants") }
  var programMerchantsNote: String { text("program.merchants_note") }
  var programMoving: String { text("program.moving") }
  var programNames: String { text("program.names") }
  var programNo: String { text("program.no") }
  var programNoLimit: String { text("program.no_limit") }
  var programNoMerchants: String { text("program.no_merchants") }
  var programNoVersions: String { text("program.no_versions") }
  var programProofFree: String { text("program.proof_free") }
  var programPropose: String { text("program.propose") }
  func programProposeIntro(program: String) -> String {
    text(
      "program.propose_intro", ["program": .text(program)])
  }
  var programPurchased: String { text("program.purchased") }
  var programSameDay: String { text("program.same_day") }
  var programSameMonth: String { text("program.same_month") }
  var programSameQuarter: String { text("program.same_quarter") }
  var programSameYear: String { text("program.same_year") }
  var programSettings: String { text("program.settings") }
  var programSettingsNote: String { text("program.settings_note") }
  var programSpendDaily: String { text("program.spend_daily") }
  var programSpendLimit: String { text("program.spend_limit") }
  var programTransferCooling: String { text("program.transfer_cooling") }
  var programTransferDaily: String { text("program.transfer_daily") }
  var programTransferFee: String { text("program.transfer_fee") }
  var programTransferMinimum: String { text("program.transfer_minimum") }
  var programTransferReceivers: String { text("program.transfer_receivers") }
  var programTransferSenders: String { text("program.transfer_senders") }
  func programUntil(day: String) -> String { text("program.until", ["day": .text(day)]) }
  func programVersion(number: String) -> String { text("program.version", ["number": .text(number)]) }
  var programVersions: String { text("program.versions") }
  var programVersionsNote: String { text("program.versions_note") }
  var programWaiting: String { text("program.waiting") }
  var programWhen: String { text("program.when") }
  func programWorthMoney(currency: String) -> String {
    text(
      "program.worth_money", ["currency": .text(currency)])
  }
  func programWorthNote(currency: String) -> String {
    text(
      "program.worth_note", ["currency": .text(currency)])
  }
  var programYes: String { text("program.yes") }
}
