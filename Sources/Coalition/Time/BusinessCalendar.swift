internal import Foundation
package import Ledger
package import Loyalty

extension BusinessCalendar {
  /// Shanghai, with the cut-off at midnight.
  package init() {
    self.init(zone: .shanghai)
  }

  /// Fails for a zone that is not in the IANA database or a cut-off that is no time of day.
  ///
  /// - Parameter cutOffSeconds: after midnight, 0…86,399, when the business day of the date before ends.
  package init?(zone identifier: String, cutOffSeconds: Int = 0) {
    guard let zone = Zone(named: identifier), 0..<86_400 ~= cutOffSeconds else { return nil }
    self.init(zone: zone, cutOffSeconds: cutOffSeconds)
  }

  /// The business day that the moment belongs to: what is before the cut-off counts to the day before.
  package func businessDay(of moment: Instant) -> BusinessDay { day(of: moment) }

  /// The calendar date of the moment in the operator's zone, as days since 1970.
  package func date(of moment: Instant) -> Int { zone.date(at: moment).daysSince1970 }

  /// The first moment after the calendar date (days since 1970) in the operator's zone.
  package func end(ofDate date: Int) -> Instant { zone.end(of: CivilDate(daysSince1970: date)) }

  /// The first moment of the calendar date (days since 1970) in the operator's zone.
  package func start(ofDate date: Int) -> Instant { zone.start(of: CivilDate(daysSince1970: date)) }

  /// The moment at which a wall clock in the zone shows this many seconds since 1970-01-01T00:00 local.
  package func instant(wallSeconds: Int64) -> Instant {
    zone.instant(of: Zone.utc.wallTime(at: Instant(microseconds: 0).adding(seconds: wallSeconds)))
  }
}

extension Zone {
  /// Reads a zone's table, 1970 to 2100, out of the machine's database; nil when the name is not in it.
  package init?(named identifier: String) {
    if identifier == Zone.shanghai.name { self = .shanghai; return }
    guard let zone = TimeZone(identifier: identifier) else { return nil }
    func offset(_ seconds: Int64) -> Int {
      zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(seconds)))
    }
    // No zone changed twice within three days: looking so often finds each change, halving finds its second.
    let step: Int64 = 3 * 86_400
    var transitions: [Transition] = []
    for begin in stride(from: Int64(0), to: 4_102_444_800, by: Int64.Stride(step)) {
      let after = offset(begin + step)
      guard offset(begin) != after else { continue }
      var (low, high) = (begin, begin + step)
      while high - low > 1 {
        let middle = (low + high) / 2
        if offset(middle) == after { high = middle } else { low = middle }
      }
      transitions.append(Transition(at: Instant(microseconds: 0).adding(seconds: high), offsetSeconds: after))
    }
    self.init(name: identifier, firstOffsetSeconds: offset(0), transitions: transitions)
  }
}

extension BusinessCalendar {
  /// Year and month, two digits each, of the moment before another.
  func monthBefore(_ moment: Instant) -> (year: String, month: String) {
    let date = CivilDate(daysSince1970: date(of: Instant(microseconds: moment.microseconds - 1)))
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return (two(date.year % 100), two(date.month))
  }
}
