import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

/// What one person noted waits for another, holds up no system that took the payment, and is told to nobody.
@Suite(.database) struct NotedPaymentTests {
  private static func open(_ test: (TestShop) async throws -> Void) async throws {
    try await TestShop.open(policies: BuyingTests.policies) { try await test($0) }
  }

  @Test func `a system's payment is taken, whatever a person noted before`() async throws {
    try await Self.open { shop in
      for (payment, noted) in [("wx-1", "wx-1"), ("wx-2", "typed-wrong")] {
        let order = try await shop.buy(1_000, request: payment)
        #expect(try await shop.note(order, noted, by: 11).state == .noted)
        // A note does not lapse, so what comes late is in time.
        shop.clock.advance(seconds: 2 * Coalition.pointsOrderSeconds)
        try await shop.coalition.runDueJobs(only: [.pointsOrders])
        let paid = try await shop.pay(order, payment)
        #expect(paid.state == .credited && paid.payment == payment && paid.noted == nil && paid.notedBy == 0)
        #expect(try await shop.pay(order, payment) == paid)
        await #expect(throws: PointsOrderRefusal.paidBefore) { try await shop.note(order, "other", by: 12) }
      }
      #expect(try await shop.spendable() == 2_000)
    }
  }

  @Test func `a number that is noted for the wrong order still pays the right one`() async throws {
    try await Self.open { shop in
      let (wrong, right) = (try await shop.buy(1_000, request: "a"), try await shop.buy(1_000, request: "b"))
      _ = try await shop.note(wrong, "wx-1", by: 11)
      await #expect(throws: PointsOrderRefusal.paymentUsed) { try await shop.note(right, "wx-1", by: 11) }
      #expect(try await shop.pay(right, "wx-1").state == .credited)
      await #expect(throws: PointsOrderRefusal.paymentUsed) { try await shop.note(wrong, "wx-1", by: 12) }
      _ = try await shop.coalition.dropPointsPayment(wrong.id, by: TestShop.person(11))
      await #expect(throws: PointsOrderRefusal.paymentUsed) { try await shop.note(wrong, "wx-1", by: 11) }
      #expect(try await shop.spendable() == 1_000)
    }
  }

  @Test func `a number that is merely noted is in no log and in no list`() async throws {
    try await Self.open { shop in
      let order = try await shop.buy(1_000, request: "a")
      let noted = try await shop.note(order, "wx-118", by: 11)
      #expect(noted.payment == nil && noted.paidAt == nil && noted.noted == "wx-118")
      await #expect(throws: PointsOrderRefusal.notedOtherwise) {
        try await shop.note(order, "wx-119", by: 12)
      }
      _ = try await shop.coalition.dropPointsPayment(order.id, by: TestShop.person(12))
      _ = try await shop.note(order, "wx-118", by: 11)
      var query = AuditQuery()
      query.subject = "points_order/\(order.id.rawValue)"
      func logged() async throws -> [String] {
        try await shop.coalition.searchAudit(query, limit: 20, by: .system).items
          .flatMap { [$0.before, $0.after] }
      }
      let before = try await logged()
      #expect(before.contains("noted: *** 3000 CNY") && !before.contains { $0.contains("118") })
      _ = try await shop.note(order, "wx-118", by: 12)
      #expect(try await logged().contains("paid: wx-118 3000 CNY"))
    }
  }
}

extension TestShop {
  /// What one of the operator's people says of the order's payment.
  func note(_ order: PointsOrder, _ payment: String, by person: Int64) async throws -> PointsOrder {
    try await coalition.payPointsOrder(
      order.id, payment: payment, order.price, by: Self.person(person))
  }
}
