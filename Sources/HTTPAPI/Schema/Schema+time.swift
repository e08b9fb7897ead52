extension Schema<Int64> {
  /// A moment as RFC 3339 text, read with any offset, written in UTC; the value is µs since 1970.
  package static var timestamp: Schema {
    Schema(document: ["type": "string", "format": "date-time"]) { json throws(Faults) in
      guard case .string(let text) = json else { throw Faults(.wrongType, "string") }
      guard let moment = microseconds(rfc3339: text) else { throw Faults(.badFormat, "2026-01-31T08:00:00Z") }
      return moment
    } encode: {
      .string(rfc3339(microseconds: $0))
    }
  }

  /// A calendar day as `2026-01-31`; the value is days since 1970-01-01.
  package static var day: Schema {
    Schema(document: ["type": "string", "format": "date"]) { json throws(Faults) in
      guard case .string(let text) = json else { throw Faults(.wrongType, "string") }
      var reader = DigitReader(text)
      guard let day = reader.day(), reader.isAtEnd else { throw Faults(.badFormat, "2026-01-31") }
      return day
    } encode: {
      .string(dayText($0))
    }
  }
}

private let microsecondsPerDay: Int64 = 86_400_000_000

/// The moment an RFC 3339 text names, in µs since 1970; nil for anything else and for leap seconds.
package func microseconds(rfc3339 text: String) -> Int64? {
  var reader = DigitReader(text)
  guard let day = reader.day(), reader.take(where: { $0 | 0x20 == UInt8(ascii: "t") }),
    let hour = reader.number(2), hour < 24, reader.take(":"),
    let minute = reader.number(2), minute < 60, reader.take(":"),
    let second = reader.number(2), second < 60
  else { return nil }
  var fraction: Int64 = 0
  if reader.take(".") {
    guard let digits = reader.fraction() else { return nil }
    fraction = digits
  }
  var offsetMinutes: Int64 = 0
  if !reader.take(where: { $0 | 0x20 == UInt8(ascii: "z") }) {
    let isEast = reader.take("+")
    guard isEast || reader.take("-"), let hours = reader.number(2), hours < 24, reader.take(":"),
      let minutes = reader.number(2), minutes < 60
    else { return nil }
    offsetMinutes = (hours * 60 + minutes) * (isEast ? 1 : -1)
  }
  guard reader.isAtEnd else { return nil }
  let seconds = hour * 3600 + minute * 60 + second - offsetMinutes * 60
  return day * microsecondsPerDay + seconds * 1_000_000 + fraction
}

/// A moment as RFC 3339 text in UTC, with no, three or six digits after the second.
package func rfc3339(microseconds moment: Int64) -> String {
  var (day, rest) = moment.quotientAndRemainder(dividingBy: microsecondsPerDay)
  if rest < 0 { (day, rest) = (day - 1, rest + microsecondsPerDay) }
  let seconds = rest / 1_000_000
  let fraction = rest % 1_000_000
  var text = dayText(day) + "T"
  text += padded(seconds / 3600, 2) + ":" + padded(seconds / 60 % 60, 2) + ":" + padded(seconds % 60, 2)
  if fraction % 1_000 != 0 {
    text += "." + padded(fraction, 6)
  } else if fraction != 0 {
    text += "." + padded(fraction / 1_000, 3)
  }
  return text + "Z"
}

/// Proleptic Gregorian, after Howard Hinnant's days_from_civil and civil_from_days.
private func daysSince1970(year: Int64, month: Int64, day: Int64) -> Int64 {
  let shifted = month <= 2 ? year - 1 : year
  let era = (shifted >= 0 ? shifted : shifted - 399) / 400
  let yearOfEra = shifted - era * 400
  let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
  return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
}

private func dayText(_ days: Int64) -> String {
  let shifted = days + 719_468
  let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
  let dayOfEra = shifted - era * 146_097
  let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
  let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  let shiftedMonth = (5 * dayOfYear + 2) / 153
  let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
  let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
}

private func padded(_ number: Int64, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}

/// Walks over the ASCII of a date or time.
private struct DigitReader {
  private var rest: Substring.UTF8View

  init(_ text: String) { rest = text[...].utf8 }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func take(_ byte: Unicode.Scalar) -> Bool { take { $0 == UInt8(ascii: byte) } }

  mutating func take(where matches: (UInt8) -> Bool) -> Bool {
    guard let first = rest.first, matches(first) else { return false }
    rest.removeFirst()
    return true
  }

  mutating func number(_ width: Int) -> Int64? {
    var number: Int64 = 0
    for _ in 0..<width {
      guard let byte = rest.popFirst(), byte &- 0x30 < 10 else { return nil }
      number = number * 10 + Int64(byte - 0x30)
    }
    return number
  }

  /// Digits behind the point as µs; what is finer than that is cut off.
  mutating func fraction() -> Int64? {
    var number: Int64 = 0
    var count = 0
    while let byte = rest.first, byte &- 0x30 < 10 {
      if count < 6 { number = number * 10 + Int64(byte - 0x30) }
      count += 1
      rest.removeFirst()
    }
    guard 1...9 ~= count else { return nil }
    for _ in 0..<max(0, 6 - count) { number *= 10 }
    return number
  }

  mutating func day() -> Int64? {
    guard let year = number(4), year > 0, take("-"), let month = number(2), 1...12 ~= month, take("-"),
      let day = number(2), day > 0
    else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths: [Int64] = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard day <= lengths[Int(month - 1)] else { return nil }
    return daysSince1970(year: year, month: month, day: day)
  }
}
