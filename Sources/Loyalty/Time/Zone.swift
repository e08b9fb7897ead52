package import Ledger

/// A date and a time of day as a clock on a wall shows them.
package struct WallTime: Hashable, Comparable, Sendable {
  package var date: CivilDate
  /// Microseconds since the wall clock's midnight, 0 ..< 86,400,000,000.
  package var microsecondOfDay: Int64

  package init(_ date: CivilDate, microsecondOfDay: Int64 = 0) {
    self.date = date
    self.microsecondOfDay = microsecondOfDay
  }

  /// - Returns: nil when the time of day does not exist.
  package init?(_ date: CivilDate, hour: Int, minute: Int = 0, second: Int = 0) {
    guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second) else { return nil }
    self.init(
      date, microsecondOfDay: Int64(hour * 3_600 + minute * 60 + second) * Instant.microsecondsPerSecond)
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.date, left.microsecondOfDay) < (right.date, right.microsecondOfDay)
  }

  /// The moment at which a clock of UTC shows this.
  var asUTC: Instant {
    Instant(microseconds: Int64(date.daysSince1970) * Instant.microsecondsPerDay + microsecondOfDay)
  }

  init(asUTC instant: Instant) {
    let days = instant.microseconds.flooredQuotient(by: Instant.microsecondsPerDay)
    date = CivilDate(daysSince1970: Int(days))
    microsecondOfDay = instant.microseconds - days * Instant.microsecondsPerDay
  }
}

/// How a place's wall clocks stand to UTC: a table given from outside, so that the rules need no database of
/// zones.
package struct Zone: Hashable, Sendable {
  /// From this moment on, clocks stand so many seconds before UTC (east is positive).
  package struct Transition: Hashable, Sendable {
    package var at: Instant
    package var offsetSeconds: Int

    package init(at: Instant, offsetSeconds: Int) {
      self.at = at
      self.offsetSeconds = offsetSeconds
    }
  }

  /// The name of the IANA database, as `Asia/Shanghai`.
  package let name: String
  /// Before the first transition.
  package let firstOffsetSeconds: Int
  /// In order of time.
  package let transitions: [Transition]

  /// Takes the table; transitions may come in any order.
  package init(name: String, firstOffsetSeconds: Int, transitions: [Transition] = []) {
    self.name = name
    self.firstOffsetSeconds = firstOffsetSeconds
    self.transitions = transitions.sorted { $0.at < $1.at }
  }

  package static let utc = Zone(name: "UTC", firstOffsetSeconds: 0)
  /// UTC+8 without daylight saving, as the country keeps since 1992.
  package static let shanghai = Zone(name: "Asia/Shanghai", firstOffsetSeconds: 8 * 3_600)

  /// Seconds that wall clocks are before UTC at the moment.
  package func offsetSeconds(at instant: Instant) -> Int { offset(afterTransitions: count(until: instant)) }

  package func wallTime(at instant: Instant) -> WallTime {
    let bounded = max(Zone.earliest, min(Zone.latest, instant))
    return WallTime(asUTC: bounded.adding(seconds: Int64(offsetSeconds(at: bounded))))
  }

  package func date(at instant: Instant) -> CivilDate { wallTime(at: instant).date }

  /// The moment at which the wall clock shows this.
  ///
  /// Shown twice: the first. Never shown, because clocks were put forward over it: as long after the jump as
  /// it lies after the gap's beginning (RFC 5545 3.3.5).
  package func instant(of wallTime: WallTime) -> Instant {
    let naive = wallTime.asUTC
    // The offset is one of those in force within a day and a bit around; the earliest moment that fits is
    // taken.
    let lowest = count(until: naive.adding(seconds: -Zone.widestOffset))
    let highest = count(until: naive.adding(seconds: Zone.widestOffset))
    for index in lowest...highest {
      let candidate = naive.adding(seconds: -Int64(offset(afterTransitions: index)))
      let begins = index == 0 ? nil : transitions[index - 1].at
      if let begins, candidate < begins {
        // Put forward over it: the clock jumped from before `wallTime` to after it.
        return naive.adding(seconds: -Int64(offset(afterTransitions: index - 1)))
      }
      if index == transitions.count || candidate < transitions[index].at { return candidate }
    }
    return naive.adding(seconds: -Int64(offset(afterTransitions: highest)))
  }

  /// The first moment of the date; also where its midnight is skipped or comes twice.
  package func start(of date: CivilDate) -> Instant {
    let midnight = instant(of: WallTime(date))
    // A gap over midnight: the date begins at the jump, not as long after it as midnight lies in the gap.
    if self.wallTime(at: midnight) == WallTime(date) { return midnight }
    let passed = count(until: midnight)
    return passed == 0 ? midnight : transitions[passed - 1].at
  }

  /// The first moment after the date.
  package func end(of date: CivilDate) -> Instant {
    date == .last ? .distantFuture : start(of: date.adding(days: 1))
  }

  private static let widestOffset: Int64 = 26 * 3_600
  private static let earliest = WallTime(CivilDate.first.adding(days: 2)).asUTC
  private static let latest = WallTime(CivilDate.last.adding(days: -2)).asUTC

  /// How many transitions are at or before the moment.
  private func count(until instant: Instant) -> Int {
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle].at <= instant { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func offset(afterTransitions count: Int) -> Int {
    count == 0 ? firstOffsetSeconds : transitions[count - 1].offsetSeconds
  }
}

extension Int64 {
  /// The quotient rounded towards negative infinity; the divisor is positive.
  func flooredQuotient(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
