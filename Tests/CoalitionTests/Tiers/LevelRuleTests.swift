import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Testing

@testable import Coalition

@Suite("Rules that ask for levels", .database) struct LevelRuleTests {
  private static let ladder = Ladder(
    measure: .points, window: .calendarYear,
    levels: [TierLevel(from: 100, multiple: 150), TierLevel(from: 300, multiple: 200)])

  @Test func `a level multiplies from the purchase after the one that reached it, and says so`() async throws
  {
    try await TestShop.open { shop in
      let ladder = try await shop.set(Self.ladder)
      let rule = try await shop.set(BonusRule(0, gives: .multipleOfLevel(ladder: ladder.number)))
      func earned(_ key: String) async throws -> Receipt {
        let receipt = try await shop.earn(10_000, key: key)
        try await shop.coalition.projectTiers()
        return receipt
      }
      let first = try await earned("a")
      #expect(first.transaction.amount == 100)
      #expect(first.explanation?.parts.last?.outcome == .notApplied(.otherMember))
      let second = try await earned("b")
      #expect(second.transaction.amount == 150)
      #expect(second.explanation?.parts.last?.rule == rule)
      #expect(second.explanation?.parts.last?.points == 50)
      let third = try await earned("c")
      #expect(third.transaction.amount == 150)
      #expect(try await shop.level() == 2)
      #expect(try await earned("d").transaction.amount == 200)
    }
  }

  @Test func `a rule for levels counts for who stands on one, and no longer than the day before the fall`()
    async throws
  {
    try await TestShop.open { shop in
      let ladder = try await shop.set(Self.ladder)
      try await shop.earn(10_000, key: "a")
      try await shop.coalition.projectTiers()
      try await shop.set(
        BonusRule(
          0, when: [.levels([TierPlace(ladder: ladder.number, level: 1)])], gives: .fixed(7)))
      #expect(try await shop.earn(100, key: "b").transaction.amount == 8)
      // The job has not run yet, but the day of the fall is there.
      shop.clock.set(try endOf("2027-12-31"))
      #expect(try await shop.earn(100, key: "c").transaction.amount == 1)
    }
  }
}
