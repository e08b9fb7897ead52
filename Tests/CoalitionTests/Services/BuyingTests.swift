import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

/// Points for money: ordered, paid once, credited once, given back unused.
@Suite(.database) struct BuyingTests {
  /// 100 points for 3.00, from 100 to 5,000, 8,000 a day; 7 days to give back; with a licence.
  static var policies: ProgramPolicies {
    var terms = ServiceTerms()
    terms.isOn = true
    terms.price = Worth(100, are: Money(minorUnits: 300, currency: "CNY"))
    (terms.minimum, terms.maximum, terms.daily) = (100, 5_000, 8_000)
    terms.days = 7
    terms.isLicensed = true
    var policies = ProgramPolicies()
    policies.services[.buying] = terms
    return policies
  }

  private static func open(_ test: (TestShop) async throws -> Void) async throws {
    try await TestShop.open(policies: policies) { try await test($0) }
  }

  @Test func `an order waits for its payment, and is credited once however often that is told`() async throws
  {
    try await Self.open { shop in
      let order = try await shop.buy(1_001, request: "a")
      #expect(order.state == .waiting && order.price == Money(minorUnits: 3_003, currency: "CNY"))
      let same = try await shop.buy(1_001, request: "a")
      #expect(same.id == order.id)
      #expect(try await shop.spendable() == 0)
      let paid = try await shop.pay(order, "p1")
      #expect(paid.state == .credited && paid.payment == "p1")
      let again = try await shop.pay(order, "p1")
      #expect(again.transaction == paid.transaction)
      #expect(try await shop.spendable() == 1_001)
      let lots = try await shop.coalition.wallet(shop.wallet, by: .system).lots
      #expect(lots.map(\.source) == [LotSource(issuer: .none, origin: .purchased)])
    }
  }

  @Test func `many who tell of one order's payment credit it once, and one payment pays one order`()
    async throws
  {
    try await Self.open { shop in
      let order = try await shop.buy(1_000, request: "a")
      let states = await withTaskGroup(of: PointsOrder.State?.self) { group in
        for number in 0..<64 {
          group.addTask {
            // Half of them are another payment: whoever comes second is refused.
            try? await shop.pay(order, "p\(number % 2)").state  // a refusal is what is counted
          }
        }
        return await group.reduce(into: [PointsOrder.State]()) { if let state = $1 { $0.append(state) } }
      }
      #expect(states.count == 32)
      let spendable = try await shop.spendable()
      #expect(spendable == 1_000)
      let kept = try await shop.coalition.pointsOrder(order.id, by: .system)
      let other = try await shop.buy(500, request: "b")
      await #expect(throws: PointsOrderRefusal.paymentUsed) {
        try await shop.pay(other, try #require(kept.payment))
      }
      await #expect(throws: PointsOrderRefusal.paidBefore) { try await shop.pay(order, "p9") }
      #expect(try await shop.spendable() == 1_000)
    }
  }

