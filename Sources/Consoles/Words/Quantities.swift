import Loyalty

/// Points to be shown: smallest units of a programme and how many decimals it writes.
struct ShownPoints: Sendable, Hashable {
  let units: Int64
  let decimals: Int

  init(_ units: Int64, decimals: Int = 0) {
    self.units = units
    self.decimals = decimals
  }
}

/// Money to be shown, in minor units of an ISO 4217 currency.
struct ShownMoney: Sendable, Hashable {
  let minorUnits: Int64
  let currency: String

  init(_ minorUnits: Int64, _ currency: String) {
    self.minorUnits = minorUnits
    self.currency = currency
  }

  /// Places after the point by ISO 4217, where they are not two.
  var decimals: Int { decimalPlaces(ofCurrency: currency) }

  /// In whole units of the currency, a half rounded up, as a picture is drawn.
  var whole: Int64 {
    var unit: Int64 = 1
    for _ in 0..<decimals { unit *= 10 }
    let (whole, rest) = minorUnits.quotientAndRemainder(dividingBy: unit)
    return whole + (2 * rest >= unit && unit > 1 ? 1 : 0)
  }
}

/// A moment to be shown: microseconds since 1970 in UTC.
struct ShownTime: Sendable, Hashable, Comparable {
  let microseconds: Int64

  init(_ microseconds: Int64) { self.microseconds = microseconds }

  static func < (left: ShownTime, right: ShownTime) -> Bool { left.microseconds < right.microseconds }
}

/// A calendar day, without a zone, as accounts count it.
struct ShownDay: Sendable, Hashable {
  let year: Int
  let month: Int
  let day: Int

  /// ISO 8601, and what a date field takes.
  var text: String { "\(year)-\(twoDigits(month))-\(twoDigits(day))" }

  /// Month and day alone, for an axis.
  var short: String { "\(twoDigits(month))-\(twoDigits(day))" }

  /// Civil date of a day counted from 1970-01-01 (proleptic Gregorian, after Hinnant's days algorithm).
  init(daysSince1970 days: Int64) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    self.day = Int(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    self.month = Int(month)
    self.year = Int(yearOfEra + era * 400 + (month <= 2 ? 1 : 0))
  }
}

private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

extension ShownTime {
  func day(offsetSeconds: Int) -> ShownDay {
    ShownDay(daysSince1970: floorDivided(localSeconds(offsetSeconds), by: 86_400))
  }

  /// `2026-11-22 08:00`, the one form tables use in every language.
  func text(offsetSeconds: Int, withSeconds: Bool) -> String {
    let seconds = localSeconds(offsetSeconds)
    let ofDay = Int(seconds - floorDivided(seconds, by: 86_400) * 86_400)
    let clock = twoDigits(ofDay / 3_600) + ":" + twoDigits(ofDay / 60 % 60)
    let tail = withSeconds ? ":" + twoDigits(ofDay % 60) : ""
    return day(offsetSeconds: offsetSeconds).text + " " + clock + tail
  }

  private func localSeconds(_ offset: Int) -> Int64 {
    floorDivided(microseconds, by: 1_000_000) + Int64(offset)
  }

  private func floorDivided(_ value: Int64, by divisor: Int64) -> Int64 {
    value >= 0 ? value / divisor : (value - divisor + 1) / divisor
  }
}
