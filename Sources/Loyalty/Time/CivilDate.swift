package import Ledger

/// A day of the proleptic Gregorian calendar, without a place: years 1 to 9999.
package struct CivilDate: Hashable, Comparable, Sendable {
  package let year: Int
  /// 1…12.
  package let month: Int
  /// 1…31.
  package let day: Int

  /// Makes a date that exists; nil for 29 February of a common year and the like.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= CivilDate.length(ofMonth: month, year: year)
    else { return nil }
    self.init(unchecked: year, month, day)
  }

  private init(unchecked year: Int, _ month: Int, _ day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  package static let first = CivilDate(unchecked: 1, 1, 1)
  package static let last = CivilDate(unchecked: 9999, 12, 31)

  package static func < (left: Self, right: Self) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  package static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  package static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

// Days as numbers. Both directions count eras of 400 years, which are all 146,097 days long, with years that
// begin in March, so that the leap day is a year's last (Howard Hinnant, "chrono-Compatible Low-Level Date
// Algorithms").
extension CivilDate {
  /// Days since 1970-01-01, negative before.
  package var daysSince1970: Int {
    let year = month <= 2 ? year - 1 : year
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The date so many days after 1970-01-01; clamped to ``first`` and ``last``.
  package init(daysSince1970: Int) {
    if daysSince1970 <= CivilDate.first.daysSince1970 { self = .first; return }
    if daysSince1970 >= CivilDate.last.daysSince1970 { self = .last; return }
    let shifted = daysSince1970 + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    self.init(
      unchecked: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  package init(_ day: BusinessDay) { self.init(daysSince1970: Int(day.daysSince1970)) }

  package var businessDay: BusinessDay { BusinessDay(daysSince1970: Int32(daysSince1970)) }
}

// Arithmetic. All results stay within `first...last`.
extension CivilDate {
  package func adding(days: Int) -> CivilDate {
    let (sum, overflow) = daysSince1970.addingReportingOverflow(days)
    return CivilDate(daysSince1970: overflow ? (days > 0 ? .max : .min) : sum)
  }

  /// The same day of the month so many months later, or the month's last where it is shorter.
  package func adding(months: Int) -> CivilDate {
    let bounded = max(-200_000, min(200_000, months))
    let index = year * 12 + month - 1 + bounded
    if index < 12 { return .first }
    if index >= 10_000 * 12 { return .last }
    let year = index / 12
    let month = index % 12 + 1
    return CivilDate(unchecked: year, month, min(day, CivilDate.length(ofMonth: month, year: year)))
  }

  package var endOfMonth: CivilDate {
    CivilDate(unchecked: year, month, CivilDate.length(ofMonth: month, year: year))
  }

  package var endOfQuarter: CivilDate {
    let last = (month + 2) / 3 * 3
    return CivilDate(unchecked: year, last, CivilDate.length(ofMonth: last, year: year))
  }

  package var endOfYear: CivilDate { CivilDate(unchecked: year, 12, 31) }
}

/// ISO 8601, as `2027-02-28`.
extension CivilDate: LosslessStringConvertible {
  package var description: String {
    "\(CivilDate.padded(year, 4))-\(CivilDate.padded(month, 2))-\(CivilDate.padded(day, 2))"
  }

  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = CivilDate.number(bytes[0..<4]), let month = CivilDate.number(bytes[5..<7]),
      let day = CivilDate.number(bytes[8..<10])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var number = 0
    for digit in digits {
      guard (48...57).contains(digit) else { return nil }
      number = number * 10 + Int(digit - 48)
    }
    return number
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
