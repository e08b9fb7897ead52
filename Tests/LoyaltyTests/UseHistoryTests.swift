import Testing

@testable import Loyalty

@Suite("How much of points is used in the end, by earlier ones") struct UseHistoryTests {
  /// 1,000 points a month before its end of three months, and what of them was used by month.
  private func cohort(_ end: Int64, used: [Int64]) -> UseCohort {
    var cohort = UseCohort(end: end)
    cohort.add(issued: 1_000, used: 0, in: end - 3)
    for (index, part) in used.enumerated() {
      cohort.add(issued: 0, used: part, in: end - 3 + Int64(index))
    }
    return cohort
  }

  @Test func `to what is used so far comes what was used of earlier ones from then on`() throws {
    // Of 2,000 earlier points 500 were used a month after they were given, and 1,500 in the end: half of
    // them came after.
    let cohorts = [
      cohort(100, used: [100, 200, 300, 200]), cohort(101, used: [100, 100, 200, 300]),
      cohort(104, used: [100, 80]),
    ]
    let line = try #require(UseOutlook.of(cohorts, through: 102).first)
    #expect(line.end == 104 && line.issued == 1_000 && line.used == 180)
    #expect(line.soFar.value == 1_800)
    #expect(line.earlier?.then.value == 2_500 && line.earlier?.finally.value == 7_500)
    #expect(line.expected?.value == 6_800)
  }

  @Test func `it is never less than was used, and never more than all`() throws {
    let earlier = [cohort(100, used: [100, 0, 0, 0]), cohort(101, used: [100, 0, 0, 900])]
    let ahead = UseOutlook.of(earlier + [cohort(103, used: [100, 600])], through: 101)
    #expect(ahead.map(\.expected?.value) == [10_000])
    // What was taken back in the end is no reason to expect less than was used.
    let taken = UseOutlook.of([cohort(100, used: [500, 0, 0, -400]), cohort(103, used: [600])], through: 101)
    #expect(taken.map(\.expected?.value) == [6_000])
  }

  @Test func `where nobody had used any by then, all that they used is to come`() {
    let found = UseOutlook.of([cohort(100, used: [0, 0, 0, 400]), cohort(103, used: [50])], through: 100)
    #expect(found.map(\.expected?.value) == [4_500])
  }

  @Test func `without earlier points nothing is expected, and nothing is said of what was never given`() {
    let found = UseOutlook.of([cohort(104, used: [5]), UseCohort(end: 105)], through: 102)
    #expect(found.map(\.end) == [104] && found.first?.expected == nil && found.first?.earlier == nil)
  }

  @Test func `three years of months of end tell of those to come, and older ones no more`() {
    let old = (0..<40).map { cohort(100 - Int64($0), used: [0, 0, 0, $0 < 36 ? 500 : 1_000]) }
    #expect(UseOutlook.of(old + [cohort(101, used: [0])], through: 100).map(\.expected?.value) == [5_000])
  }

  @Test func `the largest sums do not overflow`() {
    var (earlier, now) = (UseCohort(end: 1), UseCohort(end: 3))
    earlier.add(issued: .max, used: .max, in: 0)
    now.add(issued: .max, used: .max / 2, in: 2)
    #expect(UseOutlook.of([earlier, now], through: 2).map(\.expected?.value) == [5_000])
  }
}
