import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

/// What a buyer was shown is what they get: once, at that price, until that day.
@Suite(.database) struct BuyingEndTests {
  private static func open(_ test: (TestShop) async throws -> Void) async throws {
    try await TestShop.open(policies: BuyingTests.policies) { shop in
      _ = try await shop.coalition.updateProgram(shop.program.asset, by: .system) {
        $0.validity[.purchased] = .endOfMonth(1)
      }
      try await test(shop)
    }
  }

  @Test func `a form that is sent again after its time leads to the order that it made`() async throws {
    try await Self.open { shop in
      let me = try await shop.me(try await shop.enter())
      let offer = try await shop.coalition.offerPurchase(of: 1_000, in: shop.program.asset, by: me)
      let unused = try await shop.coalition.offerPurchase(of: 1_000, in: shop.program.asset, by: me)
      let order = try await shop.coalition.orderPoints(offer.offer, by: me)
      shop.clock.advance(seconds: ServiceOffer.seconds)
      #expect(try await shop.coalition.orderPoints(offer.offer, by: me).id == order.id)
      await #expect(throws: MemberAccessRefusal.offerEnded) {
        try await shop.coalition.orderPoints(unused.offer, by: me)
      }
      #expect(try await shop.coalition.pointsOrders(by: me).items.map(\.id) == [order.id])
    }
  }

  @Test func `points end when their buyer was told, whenever they are ordered and paid`() async throws {
    try await Self.open { shop in
      // Ten minutes before April.
      shop.clock.advance(seconds: 29 * 86_400 + 7 * 3_600 + 50 * 60)
      let me = try await shop.me(try await shop.enter())
      let offer = try await shop.coalition.offerPurchase(of: 1_000, in: shop.program.asset, by: me)
      let end = try endOf("2026-04-30")
      #expect(offer.price.expiresAt == end)
      shop.clock.advance(seconds: 590)
      let order = try await shop.coalition.orderPoints(offer.offer, by: me)
      #expect(order.expiresAt == end)
      // What is ordered now lives a month longer, and what the programme says later changes neither.
      let later = try await shop.buy(500, request: "b")
      #expect(later.expiresAt == (try endOf("2026-05-31")))
      _ = try await shop.coalition.updateProgram(shop.program.asset, by: .system) {
        $0.validity[.purchased] = .never
      }
      try await shop.pay(order, "p1")
      try await shop.pay(later, "p2")
      let lots = try await shop.coalition.wallet(shop.wallet, by: .system).lots
      #expect(Set(lots.map(\.lot.expiresAt)) == [end, try endOf("2026-05-31")])
      #expect(try await shop.buy(500, request: "c").expiresAt == nil)
    }
  }

  @Test func `what is paid after its points' end is credited to nobody, and its money goes back`()
    async throws
  {
    try await Self.open { shop in
      let order = try await shop.buy(5_000, request: "a")
      _ = try await shop.note(order, "b1", by: 11)
      shop.clock.advance(seconds: 60 * 86_400)
      let declined = try await shop.note(order, "b1", by: 12)
      #expect(declined.state == .declined && declined.owesMoney && !declined.transaction.isGiven)
      #expect(try await shop.spendable() == 0)
      #expect(try await shop.sales()?.owed == 15_000)
    }
  }
}
