import Ledger
import Loyalty
import Testing

struct `A zone` {
  @Test(arguments: [
    // Shown once, in winter and in summer.
    ("2026-01-10", 12, 0, 1_768_042_800), ("2026-07-10", 12, 0, 1_783_677_600),
    // Never shown: 02:30 on the day clocks go forward counts as 03:30.
    ("2026-03-29", 2, 30, 1_774_747_800),
    // Shown twice: 02:30 on the day clocks go back is the first.
    ("2026-10-25", 2, 30, 1_792_888_200), ("2026-10-25", 3, 0, 1_792_893_600),
  ])
  func `finds the moment of a wall time`(date: String, hour: Int, minute: Int, expected: Int64) throws {
    let day = try #require(CivilDate(date))
    let wall = try #require(WallTime(day, hour: hour, minute: minute))
    #expect(Zones.berlin.instant(of: wall) == Zones.seconds(expected))
  }

  @Test func `begins a day at the jump where midnight is skipped`() throws {
    let date = try #require(CivilDate("2018-11-04"))
    #expect(Zones.saoPaulo.start(of: date) == Zones.seconds(1_541_300_400))
    #expect(Zones.saoPaulo.wallTime(at: Zones.saoPaulo.start(of: date)) == WallTime(date, hour: 1))
    let crooked = CivilDate(daysSince1970: 10)
    #expect(Zones.crooked.start(of: crooked) == Zones.seconds(86_400 * 10 - 900))
  }

  @Test func `ends a day of twenty-five hours after its second last hour`() throws {
    let date = try #require(CivilDate("2018-02-17"))
    let hours =
      (Zones.saoPaulo.end(of: date).microseconds - Zones.saoPaulo.start(of: date).microseconds)
      / 3_600_000_000
    #expect(hours == 25)
  }

  @Test func `has days of no length where the date line was crossed`() throws {
    let missing = try #require(CivilDate("2011-12-30"))
    #expect(Zones.apia.start(of: missing) == Zones.apia.end(of: missing))
    #expect(Zones.apia.date(at: Zones.apia.start(of: missing)) == CivilDate("2011-12-31"))
  }

  @Test(arguments: Zones.all)
  func `shows for a moment's wall time the same wall time again`(zone: Zone) {
    var random = SplitMix(seed: 20)
    for _ in 0..<2_000 {
      let near = zone.transitions.randomElement(using: &random)?.at ?? Zones.seconds(1_500_000_000)
      let moment = near.adding(seconds: Int64.random(in: -200_000...200_000, using: &random))
      let wall = zone.wallTime(at: moment)
      let found = zone.instant(of: wall)
      #expect(zone.wallTime(at: found) == wall && found <= moment, "seed 20, \(zone.name), \(moment)")
    }
  }

  @Test(arguments: Zones.all)
  func `agrees with a search minute by minute`(zone: Zone) {
    var random = SplitMix(seed: 21)
    for _ in 0..<60 {
      let near = zone.transitions.randomElement(using: &random)?.at ?? Zones.seconds(1_500_000_000)
      let minutes = Int64.random(in: -1_500...1_500, using: &random)
      let wall = WallTime.utc(near.adding(seconds: minutes * 60))
      // Every moment of four days, in order: the first that shows the wall time, if any does.
      let first = (0..<5_760).lazy
        .map { near.adding(seconds: Int64($0 - 2_880) * 60) }
        .first { zone.wallTime(at: $0) == wall }
      if let first {
        #expect(zone.instant(of: wall) == first, "seed 21, \(zone.name), \(wall)")
      } else {
        #expect(zone.wallTime(at: zone.instant(of: wall)) > wall, "seed 21, \(zone.name), \(wall)")
      }
    }
  }
}

extension WallTime {
  static func utc(_ moment: Instant) -> WallTime { Zone.utc.wallTime(at: moment) }
}
