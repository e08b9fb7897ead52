import Coalition
import Ledger
import Loyalty
import Testing

@Suite struct BusinessCalendarTests {
  private func instant(_ seconds: Int64) -> Instant { Instant(microseconds: seconds * 1_000_000) }

  @Test func `a day ends at midnight in Shanghai`() {
    let calendar = BusinessCalendar()
    // 2026-03-01T16:00:00Z is 2026-03-02T00:00 in Shanghai, day 20,514.
    let midnight: Int64 = 20_514 * 86_400 - 8 * 3_600
    #expect(calendar.businessDay(of: instant(midnight)).daysSince1970 == 20_514)
    #expect(calendar.businessDay(of: instant(midnight - 1)).daysSince1970 == 20_513)
    #expect(calendar.end(ofDate: 20_513) == instant(midnight))
  }

  @Test func `before the cut-off it is still the day before`() throws {
    let calendar = try #require(BusinessCalendar(zone: "Asia/Shanghai", cutOffSeconds: 2 * 3_600))
    let cutOff: Int64 = 20_514 * 86_400 - 6 * 3_600
    #expect(calendar.businessDay(of: instant(cutOff - 1)).daysSince1970 == 20_513)
    #expect(calendar.businessDay(of: instant(cutOff)).daysSince1970 == 20_514)
    #expect(calendar.date(of: instant(cutOff - 1)) == 20_514)
  }

  @Test func `days have 23 and 25 hours where clocks are moved`() throws {
    let calendar = try #require(BusinessCalendar(zone: "Europe/Berlin"))
    // 2026-03-29 and 2026-10-25 are days 20,541 and 20,751.
    for (date, hours) in [(20_541, 23), (20_751, 25), (20_542, 24)] {
      let length = calendar.end(ofDate: date).microseconds - calendar.start(ofDate: date).microseconds
      #expect(length == Int64(hours) * 3_600_000_000)
    }
  }

  @Test func `a zone or cut-off that does not exist is refused`() {
    #expect(BusinessCalendar(zone: "Asia/Atlantis") == nil)
    #expect(BusinessCalendar(zone: "Asia/Shanghai", cutOffSeconds: 86_400) == nil)
  }
}
