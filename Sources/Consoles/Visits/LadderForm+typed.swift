import Coalition
import Ledger
import Loyalty

extension LadderForm {
  /// A ladder that is there, as it would have been typed.
  /// - Parameter now: what has begun begins anew with the approval.
  init(
    _ ladder: TierLadder, in program: Program, id: String, _ calendar: BusinessCalendar, at now: Instant
  ) {
    self.init(ladder.definition, named: ladder.names, in: program)
    (typed["ladder"], typed["program"]) = (String(ladder.number), id)
    let from = ladder.inForce.lowerBound
    if from > now {
      typed["from_day"] = CivilDate(daysSince1970: calendar.date(of: from)).description
      typed["from_day_was"] = typed["from_day"]
      typed["from_day_at"] = String(from.microseconds)
    }
  }

  init(_ definition: TierDefinition, named names: Names, in program: Program) {
    let rule = definition.ladder
    typed = [
      "name_hans": names.hans, "name_hant": names.hant, "name_en": names.en,
      "grace": String(rule.graceDays),
    ]
    var decimals = 0
    switch rule.measure {
    case .points: (typed["measure"], decimals) = ("points", program.decimals)
    case .spend:
      (typed["measure"], decimals) = ("spend", ShownMoney(0, program.worth.money.currency).decimals)
    case .visits: typed["measure"] = "visits"
    case .growth(let rate):
      typed["measure"] = "growth"
      typed["per_point"] = String(rate.perPoint)
      typed["per_hundred"] = String(rate.perHundred)
      typed["per_visit"] = String(rate.perVisit)
    }
    switch rule.window {
    case .calendarYear: typed["window"] = "calendar_year"
    case .calendarQuarter: typed["window"] = "calendar_quarter"
    case .days(let count): (typed["window"], typed["count"]) = ("days", String(count))
    case .months(let count): (typed["window"], typed["count"]) = ("months", String(count))
    }
    for (place, level) in rule.levels.enumerated() {
      type(level, definition.texts[place], "level_\(place + 1)_", decimals, program.decimals)
    }
  }

  private mutating func type(
    _ level: TierLevel, _ text: TierDefinition.Text, _ row: String, _ decimals: Int,
    _ pointDecimals: Int
  ) {
    (typed[row + "hans"], typed[row + "hant"], typed[row + "en"]) = (text.hans, text.hant, text.english)
    typed[row + "from"] = Digits.plain(level.threshold, decimals: decimals)
    typed[row + "multiple"] = Digits.plain(level.multiple, decimals: 2)
    typed[row + "birthday"] = level.birthdayPoints.map { Digits.plain($0, decimals: pointDecimals) }
    typed[row + "note_hans"] = text.noteHans
    typed[row + "note_hant"] = text.noteHant
    typed[row + "note_en"] = text.noteEnglish
  }
}
