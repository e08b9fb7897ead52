import Coalition
import DatabaseTesting
import Ledger
import Loyalty
import Testing

/// What a programme's policies say of points that are given back and taken back.
@Suite(.database) struct PolicyTests {
  /// 60 points of 100 that were spent while they were good, and given back when they no longer are.
  private func giveBackLate(
    extending days: Int, _ test: (TestShop, Receipt) async throws -> Void
  ) async throws {
    var policies = ProgramPolicies()
    policies.refundExtensionDays = days
    try await TestShop.open(policies: policies) { shop in
      _ = try await shop.coalition.updateProgram(shop.program.asset, by: .system) {
        $0.validity[.awarded] = .days(10)
      }
      try await shop.earn(10_000, key: "e")
      let spend = try await shop.spend(60, key: "s")
      shop.clock.set(try endOf("2026-03-12").adding(seconds: 3_600))
      _ = try await shop.coalition.runDueJobs(only: [.expire])
      #expect(try await shop.spendable() == 0)
      let back = ReturnOrder(spend.transaction.id)
      try await test(shop, try await shop.coalition.refund(back, key: "r", by: shop.till))
    }
  }

  @Test func `points that ran out before they are given back are forfeited where the programme says so`()
    async throws
  {
    try await giveBackLate(extending: 0) { shop, refund in
      #expect(refund.wallet?.available == 0)
      shop.clock.advance(seconds: 86_400)
      _ = try await shop.coalition.runDueJobs(only: [.expire])
      #expect(try await shop.spendable() == 0)
      #expect(try await decline { try await shop.spend(1, key: "t") }?.refusal == .insufficientPoints)
    }
  }

  @Test func `or live on to the end of so many days after they are given back`() async throws {
    try await giveBackLate(extending: 7) { shop, refund in
      #expect(refund.wallet?.available == 60)
      #expect(refund.lots.map(\.expiresAt) == [try endOf("2026-03-20")])
      shop.clock.set(try endOf("2026-03-20").adding(seconds: -1))
      #expect(try await shop.spend(20, key: "t").wallet?.available == 40)
      shop.clock.set(try endOf("2026-03-20"))
      #expect(try await decline { try await shop.spend(1, key: "u") }?.refusal == .insufficientPoints)
    }
  }
}
