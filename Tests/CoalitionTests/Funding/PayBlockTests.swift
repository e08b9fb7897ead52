import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

@Suite(.database) struct PayBlockTests {
  @Test(arguments: Engine.available)
  func `of two people the second gives number and sum, and the points are there once`(
    engine: Engine
  ) async throws {
    try await TestShop.open(in: try await engine.makeDatabase()) { shop in
      try await shop.prepaid()
      let block = try await shop.order(1_000, "one")
      #expect(try await shop.order(1_000, "one") == block && block.price.minorUnits == 200)
      await #expect(throws: FundingRefusal.otherRequest) { try await shop.order(999, "one") }
      await #expect(throws: FundingRefusal.moneyMismatch) {
        try await shop.coalition.payBlock(
          block.id, payment: "B1", Money(minorUnits: 199, currency: "CNY"), by: .system)
      }
      func say(_ payment: String, _ person: Int64) async throws -> PointsBlock {
        try await shop.coalition.payBlock(block.id, payment: payment, block.price, by: shop.person(person))
      }
      #expect(try await say("B1", 11).state == .noted)
      #expect(try await shop.left() == 0)
      #expect(try await say("B1", 11).state == .noted)
      await #expect(throws: FundingRefusal.notedOtherwise) { try await say("B2", 12) }
      #expect(try await shop.coalition.dropBlockPayment(block.id, by: shop.person(12)).state == .waiting)
      _ = try await say("B1", 12)
      let paid = try await say("B1", 11)
      #expect(paid.state == .paid && paid.payment == "B1" && paid.number == 1 && paid.notedBy == 0)
      #expect(try await say("B1", 13) == paid)
      await #expect(throws: FundingRefusal.paidBefore) { try await say("B3", 13) }
      #expect(try await shop.left() == 1_000)
      let second = try await shop.order(10, "two")
      await #expect(throws: FundingRefusal.paymentUsed) {
        try await shop.coalition.payBlock(second.id, payment: "B1", second.price, by: .system)
      }
      #expect(try await shop.vouchers() == ["1 bought ONE: 1002 200 / 220521 200"])
    }
  }

  @Test func `one payment pays a block or a member's order, whichever comes first`() async throws {
    try await TestShop.open(policies: BuyingTests.policies) { shop in
      try await shop.prepaid()
      let (one, two) = (try await shop.order(1_000, "one"), try await shop.order(1_000, "two"))
      let (first, second) = (
        try await shop.buy(1_000, request: "a"), try await shop.buy(1_000, request: "b")
      )
      _ = try await shop.coalition.payBlock(one.id, payment: "B1", one.price, by: .system)
      await #expect(throws: PointsOrderRefusal.paymentUsed) { try await shop.pay(first, "B1") }
      _ = try await shop.pay(second, "B2")
      await #expect(throws: FundingRefusal.paymentUsed) {
        try await shop.coalition.payBlock(two.id, payment: "B2", two.price, by: .system)
      }
      #expect(try await shop.pay(first, "B3").state == .credited)
    }
  }

  @Test func `an order ends that is not paid in time, and a merchant sees its own`() async throws {
    try await TestShop.open { shop in
      try await shop.prepaid()
      let block = try await shop.order(1_000, "one")
      await #expect(throws: FundingRefusal.notFound) {
        try await shop.coalition.pointsBlock(block.id, by: shop.caller(shop.other))
      }
      #expect(try await shop.coalition.pointsBlocks(by: shop.caller(shop.other)).items.isEmpty)
      #expect(try await shop.coalition.pointsBlocks(by: shop.till).items == [block])
      await #expect(throws: AccessRefusal.operatorOnly) {
        try await shop.coalition.payBlock(block.id, payment: "B1", block.price, by: shop.till)
      }
      shop.clock.advance(seconds: Coalition.blockOrderSeconds)
      await #expect(throws: FundingRefusal.ended) {
        try await shop.coalition.payBlock(block.id, payment: "B1", block.price, by: .system)
      }
      #expect(try await shop.coalition.lapseBlocks() == 1)
      #expect(try await shop.coalition.pointsBlock(block.id, by: .system).state == .lapsed)
    }
  }

  /// A thousand points at 0.20 a hundred, then a thousand at 0.40: 700 and 600 are given, 400 come back.
  @Test(arguments: Engine.available)
  func `the oldest block is used first, and its money becomes deferred day by day`(
    engine: Engine
  ) async throws {
    try await TestShop.open(in: try await engine.makeDatabase()) { shop in
      try await shop.prepaid()
      try await shop.block(1_000, "cheap")
      var dearer = ClearingTests.terms
      dearer.issuePrice = PointPrice(40, perPoints: 100)
      try await shop.agree(dearer, with: shop.merchant)
      let undone = try await shop.give(50, "undone")
      _ = try await shop.coalition.void(ReturnOrder(undone.transaction.id), key: "v", by: shop.till)
      #expect(try await shop.funding().blocks.map(\.left) == [1_000])
      try await shop.give(700, "a")
      try await shop.nextDay()
      try await shop.block(1_000, "dear")
      let second = try await shop.give(600, "b")
      #expect(try await shop.funding().blocks.map(\.left) == [700])
      try await shop.nextDay()
      _ = try await shop.coalition.refund(
        ReturnOrder(second.transaction.id, .points(400)), key: "r", by: shop.till)
      #expect(try await shop.funding().blocks.map(\.left) == [100, 1_000])
      try await shop.nextDay()
      let blocks = try await shop.vouchers(numbered: false).filter { $0.contains("220521") }
      #expect(
        blocks == [
          "2026-03-02 bought ONE: 1002 200 / 220521 200", "2026-03-02 drawn ONE: 220521 140 / 220501 140",
          "2026-03-03 bought ONE: 1002 400 / 220521 400", "2026-03-03 drawn ONE: 220521 180 / 220501 180",
          "2026-03-04 drawn ONE: 220501 140 / 220521 140",
        ])
      #expect(try await shop.faults().isEmpty)
      for wrong: SQL in [
        "UPDATE prepaid_day SET money = money + 1", "UPDATE prepaid_day SET points = points + 1",
        "UPDATE points_block SET minor_units = minor_units + 1",
        "UPDATE clearing_sum SET prepaid = prepaid + 1 WHERE prepaid <> 0",
      ] {
        #expect(try await !shop.faults(after: wrong).isEmpty, "\(wrong)")
      }
    }
  }
}
