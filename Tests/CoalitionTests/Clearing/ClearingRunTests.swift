import DatabaseTesting
import Ledger
import Loyalty
import Testing

@testable import Coalition

@Suite(.database) struct ClearingRunTests {
  @Test func `a run tells what it closed and made, and nothing when it runs again`() async throws {
    try await TestShop.open { shop in
      try await shop.agree(ClearingTests.terms, with: shop.merchant)
      try await shop.agree(ClearingTests.terms, with: shop.other)
      try await shop.earn(500_00, key: "a")
      try await shop.spend(250, key: "b", by: shop.caller(shop.other))
      let today = shop.coalition.settings.calendar.businessDay(of: shop.clock.clock.now())
      #expect(shop.coalition.lastDayThatIsOver == today.adding(-1))
      #expect(try await shop.coalition.runClearing() == ClearingRun())

      shop.clock.advance(seconds: 86_400)
      let run = try await shop.coalition.runClearing()
      #expect((run.days, run.firstDay, run.lastDay, run.lines) == (1, today, today, 2))
      let sum = try #require(run.sums["CNY"])
      #expect((run.settlements, sum.settlements, sum.toReceive) == (2, 2, 7_30))
      #expect((sum.toPay, sum.figures.net) == (42, 42 - 7_30))
      #expect(try await shop.coalition.runClearing() == ClearingRun())
    }
  }

  @Test func `a run closes no day after the one it was told`() async throws {
    try await TestShop.open { shop in
      try await shop.agree(ClearingTests.terms, with: shop.merchant)
      try await shop.earn(500_00, key: "a")
      let first = shop.coalition.settings.calendar.businessDay(of: shop.clock.clock.now())
      shop.clock.advance(seconds: 86_400)
      try await shop.earn(500_00, key: "b")
      shop.clock.advance(seconds: 86_400)
      #expect(try await shop.coalition.runClearing(through: first.adding(-1)) == ClearingRun())
      let run = try await shop.coalition.runClearing(through: first)
      #expect((run.days, run.lastDay, run.settlements) == (1, first, 1))
      #expect(try await shop.coalition.runClearing(through: first) == ClearingRun())
      let rest = try await shop.coalition.runClearing()
      #expect((rest.days, rest.firstDay, rest.lines) == (1, first.adding(1), 1))
    }
  }

  @Test func `where days are closed by hand the clock closes none`() async throws {
    var settings = CoalitionSettings()
    settings.closesDaysByHand = true
    try await TestShop.open(settings: settings) { shop in
      try await shop.agree(ClearingTests.terms, with: shop.merchant)
      try await shop.earn(500_00, key: "a")
      shop.clock.advance(seconds: 86_400)
      #expect(try await shop.coalition.runDueJobs().allSatisfy { $0.name != .clearing })
      #expect(try await shop.coalition.closedDays(by: .system).isEmpty)
      #expect(try await shop.coalition.runClearing().days == 1)
    }
  }
}
