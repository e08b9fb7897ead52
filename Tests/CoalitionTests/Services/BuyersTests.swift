import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

/// Who says that an order of points was paid, whose it is by then, and who gives it back.
@Suite(.database) struct BuyersTests {
  private static func open(
    _ test: (TestShop) async throws -> Void
  ) async throws {
    try await TestShop.open(policies: BuyingTests.policies) { try await test($0) }
  }

  @Test func `one person's word that it was paid credits nothing, a second one's same word does`()
    async throws
  {
    try await Self.open { shop in
      let order = try await shop.buy(1_000, request: "a")
      func tell(
        _ who: Int64, _ payment: String = "b1", _ fen: Int64 = 3_000
      ) async throws -> PointsOrder {
        try await shop.coalition.payPointsOrder(
          order.id, payment: payment, Money(minorUnits: fen, currency: "CNY"), by: TestShop.person(who))
      }
      for _ in 0..<3 { #expect(try await tell(11).state == .noted) }
      #expect(try await shop.spendable() == 0)
      await #expect(throws: PointsOrderRefusal.notedOtherwise) { try await tell(12, "b2") }
      await #expect(throws: PointsOrderRefusal.moneyMismatch) { try await tell(12, "b1", 2_999) }
      await #expect(throws: AccessRefusal.scopeMissing(.settle)) {
        try await shop.coalition.payPointsOrder(
          order.id, payment: "b1", order.price, by: TestShop.person(12, .reading))
      }
      // What somebody said does not lapse.
      shop.clock.advance(seconds: 2 * Coalition.pointsOrderSeconds)
      _ = try await shop.coalition.lapsePointsOrders()
      #expect(try await tell(12).state == .credited)
      #expect(try await tell(12).state == .credited)
      #expect(try await shop.spendable() == 1_000)
    }
  }

