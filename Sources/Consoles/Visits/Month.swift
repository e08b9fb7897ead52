import Coalition
import Ledger
import Loyalty

/// A month of the calendar.
struct Month {
  let year: Int
  let month: Int

  init(_ date: CivilDate) { self.init(date.year, date.month) }

  private init(_ year: Int, _ month: Int) { (self.year, self.month) = (year, month) }

  var length: Int { CivilDate.length(ofMonth: month, year: year) }
  var text: String { String(ShownDay(start).text.prefix(7)) }
  var start: BusinessDay {
    let first = CivilDate(year: year, month: month, day: 1)?.daysSince1970 ?? 0
    return BusinessDay(daysSince1970: Int32(clamping: first))
  }
  /// The first day of the next.
  var end: BusinessDay { start.adding(length) }
  var earlier: Month { month == 1 ? Month(max(year - 1, 1), 12) : Month(year, month - 1) }
  var later: Month { month == 12 ? Month(min(year + 1, 9_999), 1) : Month(year, month + 1) }
}
