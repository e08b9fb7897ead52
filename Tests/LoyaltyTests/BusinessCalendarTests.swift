import Ledger
import Loyalty
import Testing

struct `A business calendar` {
  @Test(arguments: [
    // Shanghai, cut-off at midnight: the day ends at 16:00 UTC.
    (0, 1_767_196_799, "2025-12-31"), (0, 1_767_196_800, "2026-01-01"),
    // 23:00: an hour earlier.
    (-3_600, 1_767_193_199, "2025-12-31"), (-3_600, 1_767_193_200, "2026-01-01"),
    // 02:00 of the next day.
    (7_200, 1_767_203_999, "2025-12-31"), (7_200, 1_767_204_000, "2026-01-01"),
  ])
  func `ends its days at the cut-off`(cutOff: Int, seconds: Int64, day: String) throws {
    let calendar = BusinessCalendar(zone: .shanghai, cutOffSeconds: cutOff)
    #expect(CivilDate(calendar.day(of: Zones.seconds(seconds))) == CivilDate(day))
  }

  @Test(arguments: Zones.all, [0, -3_600, 7_200, 9_000, -43_200, 86_399])
  func `puts every moment into exactly one day, in order`(zone: Zone, cutOff: Int) {
    let calendar = BusinessCalendar(zone: zone, cutOffSeconds: cutOff)
    var finder = BusinessDayFinder(calendar)
    var random = SplitMix(seed: 22)
    for _ in 0..<500 {
      let near = zone.transitions.randomElement(using: &random)?.at ?? Zones.seconds(1_500_000_000)
      let moment = near.adding(seconds: Int64.random(in: -200_000...200_000, using: &random))
      let span = calendar.span(of: moment)
      #expect(span.contains(moment), "seed 22, \(zone.name), \(cutOff), \(moment)")
      #expect(finder.day(of: moment) == span.day)
      // Slowly: the number of days that have ended by then.
      let guess = CivilDate(daysSince1970: Int(moment.microseconds / Instant.microsecondsPerDay) - 4)
      var slow = guess.businessDay
      while calendar.end(of: slow) <= moment { slow.daysSince1970 += 1 }
      #expect(slow == span.day, "seed 22, \(zone.name), \(cutOff), \(moment)")
    }
  }
}