  @Test func `a wrong note is taken back, and its payment may be another order's`() async throws {
    try await Self.open { shop in
      let (wrong, right) = (try await shop.buy(1_000, request: "a"), try await shop.buy(1_000, request: "b"))
      let finance = TestShop.person(11)
      _ = try await shop.coalition.payPointsOrder(wrong.id, payment: "b1", wrong.price, by: finance)
      #expect(try await shop.sales() == nil)
      #expect(try await shop.coalition.dropPointsPayment(wrong.id, by: TestShop.person(12)).state == .waiting)
      await #expect(throws: PointsOrderRefusal.state(.waiting)) {
        try await shop.coalition.dropPointsPayment(wrong.id, by: finance)
      }
      #expect(try await shop.pay(right, "b1").state == .credited)
      await #expect(throws: PointsOrderRefusal.state(.credited)) {
        try await shop.coalition.dropPointsPayment(right.id, by: finance)
      }
      #expect(try await shop.spendable() == 1_000)
    }
  }

  @Test func `members give back their own orders, systems anybody's, and no person alone`() async throws {
    try await Self.open { shop in
      let me = try await shop.me(try await shop.enter())
      let friend = try await shop.me(try await shop.enter("13800138001"))
      let order = try await shop.pay(try await shop.buy(1_000, request: "a"), "p1")
      await #expect(throws: PointsOrderRefusal.notFound) {
        try await shop.coalition.returnPointsOrder(order.id, by: friend)
      }
      await #expect(throws: PointsOrderRefusal.notAlone) {
        try await shop.coalition.returnPointsOrder(order.id, by: TestShop.person(11))
      }
      await #expect(throws: AccessRefusal.operatorOnly) {
        try await shop.coalition.returnPointsOrder(order.id, by: shop.till)
      }
      _ = try await shop.coalition.freezeMember(shop.member.id, reason: "r", by: .system)
      await #expect(throws: MemberRefusal.memberFrozen) {
        try await shop.coalition.returnPointsOrder(order.id, by: me)
      }
      _ = try await shop.coalition.unfreezeMember(shop.member.id, reason: "r", by: .system)
      let states = await withTaskGroup(of: PointsOrder.State?.self) { group in
        for _ in 0..<16 {
          group.addTask { try? await shop.coalition.returnPointsOrder(order.id, by: me).state }  // counted
        }
        return await group.reduce(into: [PointsOrder.State?]()) { $0.append($1) }
      }
      #expect(states.contains(.returned))
      #expect(try await shop.spendable() == 0)
      let back = try await shop.ledger.history(of: shop.wallet, before: nil, limit: 9)
      #expect(back.filter { $0.kind == .refund && $0.refusal == nil }.count == 1)
    }
  }

  @Test func `what was bought is not given back as a transaction, only as its order`() async throws {
    try await Self.open { shop in
      let order = try await shop.pay(try await shop.buy(1_000, request: "a"), "p1")
      let original = ReturnOrder(order.transaction)
      #expect(
        try await refusal { _ = try await shop.coalition.refund(original, key: "r", by: .system) }
          == .transactionNotFound)
      #expect(
        try await refusal { _ = try await shop.coalition.void(original, key: "v", by: .system) }
          == .transactionNotFound)
      #expect(try await shop.spendable() == 1_000)
    }
  }

  @Test func `a frozen buyer gets what was paid, a merged one's goes to the survivor, a gone one's back`()
    async throws
  {
    try await Self.open { shop in
      let frozen = try await shop.buy(1_000, request: "a")
      _ = try await shop.coalition.freezeMember(shop.member.id, reason: "r", by: .system)
      #expect(try await shop.pay(frozen, "p1").state == .credited)
      _ = try await shop.coalition.unfreezeMember(shop.member.id, reason: "r", by: .system)
      let merged = try await shop.buy(2_000, request: "b")
      _ = try await shop.merge(shop.member, into: shop.friend)
      #expect(try await shop.pay(merged, "p2").state == .credited)
      let key = WalletKey(member: shop.friend.id, asset: shop.program.asset)
      #expect(try await shop.coalition.wallet(key, by: .system).spendable == 3_000)
      // Both are given back out of the lots that the survivor has.
      for order in [frozen, merged] {
        #expect(try await shop.coalition.returnPointsOrder(order.id, by: .system).state == .returned)
      }
      #expect(try await shop.coalition.wallet(key, by: .system).spendable == 0)
      let me = try await shop.me(try await shop.enter("13800138001"))
      let gone = try await shop.coalition.orderPoints(
        1_000, in: shop.program.asset, price: Money(minorUnits: 3_000, currency: "CNY"), request: "c", by: me)
      try await shop.coalition.leave(
        forfeiting: [:], code: try await shop.ownCode(me, at: "+8613800138001"), from: TestShop.place, by: me)
      let declined = try await shop.pay(gone, "p3")
      #expect(declined.state == .declined && declined.owesMoney && !declined.transaction.isGiven)
      #expect(try await shop.pay(gone, "p3").state == .declined)
      #expect(try await shop.coalition.wallet(key, by: .system).spendable == 0)
      let repaid = try await shop.coalition.repayPointsOrder(gone.id, repayment: "r1", by: .system)
      #expect(!repaid.owesMoney)
    }
  }

  @Test func `five orders wait at once, and what lapsed makes room`() async throws {
    try await Self.open { shop in
      for number in 0..<5 { _ = try await shop.buy(100, request: "r\(number)") }
      await #expect(throws: PointsOrderRefusal.tooManyWaiting(5)) { try await shop.buy(100, request: "r5") }
      await #expect(throws: OrderRefusal.idempotencyMismatch(.none)) {
        try await shop.buy(101, request: "r0")
      }
      shop.clock.advance(seconds: Coalition.pointsOrderSeconds)
      _ = try await shop.buy(100, request: "r5")
    }
  }

  @Test func `without a licence a programme sells only at the merchant that it belongs to`() async throws {
    try await Self.open { shop in
      var policies = BuyingTests.policies
      policies.services[.buying]?.isLicensed = false
      let services = policies.services
      await #expect(throws: ProgramRefusal.invalid(.buyingLicence)) {
        try await shop.coalition.updateProgram(shop.program.asset, by: .system) {
          $0.policies.services = services
        }
      }
      var draft = ProgramDraft(
        code: "HOST", names: Names("Hosted"), worth: Worth(100, are: Money(minorUnits: 100, currency: "CNY")))
      (draft.merchant, draft.policies) = (shop.merchant.id, policies)
      let hosted = try await shop.coalition.createProgram(draft, by: .system)
      for merchant in [shop.merchant, shop.other] {
        try await shop.coalition.setTerms(
          MerchantTerms(
            merchant: merchant.id, asset: hosted.asset, earning: EarnTerms(1, perMinorUnits: 100)),
          by: .system)
      }
      let order = try await shop.coalition.orderPoints(
        1_000, in: hosted.asset, for: shop.member.id, request: "a", by: .system)
      try await shop.pay(order, "p1")
      func spend(at merchant: Merchant, _ key: String) async throws -> Decline? {
        try await decline {
          _ = try await shop.coalition.spend(
            SpendOrder(member: .id(shop.member.id), program: .asset(hosted.asset), .points(100)), key: key,
            by: shop.caller(merchant))
        }
      }
      #expect(try await spend(at: shop.other, "o")?.refusal == .insufficientPoints)
      #expect(try await spend(at: shop.merchant, "m") == nil)
      // Each programme's sales are its own.
      try await shop.pay(try await shop.buy(100, request: "b"), "p2")
      let sales = try await shop.coalition.pointsSales(
        of: [shop.program.asset, hosted.asset], from: .distantPast, until: .distantFuture, by: .system)
      #expect(sales[hosted.asset]?.paid == 3_000 && sales[hosted.asset]?.points == 1_000)
      #expect(sales[shop.program.asset]?.paid == 300 && sales.count == 2)
    }
  }

  @Test func `a price is rounded up, and never past what money can be`() {
    let worth = Worth(7, are: Money(minorUnits: 3, currency: "CNY"))
    #expect(worth.cost(of: 1)?.minorUnits == 1)
    #expect(worth.cost(of: 7)?.minorUnits == 3)
    #expect(worth.cost(of: 8)?.minorUnits == 4)
    #expect(worth.cost(of: 0) == nil && worth.cost(of: -1) == nil)
    let dear = Worth(1, are: Money(minorUnits: 1_000_000_000_000, currency: "CNY"))
    #expect(dear.cost(of: 1)?.minorUnits == 1_000_000_000_000)
    #expect(dear.cost(of: 2) == nil && dear.cost(of: Points.maximumPerCommand) == nil)
  }
}
