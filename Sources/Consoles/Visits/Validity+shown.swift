import Coalition
import Ledger
import Loyalty

extension Validity {
  /// In words, as what points live to.
  func text(_ words: Words) -> String {
    switch self {
    case .fixedDate(let day): words.programUntil(day: ShownDay(daysSince1970: Int64(day)).text)
    case .days(0): words.programSameDay
    case .days(let days): words.programAfterDays(count: Int64(days))
    case .exactMonths(let months): words.programAfterExact(count: Int64(months))
    case .endOfMonth(0): words.programSameMonth
    case .endOfMonth(let months): words.programAfterMonths(count: Int64(months))
    case .endOfQuarter(0): words.programSameQuarter
    case .endOfQuarter(let quarters): words.programAfterQuarters(count: Int64(quarters))
    case .endOfYear(0): words.programSameYear
    case .endOfYear(let years): words.programAfterYears(count: Int64(years))
    case .never: words.commonNever
    case .rolling(let months): words.programAfterRolling(count: Int64(months))
    }
  }

  /// What a member is told: what is called rolling does what the end of a month does.
  func memberText(_ words: Words) -> String {
    switch self {
    case .never: words.homeNeverExpires
    case .fixedDate(let day): words.pointsUntil(day: ShownDay(daysSince1970: Int64(day)).text)
    case .rolling(let months): words.placesLife(life: Validity.endOfMonth(months).text(words))
    case .days, .exactMonths, .endOfMonth, .endOfQuarter, .endOfYear: words.placesLife(life: text(words))
    }
  }

  /// What the fields of a form say of it.
  var field: (rule: ProgramChangePage.Life, value: String) {
    switch self {
    case .fixedDate(let day): (.fixedDate, ShownDay(daysSince1970: Int64(day)).text)
    case .days(let days): (.days, String(days))
    case .exactMonths(let months): (.exactMonths, String(months))
    case .endOfMonth(let months): (.endOfMonth, String(months))
    case .endOfQuarter(let quarters): (.endOfQuarter, String(quarters))
    case .endOfYear(let years): (.endOfYear, String(years))
    case .never: (.never, "")
    case .rolling(let months): (.rolling, String(months))
    }
  }

  /// What a form says; nil where it says none.
  init?(field name: String, _ value: String) {
    guard let rule = ProgramChangePage.Life(rawValue: name) else { return nil }
    if rule == .never { self = .never; return }
    if rule == .fixedDate {
      guard let date = CivilDate(value) else { return nil }
      self = .fixedDate(date.daysSince1970)
      return
    }
    guard let count = Int(value) else { return nil }
    switch rule {
    case .days: self = .days(count)
    case .exactMonths: self = .exactMonths(count)
    case .endOfMonth: self = .endOfMonth(count)
    case .endOfQuarter: self = .endOfQuarter(count)
    case .endOfYear: self = .endOfYear(count)
    case .rolling: self = .rolling(months: count)
    case .never, .fixedDate: return nil
    }
  }
}
