extension TierWindow {
  /// The first day of the window that ends with the day; of a calendar one, of the period of the day.
  package func start(endingOn day: CivilDate) -> CivilDate {
    switch self {
    case .calendarYear: day.startOfYear
    case .calendarQuarter: day.startOfQuarter
    case .days(let count): day.adding(days: 1 - count)
    case .months(let count): day.adding(months: -count).adding(days: 1)
    }
  }

  var isCalendar: Bool {
    switch self {
    case .calendarYear, .calendarQuarter: true
    case .days, .months: false
    }
  }

  /// The first day whose window does not have `day` any more; of a rolling window.
  func leaves(_ day: CivilDate) -> CivilDate {
    switch self {
    case .calendarYear, .calendarQuarter: return next(after: start(endingOn: day))
    case .days(let count): return day.adding(days: count)
    case .months(let count):
      // Months are of different lengths, so several days may begin their windows on one: at most three late.
      var leave = day.adding(months: count).adding(days: -1)
      while start(endingOn: leave) <= day { leave = leave.adding(days: 1) }
      return leave
    }
  }

  /// The first day of the calendar period after the one that begins on the day.
  func next(after start: CivilDate) -> CivilDate {
    start.adding(months: self == .calendarQuarter ? 3 : 12)
  }

  func previous(before start: CivilDate) -> CivilDate {
    start.adding(months: self == .calendarQuarter ? -3 : -12)
  }
}

extension CivilDate {
  var startOfYear: CivilDate { CivilDate(year: year, month: 1, day: 1) ?? .first }
  var startOfQuarter: CivilDate { CivilDate(year: year, month: (month - 1) / 3 * 3 + 1, day: 1) ?? .first }
}
