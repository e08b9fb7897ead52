import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

/// Points that wait, used before their time for a price: as the programme says, once, and no second debt.
@Suite(.database) struct AdvancingTests {
  /// Half of what matures within 10 days for 10 per cent, from 50 on and 600 a day.
  static var policies: ProgramPolicies {
    get throws {
      var terms = ServiceTerms()
      terms.isOn = true
      terms.fee = try #require(BasisPoints(1_000))
      terms.share = try #require(BasisPoints(5_000))
      (terms.minimum, terms.daily, terms.days) = (50, 600, 10)
      var policies = ProgramPolicies()
      policies.services[.advancing] = terms
      return policies
    }
  }

  /// 1,000 points wait for five days, and 1,000 for twenty.
  private static func open(
    _ policies: ProgramPolicies? = nil, _ test: (TestShop) async throws -> Void
  ) async throws {
    let policies = try policies ?? Self.policies
    try await TestShop.open(policies: policies) { shop in
      try await shop.earnWaiting(100_000, days: 5, key: "a")
      try await shop.earnWaiting(100_000, days: 20, key: "b")
      try await test(shop)
    }
  }

  @Test func `the share of what matures in time can be used now, less the fee`() async throws {
    try await Self.open { shop in
      let receipt = try await shop.advance(333, key: "k")
      #expect(receipt.transaction.kind == .advance && receipt.transaction.amount == 333)
      // 33.3 is rounded up.
      #expect(try await shop.spendable() == 299)
      #expect(receipt.transaction.taken(by: .fees) == 34)
      let again = try await shop.advance(333, key: "k")
      #expect(again.isReplay && again.transaction.id == receipt.transaction.id)
      #expect(try await decline { try await shop.advance(168, key: "l") }?.refusal == .notPending)
      try await shop.advance(167, key: "m")
      let wallet = try await shop.coalition.wallet(shop.wallet, by: .system)
      #expect(wallet.balance.pending == 1_500)
      #expect(wallet.lots.map(\.source) == Array(repeating: LotSource(issuer: shop.merchant.id), count: 2))
      // The rest matures by itself, without a fee.
      shop.clock.advance(seconds: 5 * 86_400)
      try await shop.coalition.runDueJobs(only: [.mature])
      #expect(try await shop.spendable() == 949)
    }
  }

  @Test func `nothing goes where it is off`() async throws {
    try await Self.open(ProgramPolicies()) { shop in
      let refused = try await refusal { try await shop.advance(100, key: "k") }
      #expect(refused == .serviceOff)
    }
  }

  @Test func `nothing goes that is too little, dearer than shown or past a day`() async throws {
    try await Self.open { shop in
      #expect(try await refusal { try await shop.advance(49, key: "a") } == .serviceBelowMinimum(50))
      #expect(try await refusal { try await shop.advance(100, fee: 9, key: "b") } == .feeChanged)
      try await shop.earnWaiting(200_000, days: 5, key: "more")
      try await shop.advance(600, fee: 60, key: "c")
      #expect(
        try await refusal { try await shop.advance(50, key: "d") } == .serviceLimit(600, in: .day))
      await #expect(throws: AccessRefusal.operatorOnly) {
        let order = AdvanceOrder(member: .id(shop.member.id), points: 50)
        _ = try await shop.coalition.advance(order, key: "e", by: shop.till)
      }
      shop.clock.advance(seconds: 86_400)
      try await shop.advance(50, key: "f")
    }
  }

  @Test func `many at once stay within the share and the day`() async throws {
    try await Self.open { shop in
      let made = await withTaskGroup(of: Bool.self) { group in
        for number in 0..<48 {
          // Who comes too late is refused, which is what is counted.
          group.addTask { (try? await shop.advance(100, key: "r\(number)")) != nil }
        }
        return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(made == 5, "half of 1,000")
      let spendable = try await shop.spendable()
      #expect(spendable == 450)
    }
  }

  @Test func `a purchase that is returned takes its points back, and what is spent is owed`() async throws {
    try await Self.open { shop in
      try await shop.advance(500, key: "k")
      try await shop.spend(450, key: "s")
      let page = try await shop.ledger.history(of: shop.wallet, before: nil, limit: 10)
      let earned = try #require(page.last { $0.kind == .earn })
      _ = try await shop.coalition.refund(
        ReturnOrder(earned.id, occasion: Occasion(.api)), key: "back", by: shop.till)
      let balance = try await shop.coalition.wallet(shop.wallet, by: .system).balance
      #expect(balance == Balance(pending: 1_000, debt: -500))
    }
  }

  @Test func `points cannot wait for longer than they live`() async throws {
    try await TestShop.open { shop in
      var order = EarnOrder(
        member: .id(shop.member.id), .purchase(Money(minorUnits: 10_000, currency: "CNY")))
      order.waitDays = 5_000
      let refused = try await refusal { _ = try await shop.coalition.earn(order, key: "w", by: shop.till) }
      #expect(refused == .waitOutOfRange)
    }
  }

  @Test func `on the site it is shown first, proven, and done once`() async throws {
    try await Self.open { shop in
      let me = try await shop.me(try await shop.enter())
      let found = try await shop.coalition.waitingPoints(by: me)
      #expect(found.map(\.points) == [500] && found.map(\.asset) == [shop.program.asset])
      let offer = try await shop.coalition.offerAdvance(of: 300, in: shop.program.asset, by: me)
      #expect(offer.points == 300 && offer.fee == 30 && offer.comes == 270 && offer.left == 270)
      #expect(try await shop.spendable() == 0)
      await #expect(throws: AccessRefusal.confirmationNeeded) {
        try await shop.coalition.advance(offer.offer, by: me)
      }
      shop.clock.advance(seconds: 61)
      try await shop.coalition.requestProofCode(by: me)
      let proven = try await shop.coalition.proveMyself(
        .code(shop.code(to: "+8613800138000")), from: TestShop.place, by: me)
      let made = try await withThrowingTaskGroup(of: TransactionID?.self) { group in
        for _ in 0..<16 {
          group.addTask {
            do { return try await shop.coalition.advance(offer.offer, by: proven).transaction.id } catch {
              // It may be sent again.
              guard [.busy, .outcomeUnknown].contains(error as? OrderRefusal) else { throw error }
              return nil
            }
          }
        }
        return try await group.reduce(into: Set<TransactionID>()) { if let id = $1 { $0.insert(id) } }
      }
      #expect(made.count == 1)
      #expect(try await shop.spendable() == 270)
      let id = try #require(made.first)
      let shown = try await shop.coalition.ownAdvance(id, by: me)
      #expect(shown?.comes == 270 && shown?.at != nil)
      let friend = try await shop.me(try await shop.enter("13800138001"))
      #expect(try await shop.coalition.ownAdvance(id, by: friend) == nil)
      await #expect(throws: MemberAccessRefusal.offerEnded) {
        try await shop.coalition.advance(offer.offer, by: friend)
      }
    }
  }
}

extension TestShop {
  /// A purchase whose points wait.
  func earnWaiting(_ fen: Int64, days: Int, key: String) async throws {
    var order = EarnOrder(member: .id(member.id), .purchase(Money(minorUnits: fen, currency: "CNY")))
    order.waitDays = days
    _ = try await coalition.earn(order, key: key, by: till)
  }

  @discardableResult
  func advance(_ points: Points, fee: Points? = nil, key: String) async throws -> Receipt {
    let order = AdvanceOrder(member: .id(member.id), points: points, fee: fee)
    return try await coalition.advance(order, key: key, by: .system)
  }
}
