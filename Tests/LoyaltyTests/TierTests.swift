import Ledger
import Loyalty
import Testing

@Suite struct TierTests {
  private static func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

  private static func days(_ parts: [(String, Int64)]) throws -> QualifyingDays {
    QualifyingDays(
      try parts.map { (try day($0.0), QualifyingSums(points: $0.1, spend: $0.1 * 100, visits: 1)) })
  }

  private static func ladder(_ window: TierWindow, grace: Int = 0) -> Ladder {
    Ladder(
      measure: .points, window: window, levels: [TierLevel(from: 100), TierLevel(from: 500)],
      graceDays: grace)
  }

  @Test(arguments: [
    ("2027-05-31", 0), ("2027-06-01", 1), ("2027-12-31", 1), ("2028-12-31", 1), ("2029-01-01", 1),
    ("2029-01-10", 1), ("2029-01-11", 0),
  ])
  func `a calendar level is reached at once and kept through the next year and the grace`(
    on date: String, level: Int
  ) throws {
    let days = try Self.days([("2027-05-31", 99), ("2027-06-01", 1)])
    let standing = Self.ladder(.calendarYear, grace: 10).standing(days, on: try Self.day(date))
    #expect(standing.level == level)
  }

  @Test func `what is missing to keep a level counts in the year that decides`() throws {
    let ladder = Self.ladder(.calendarYear, grace: 10)
    let days = try Self.days([("2027-06-01", 600), ("2028-02-01", 120)])
    let now = ladder.standing(days, on: try Self.day("2028-03-01"))
    #expect(now.level == 2 && now.value == 120 && now.missing == nil)
    try #expect(now.fallsOn == Self.day("2029-01-11") && now.fallsTo == 1)
    try #expect(now.missingToKeep == 380 && now.keepBy == Self.day("2028-12-31"))
    let late = ladder.standing(days, on: try Self.day("2029-01-05"))
    try #expect(late.level == 2 && late.fallsOn == Self.day("2029-01-11"))
    try #expect(late.missingToKeep == 500 && late.keepBy == Self.day("2029-01-10"))
  }

  @Test(arguments: [
    ("2028-02-28", 0), ("2028-02-29", 1), ("2028-03-29", 1), ("2028-03-30", 1), ("2028-04-03", 1),
    ("2028-04-04", 0),
  ])
  func `a rolling level is kept as long as its window has enough, and the grace`(
    on date: String, level: Int
  ) throws {
    let days = try Self.days([("2028-02-29", 100)])
    // 30 days with today: the last one is 29 March; five days of grace.
    let standing = Self.ladder(.days(30), grace: 5).standing(days, on: try Self.day(date))
    #expect(standing.level == level)
    if level > 0 { try #expect(standing.fallsOn == Self.day("2028-04-04")) }
  }

  @Test(arguments: [("2027-01-31", "2027-03-01"), ("2028-01-31", "2028-03-01"), ("2028-02-29", "2028-03-29")])
  func `a month's window ends with the same day of a later month, or after a shorter one`(
    bought: String, gone: String
  ) throws {
    let ladder = Self.ladder(.months(1))
    let days = try Self.days([(bought, 100)])
    let end = try Self.day(gone)
    #expect(ladder.standing(days, on: end.adding(days: -1)).level == 1)
    #expect(ladder.standing(days, on: end).level == 0)
    #expect(ladder.standing(days, on: try Self.day(bought)).fallsOn == end)
  }

  @Test func `a growth value adds what each counted thing is worth, rounded down once`() {
    let sums = QualifyingSums(points: 3, spend: 250, visits: 2)
    #expect(TierMeasure.growth(GrowthRate(perPoint: 2, perHundred: 3, perVisit: 5)).value(sums) == 6 + 7 + 10)
  }

  /// Against a definition that is told another way: day by day, from the start.
  @Test(arguments: 0..<200)
  func `the day of falling is the first on which the level is lower`(seed: UInt64) throws {
    var chance = SplitMix(seed: seed)
    func upTo(_ bound: UInt64) -> Int { Int(chance.next() % bound) }
    let first = try Self.day("2027-01-01")
    let parts = (0..<upTo(12)).map { _ in
      (first.adding(days: upTo(500)), QualifyingSums(points: Int64(upTo(300))))
    }
    let windows: [TierWindow] = [.calendarYear, .calendarQuarter, .days(1 + upTo(90)), .months(1 + upTo(6))]
    let ladder = Self.ladder(windows[upTo(4)], grace: upTo(15))
    let today = first.adding(days: upTo(600))
    let known = parts.filter { $0.0 <= today }
    let standing = ladder.standing(QualifyingDays(known), on: today)
    var day = today
    while ladder.standing(QualifyingDays(known), on: day).level >= standing.level, day < .last {
      guard standing.level > 0 else { break }
      day = day.adding(days: 1)
    }
    #expect(standing.fallsOn == (standing.level > 0 ? day : nil))
    guard standing.level > 0, let keepBy = standing.keepBy, today <= keepBy else { return }
    // Bought today, what is missing keeps the level; a point less does not.
    for (more, stays) in [(standing.missingToKeep, true), (standing.missingToKeep - 1, false)] where more >= 0
    {
      guard standing.missingToKeep > 0, keepBy >= today else { continue }
      if ladder.window.start(endingOn: keepBy) > today, stays { continue }
      let with = QualifyingDays(known + [(today, QualifyingSums(points: more))])
      #expect((ladder.standing(with, on: day).level >= standing.level) == stays)
    }
  }

  @Test func `a ladder that cannot be is refused`() {
    func fault(_ change: (inout Ladder) -> Void) -> LadderFault? {
      var ladder = Self.ladder(.calendarYear)
      change(&ladder)
      do { try ladder.check() } catch { return error }
      return nil
    }
    #expect(fault { _ in } == nil)
    #expect(fault { $0.levels = [] } == .levelsOutOfOrder)
    #expect(fault { $0.levels[1].threshold = 100 } == .levelsOutOfOrder)
    #expect(fault { $0.levels[0].threshold = 0 } == .levelsOutOfOrder)
    #expect(fault { $0.window = .days(0) } == .windowOutOfRange)
    #expect(fault { $0.window = .months(37) } == .windowOutOfRange)
    #expect(fault { $0.graceDays = 61 } == .graceOutOfRange)
    #expect(fault { $0.measure = .growth(GrowthRate()) } == .growthOutOfRange)
    #expect(fault { $0.levels[0].multiple = 99 } == .benefitOutOfRange)
  }
}