  @Test func `another sum, a late payment and a bad number credit nothing`() async throws {
    try await Self.open { shop in
      let order = try await shop.buy(1_000, request: "a")
      await #expect(throws: PointsOrderRefusal.moneyMismatch) {
        try await shop.coalition.payPointsOrder(
          order.id, payment: "p", Money(minorUnits: 2_999, currency: "CNY"), by: .system)
      }
      await #expect(throws: PointsOrderRefusal.paymentInvalid) { try await shop.pay(order, "a b") }
      await #expect(throws: PointsOrderRefusal.notFound) {
        try await shop.coalition.payPointsOrder(PointsOrderID(9), payment: "p", order.price, by: .system)
      }
      await #expect(throws: AccessRefusal.operatorOnly) {
        try await shop.coalition.payPointsOrder(order.id, payment: "p", order.price, by: shop.till)
      }
      shop.clock.advance(seconds: Coalition.pointsOrderSeconds)
      await #expect(throws: PointsOrderRefusal.ended) { try await shop.pay(order, "p") }
      _ = try await shop.coalition.lapsePointsOrders()
      let lapsed = try await shop.coalition.pointsOrder(order.id, by: .system)
      #expect(lapsed.state == .lapsed)
      await #expect(throws: PointsOrderRefusal.ended) { try await shop.pay(order, "p") }
      #expect(try await shop.spendable() == 0)
    }
  }

  @Test func `limits count what waits, and give back what lapses`() async throws {
    try await Self.open { shop in
      var refusals: [OrderRefusal?] = []
      for (number, points) in [Points(99), 5_001, 5_000, 3_001, 3_000].enumerated() {
        refusals.append(try await refusal { _ = try await shop.buy(points, request: "r\(number)") })
      }
      #expect(
        refusals == [
          .serviceBelowMinimum(100), .serviceAboveMaximum(5_000), nil, .serviceLimit(8_000, in: .day), nil,
        ])
      // The same business day: Shanghai's Monday has sixteen hours left, an order twenty-four; so by the job.
      let waiting = try await shop.coalition.pointsOrders(in: .waiting, by: .system).items
      #expect(waiting.count == 2)
      try await shop.lapse(waiting[0])
      let after = try await refusal { _ = try await shop.buy(3_000, request: "again") }
      #expect(after == nil)
    }
  }

  @Test func `many orders at once stay within a day`() async throws {
    try await Self.open { shop in
      let made = await withTaskGroup(of: Bool.self) { group in
        for number in 0..<64 {
          group.addTask {
            // Who comes too late is refused, which is what is counted.
            (try? await shop.buy(1_900, request: "r\(number)")) != nil
          }
        }
        return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(made == 4, "7,600 of 8,000")
      let waiting = try await shop.coalition.pointsOrders(in: .waiting, by: .system).items
      #expect(waiting.count == 4)
    }
  }

  @Test func `an unused order is given back and its money noted once; a used one stays`() async throws {
    try await Self.open { shop in
      let order = try await shop.pay(try await shop.buy(1_000, request: "a"), "p1")
      try await shop.earn(200_000, key: "e")
      try await shop.spend(100, key: "s")
      // What was spent was earned, since that ends first; then nothing of it is left.
      let returned = try await shop.coalition.returnPointsOrder(order.id, by: .system)
      #expect(returned.state == .returned && returned.owesMoney)
      #expect(try await shop.spendable() == 1_900)
      let repaid = try await shop.coalition.repayPointsOrder(order.id, repayment: "b1", by: .system)
      #expect(!repaid.owesMoney)
      await #expect(throws: PointsOrderRefusal.repaidBefore) {
        try await shop.coalition.repayPointsOrder(order.id, repayment: "b2", by: .system)
      }
      let sales = try #require(try await shop.sales())
      #expect(sales.paid == 3_000 && sales.repaid == 3_000 && sales.owed == 0 && sales.orders == 1)
      let used = try await shop.pay(try await shop.buy(1_000, request: "b"), "p2")
      try await shop.spend(1_901, key: "t")
      await #expect(throws: PointsOrderRefusal.used) {
        try await shop.coalition.returnPointsOrder(used.id, by: .system)
      }
      try await shop.earn(1_000_000, key: "f")
      await #expect(throws: PointsOrderRefusal.used, "earned points are never turned into money") {
        try await shop.coalition.returnPointsOrder(used.id, by: .system)
      }
      let kept = try await shop.coalition.pointsOrder(used.id, by: .system)
      #expect(kept.state == .credited)
      shop.clock.advance(seconds: 7 * 86_400)
      await #expect(throws: PointsOrderRefusal.tooLate) {
        try await shop.coalition.returnPointsOrder(used.id, by: .system)
      }
    }
  }

  @Test func `what a crash leaves paid is credited by the job, under the same key`() async throws {
    try await Self.open { shop in
      let order = try await shop.buy(1_000, request: "a")
      let now = shop.clock.clock.now()
      try await shop.coalition.database.write { tx in
        try tx.execute(
          """
          UPDATE points_order SET state = 'paid', payment = 'p', paid_at = \(now), changed_at = \(now)
          WHERE id = \(order.id)
          """)
      }
      shop.clock.advance(seconds: 61)
      try await shop.coalition.runDueJobs(only: [.pointsCards, .housekeeping])
      #expect(try await shop.spendable() == 0, "it is a job of its own")
      let lapsing = try await shop.buy(500, request: "b")
      shop.clock.advance(seconds: Coalition.pointsOrderSeconds)
      let settled = try await shop.coalition.runDueJobs(only: [.pointsOrders])
      #expect(settled == [JobReport(name: .pointsOrders, done: 2)])
      shop.clock.advance(seconds: 61)
      let again = try await shop.coalition.runDueJobs(only: [.pointsOrders])
      #expect(again == [JobReport(name: .pointsOrders, done: 0)])
      #expect(try await shop.coalition.pointsOrder(lapsing.id, by: .system).state == .lapsed)
      #expect(try await shop.spendable() == 1_000)
    }
  }

  @Test func `bought points do not travel`() async throws {
    var policies = Self.policies
    policies.transfer.minimum = 4_000
    try await TestShop.open(policies: policies) { shop in
      _ = try await shop.pay(try await shop.buy(5_000, request: "a"), "p")
      shop.clock.advance(seconds: 10 * 86_400)
      func send(_ points: Points) async throws -> Refusal? {
        let order = TransferOrder(from: .id(shop.member.id), to: .id(shop.friend.id), points: points)
        return try await decline {
          _ = try await shop.coalition.transfer(order, key: "t\(points.units)", by: .system)
        }?.refusal
      }
      // Too few is too few whatever they are; enough of them are none that may go.
      #expect(try await send(3_999) == .transferBelowMinimum)
      #expect(try await send(4_000) == .insufficientPoints)
      // Nor to a partner's programme, which sets them aside first.
      let order = PartnerOrder(
        member: shop.member.id, asset: shop.program.asset, points: 100,
        occasion: Occasion(.member, merchant: shop.merchant.id))
      func setAside(_ key: String) async throws -> Decline? {
        try await decline {
          _ = try await shop.coalition.carryOut(.partnerHold(order), key: key, by: .system)
        }
      }
      #expect(try await setAside("h")?.refusal == .insufficientPoints)
      try await shop.earn(10_000, key: "e")
      #expect(try await setAside("i") == nil)
      #expect(try await shop.spend(5_000, key: "s").transaction.amount == 5_000)
    }
  }
}

extension TestShop {
  /// Of the shop's programme, of all times; nil where there is nothing of it.
  func sales() async throws -> PointsSales? {
    try await coalition.pointsSales(
      of: [program.asset], from: .distantPast, until: .distantFuture, by: .system)[program.asset]
  }

  func buy(_ points: Points, request: String) async throws -> PointsOrder {
    try await coalition.orderPoints(
      points, in: program.asset, for: member.id, request: request, by: .system)
  }

  @discardableResult
  func pay(_ order: PointsOrder, _ payment: String) async throws -> PointsOrder {
    try await coalition.payPointsOrder(order.id, payment: payment, order.price, by: .system)
  }

  /// Makes its time over, and lets the job see it.
  func lapse(_ order: PointsOrder) async throws {
    let now = clock.clock.now()
    try await coalition.database.write { tx in
      try tx.execute(
        """
        UPDATE points_order SET created_at = \(now.adding(seconds: -9)), ends_at = \(now)
        WHERE id = \(order.id)
        """
      )
    }
    _ = try await coalition.lapsePointsOrders()
  }
}
