// Written by bin/generate-text from the catalogue in Text; change that and run it again.
extension Words {
  var tierBenefits: String { text("tier.benefits") }
  var tierBirthday: String { text("tier.birthday") }
  var tierBirthdayFault: String { text("tier.birthday_fault") }
  func tierBirthdayLine(points: String) -> String { text("tier.birthday_line", ["points": .text(points)]) }
  var tierBirthdayNote: String { text("tier.birthday_note") }
  var tierByGrowth: String { text("tier.by_growth") }
  var tierByPoints: String { text("tier.by_points") }
  var tierBySpend: String { text("tier.by_spend") }
  var tierByVisits: String { text("tier.by_visits") }
  func tierChangeLine(from: String, to: String) -> String {
    text(
      "tier.change_line", ["from": .text(from), "to": .text(to)])
  }
  var tierCounted: String { text("tier.counted") }
  func tierDays(count: Int64) -> String { text("tier.days", ["count": .count(count)]) }
  var tierEmptyText: String { text("tier.empty_text") }
  var tierEmptyTitle: String { text("tier.empty_title") }
  var tierEnd: String { text("tier.end") }
  var tierEndNote: String { text("tier.end_note") }
  func tierFaultBirthday(number: String) -> String { text("tier.fault_birthday", ["number": .text(number)]) }
  var tierFaultDay: String { text("tier.fault_day") }
  func tierFaultFrom(number: String) -> String { text("tier.fault_from", ["number": .text(number)]) }
  var tierFaultGrace: String { text("tier.fault_grace") }
  var tierFaultGrowth: String { text("tier.fault_growth") }
  func tierFaultLevel(number: String) -> String { text("tier.fault_level", ["number": .text(number)]) }
  func tierFaultMultiple(number: String) -> String { text("tier.fault_multiple", ["number": .text(number)]) }
  var tierFaultNames: String { text("tier.fault_names") }
  var tierFaultOrder: String { text("tier.fault_order") }
  var tierFaultWindow: String { text("tier.fault_window") }
  var tierGrace: String { text("tier.grace") }
  func tierGraceDays(count: Int64) -> String { text("tier.grace_days", ["count": .count(count)]) }
  var tierGraceField: String { text("tier.grace_field") }
  func tierGraceLine(days: String) -> String { text("tier.grace_line", ["days": .text(days)]) }
  var tierGraceNote: String { text("tier.grace_note") }
  func tierGrowthLine(money: String, point: String, visit: String) -> String {
    text(
      "tier.growth_line", ["money": .text(money), "point": .text(point), "visit": .text(visit)])
  }
  var tierHighest: String { text("tier.highest") }
  var tierHistory: String { text("tier.history") }
  var tierHistoryNone: String { text("tier.history_none") }
  var tierIntro: String { text("tier.intro") }
  var tierKeepBy: String { text("tier.keep_by") }
  func tierKeepLine(amount: String, day: String) -> String {
    text(
      "tier.keep_line", ["amount": .text(amount), "day": .text(day)])
  }
  var tierKept: String { text("tier.kept") }
  func tierKeptLine(day: String, level: String) -> String {
    text(
      "tier.kept_line", ["day": .text(day), "level": .text(level)])
  }
  var tierLadder: String { text("tier.ladder") }
  func tierLevel(number: String) -> String { text("tier.level", ["number": .text(number)]) }
  var tierLevelBirthday: String { text("tier.level_birthday") }
  var tierLevelBirthdayNote: String { text("tier.level_birthday_note") }
  var tierLevelFrom: String { text("tier.level_from") }
  func tierLevelLine(from: String) -> String { text("tier.level_line", ["from": .text(from)]) }
  func tierLevelMembers(level: String, members: String) -> String {
    text(
      "tier.level_members", ["level": .text(level), "members": .text(members)])
  }
  var tierLevelMultiple: String { text("tier.level_multiple") }
  var tierLevelMultipleNote: String { text("tier.level_multiple_note") }
  var tierLevels: String { text("tier.levels") }
  var tierMeasure: String { text("tier.measure") }
  var tierMembers: String { text("tier.members") }
  var tierMine: String { text("tier.mine") }
  var tierMineIntro: String { text("tier.mine_intro") }
  var tierMineNone: String { text("tier.mine_none") }
  var tierMineNoneText: String { text("tier.mine_none_text") }
  var tierMineNote: String { text("tier.mine_note") }
  func tierMissing(amount: String, level: String) -> String {
    text(
      "tier.missing", ["amount": .text(amount), "level": .text(level)])
  }
  func tierMonths(count: Int64) -> String { text("tier.months", ["count": .count(count)]) }
  func tierMultipleLine(times: String) -> String { text("tier.multiple_line", ["times": .text(times)]) }
  var tierNew: String { text("tier.new") }
  var tierNext: String { text("tier.next") }
  var tierNoLevel: String { text("tier.no_level") }
  func tierNoRight(right: String) -> String { text("tier.no_right", ["right": .text(right)]) }
  var tierNoteEn: String { text("tier.note_en") }
  var tierNoteHans: String { text("tier.note_hans") }
  var tierNoteHant: String { text("tier.note_hant") }
  var tierPerHundred: String { text("tier.per_hundred") }
  var tierPerPoint: String { text("tier.per_point") }
  var tierPerVisit: String { text("tier.per_visit") }
  func tierProposal(name: String) -> String { text("tier.proposal", ["name": .text(name)]) }
  func tierProposalEnd(name: String) -> String { text("tier.proposal_end", ["name": .text(name)]) }
  var tierQuarter: String { text("tier.quarter") }
  var tierRates: String { text("tier.rates") }
  var tierRatesNote: String { text("tier.rates_note") }
  var tierReasonLadder: String { text("tier.reason_ladder") }
  var tierReasonMerge: String { text("tier.reason_merge") }
  var tierReasonPeriod: String { text("tier.reason_period") }
  var tierReasonPurchase: String { text("tier.reason_purchase") }
  var tierReasonReturn: String { text("tier.reason_return") }
  var tierResult: String { text("tier.result") }
  func tierResultNote(count: String) -> String { text("tier.result_note", ["count": .text(count)]) }
  var tierRowsNote: String { text("tier.rows_note") }
  func tierSince(day: String) -> String { text("tier.since", ["day": .text(day)]) }
  var tierStands: String { text("tier.stands") }
  var tierTitle: String { text("tier.title") }
  var tierTry: String { text("tier.try") }
  var tierTryDay: String { text("tier.try_day") }
  var tierTryNote: String { text("tier.try_note") }
  var tierWindow: String { text("tier.window") }
  var tierWindowCount: String { text("tier.window_count") }
  var tierWindowDays: String { text("tier.window_days") }
  var tierWindowMonths: String { text("tier.window_months") }
  var tierWindowNote: String { text("tier.window_note") }
  var tierYear: String { text("tier.year") }
}
