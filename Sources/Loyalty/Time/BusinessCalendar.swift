package import Ledger

/// The operator's business days (营业日): calendar days of a zone, each ended by the cut-off (日切).
package struct BusinessCalendar: Hashable, Sendable {
  package let zone: Zone
  /// Seconds after the midnight that ends the calendar day; negative before it: −3,600 is 23:00, 7,200 is
  /// 02:00.
  package let cutOffSeconds: Int

  /// - Parameter cutOffSeconds: clamped to half a day before and a second less than a day after midnight.
  package init(zone: Zone, cutOffSeconds: Int = 0) {
    self.zone = zone
    self.cutOffSeconds = max(-43_200, min(86_399, cutOffSeconds))
  }

  /// The first moment after the business day: when clocks show the cut-off.
  package func end(of day: BusinessDay) -> Instant {
    let date = CivilDate(day)
    if cutOffSeconds == 0 { return zone.end(of: date) }
    let shown = cutOffSeconds > 0 ? date.adding(days: 1) : date
    let second = cutOffSeconds > 0 ? cutOffSeconds : 86_400 + cutOffSeconds
    return zone.instant(of: WallTime(shown, microsecondOfDay: Int64(second) * Instant.microsecondsPerSecond))
  }

  /// The first moment of the business day: the end of the one before.
  package func start(of day: BusinessDay) -> Instant {
    end(of: BusinessDay(daysSince1970: day.daysSince1970 - 1))
  }

  /// The business day that the moment belongs to.
  package func day(of instant: Instant) -> BusinessDay { span(of: instant).day }

  /// The business day of the moment with its bounds, for callers that ask again about moments near it.
  package func span(of instant: Instant) -> BusinessDaySpan {
    let shifted = instant.microseconds.subtractingReportingOverflow(
      Int64(cutOffSeconds) * Instant.microsecondsPerSecond)
    var day = zone.date(at: shifted.overflow ? instant : Instant(microseconds: shifted.partialValue))
      .businessDay
    // A change of the clocks between the moment and the cut-off shifts the guess by one day at most.
    while instant >= end(of: day), CivilDate(day) < .last { day.daysSince1970 += 1 }
    while instant < start(of: day), CivilDate.first < CivilDate(day) { day.daysSince1970 -= 1 }
    return BusinessDaySpan(day: day, start: start(of: day), end: end(of: day))
  }
}

/// A business day and its bounds: the answer for every moment within.
package struct BusinessDaySpan: Hashable, Sendable {
  package let day: BusinessDay
  package let start: Instant
  /// The first moment after the day.
  package let end: Instant

  package func contains(_ instant: Instant) -> Bool { start <= instant && instant < end }
}

/// Remembers the last business day asked about: for a writer that asks for every transaction.
package struct BusinessDayFinder: Sendable {
  package let calendar: BusinessCalendar
  private var span: BusinessDaySpan

  package init(_ calendar: BusinessCalendar) {
    self.calendar = calendar
    span = calendar.span(of: .distantPast)
  }

  package mutating func day(of instant: Instant) -> BusinessDay {
    if !span.contains(instant) { span = calendar.span(of: instant) }
    return span.day
  }
}
