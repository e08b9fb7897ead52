package import Foundation
package import Ledger

/// The operator's wall time: which business day a moment belongs to, and when a calendar day ends.
package struct BusinessCalendar: Sendable {
  package let zone: TimeZone
  /// Seconds after midnight, 0…86,399, at which the business day of the date before ends; 0 is midnight.
  package let cutOffSeconds: Int

  package init() {
    // Shanghai is in every zone database; without one, its fixed offset is the same since 1991.
    zone = TimeZone(identifier: "Asia/Shanghai") ?? TimeZone(secondsFromGMT: 8 * 3_600) ?? .gmt
    cutOffSeconds = 0
  }

  /// Fails for a zone that is not in the IANA database or a cut-off that is no time of day.
  package init?(zone identifier: String, cutOffSeconds: Int = 0) {
    guard let zone = TimeZone(identifier: identifier), 0..<86_400 ~= cutOffSeconds else { return nil }
    self.zone = zone
    self.cutOffSeconds = cutOffSeconds
  }

  /// The business day that the moment belongs to: what is before the cut-off counts to the day before.
  package func businessDay(of moment: Instant) -> BusinessDay {
    BusinessDay(
      daysSince1970: Int32(
        truncatingIfNeeded: days(inWallSeconds: wallSeconds(of: moment) - Int64(cutOffSeconds))))
  }

  /// The calendar date of the moment in the operator's zone, as days since 1970.
  package func date(of moment: Instant) -> Int {
    days(inWallSeconds: wallSeconds(of: moment))
  }

  /// The first moment after the calendar date (days since 1970) in the operator's zone.
  package func end(ofDate date: Int) -> Instant {
    start(ofDate: date + 1)
  }

  /// The first moment of the calendar date (days since 1970) in the operator's zone.
  package func start(ofDate date: Int) -> Instant {
    instant(wallSeconds: Int64(date) * 86_400)
  }

  /// The moment at which a wall clock in the zone shows this many seconds since 1970-01-01T00:00 local.
  ///
  /// A time that a shift forward skips becomes the moment of the shift; one that occurs twice is the first.
  package func instant(wallSeconds wall: Int64) -> Instant {
    let guess = wall - offset(at: wall)
    let refined = wall - offset(at: guess)
    let earlier = wall - offset(at: guess - 86_400)
    let exact = [earlier, refined].filter { $0 + offset(at: $0) == wall }.min()
    return Instant(microseconds: (exact ?? max(earlier, refined)) * Instant.microsecondsPerSecond)
  }

  private func wallSeconds(of moment: Instant) -> Int64 {
    let seconds = floored(moment.microseconds, by: Instant.microsecondsPerSecond)
    return seconds + offset(at: seconds)
  }

  private func offset(at seconds: Int64) -> Int64 {
    Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(seconds))))
  }

  private func days(inWallSeconds wall: Int64) -> Int {
    Int(floored(wall, by: 86_400))
  }

  private func floored(_ value: Int64, by divisor: Int64) -> Int64 {
    let quotient = value / divisor
    return value % divisor < 0 ? quotient - 1 : quotient
  }
}
