import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

@Suite(.database) struct FundingTests {
  /// Purchases, gifts and top-ups at once, on several ways: as many as there are
  /// points for, to the last one that fits.
  @Test(arguments: Engine.available)
  func `however many earn at once, nobody gives more than was paid for`(engine: Engine) async throws {
    try await TestShop.open(in: try await engine.makeDatabase()) { shop in
      try await shop.prepaid()
      #expect(try await decline { try await shop.give(1, "nothing yet") }?.refusal == .issuingLimitExceeded)
      try await shop.block(100, "first")
      let given = await withTaskGroup(of: Points.self) { group in
        for number in 0..<64 {
          group.addTask {
            // Declined is what is counted.
            (try? await Self.give(7, number, at: shop))?.transaction.amount ?? 0
          }
        }
        return await group.reduce(into: Points(0)) { $0 += $1 }
      }
      #expect(given == 98)
      #expect(try await shop.net() == 98)
      #expect(try await shop.left() == 2)
      try await shop.give(2, "the last two")
      #expect(try await decline { try await shop.give(1, "one more") }?.refusal == .issuingLimitExceeded)
      #expect(try await shop.left() == 0)
    }
  }

  @Test(arguments: Engine.available)
  func `a void frees what it gave back, and points of before free nothing`(engine: Engine) async throws {
    try await TestShop.open(in: try await engine.makeDatabase()) { shop in
      try await shop.agree(ClearingTests.terms, with: shop.merchant)
      let before = try await shop.give(500, "before")
      try await shop.fund(.prepaid)
      try await shop.block(1_000, "first")
      let after = try await shop.give(600, "after")
      #expect(try await shop.left() == 400)
      _ = try await shop.coalition.refund(
        ReturnOrder(before.transaction.id, .points(200)), key: "r1", by: shop.till)
      #expect(try await shop.left() == 400)
      _ = try await shop.coalition.reverse("r1", key: "r2", by: shop.till)
      #expect(try await shop.left() == 400)
      _ = try await shop.coalition.void(ReturnOrder(after.transaction.id), key: "v", by: shop.till)
      #expect(try await shop.left() == 1_000)
      #expect(try await shop.funding().blocks.map(\.left) == [1_000])
      // What was paid ahead has no price; commission and fees stay, and the void undoes just those.
      #expect(
        try await shop.lines(of: shop.merchant).map(\.words) == [
          "given 500 sale 50000: -100 -625 -5", "given 600 sale 60000: 0 -750 -5",
          "given -200 sale -20000: 40 250 2", "given 200 sale 20000: -40 -250 -2",
          "given -600 sale -60000: 0 750 5",
        ])
    }
  }

  /// The window that decision 0055 knows: points of another way came back, and clearing has not read it yet.
  @Test(arguments: Engine.available)
  func `what came back of another way is given once more at most, and is paid with the next block`(
    engine: Engine
  ) async throws {
    try await TestShop.open(in: try await engine.makeDatabase()) { shop in
      try await shop.agree(ClearingTests.terms, with: shop.merchant)
      let before = try await shop.give(500, "before")
      try await shop.fund(.prepaid)
      try await shop.block(1_000, "first")
      try await shop.give(600, "a")
      #expect(try await shop.left() == 400)
      _ = try await shop.coalition.refund(
        ReturnOrder(before.transaction.id, .points(200)), key: "r", by: shop.till)
      #expect(try await decline { try await shop.give(601, "b") }?.refusal == .issuingLimitExceeded)
      try await shop.give(600, "c")
      #expect(try await shop.left() == -200)
      #expect(try await decline { try await shop.give(1, "d") }?.refusal == .issuingLimitExceeded)
      try await shop.nextDay()
      #expect(try await shop.faults().isEmpty)
      try await shop.block(1_000, "second")
      #expect(try await shop.left() == 800)
      try await shop.nextDay()
      let drawn = try await shop.vouchers(numbered: false).filter { $0.contains("drawn") }
      #expect(
        drawn == [
          "2026-03-02 drawn ONE: 220521 200 / 220501 200", "2026-03-03 drawn ONE: 220521 40 / 220501 40",
        ])
      #expect(try await shop.faults().isEmpty)
    }
  }

  @Test(arguments: Engine.available)
  func `to credit and back, what is left is what is paid for`(engine: Engine) async throws {
    try await TestShop.open(in: try await engine.makeDatabase()) { shop in
      try await shop.prepaid()
      try await shop.block(1_000, "first")
      let ahead = try await shop.give(300, "a")
      try await shop.fund(.credit, limit: 500)
      #expect(try await shop.left() == 500)
      let owed = try await shop.give(400, "b")
      #expect(try await shop.left() == 100)
      #expect(try await decline { try await shop.give(101, "c") }?.refusal == .issuingLimitExceeded)
      // A block that is paid meanwhile waits for its mode; points of one that come back wait there, too.
      try await shop.block(50, "second")
      _ = try await shop.coalition.void(ReturnOrder(ahead.transaction.id), key: "v", by: shop.till)
      #expect(try await shop.left() == 100)
      try await shop.fund(.prepaid)
      #expect(try await shop.left() == 1_050)
      _ = try await shop.coalition.refund(
        ReturnOrder(owed.transaction.id, .points(150)), key: "r", by: shop.till)
      #expect(try await shop.left() == 1_050)
      try await shop.fund(.credit, limit: 500)
      #expect(try await shop.left() == 250)
      try await shop.fund(.open)
      #expect(try await shop.funding().funding.ceiling == nil)
      try await shop.give(5_000, "d")
    }
  }

  @Test(arguments: Engine.available)
  func `what a paid settlement owed may be given again, until its payment comes back`(
    engine: Engine
  ) async throws {
    try await TestShop.open(in: try await engine.makeDatabase()) { shop in
      try await shop.prepaid()
      try await shop.block(100, "first")
      try await shop.give(100, "ahead")
      try await shop.fund(.credit, limit: 1_000)
      try await shop.give(700, "a")
      try await shop.nextDay()
      let made = try #require(try await shop.settlements().first)
      #expect(made.figures.given == 800 && made.figures.prepaid == 100)
      try await shop.give(200, "b")
      #expect(try await shop.left() == 100)
      let today = shop.coalition.settings.calendar.businessDay(of: shop.clock.clock.now())
      _ = try await shop.coalition.reviewSettlement(made.id, by: shop.person(11))
      _ = try await shop.coalition.approveSettlement(made.id, by: shop.person(12))
      #expect(try await shop.left() == 100)
      _ = try await shop.coalition.paySettlement(made.id, reference: "B1", on: today, by: shop.person(12))
      #expect(try await shop.left() == 800)
      try await shop.coalition.takeBack(made.id, key: "R1", on: today)
      #expect(try await shop.left() == 100)
      #expect(try await decline { try await shop.give(101, "c") }?.refusal == .issuingLimitExceeded)
      #expect(try await shop.faults().isEmpty)
    }
  }

  @Test func `terms that pay as points are used wait until nobody gives from blocks`() async throws {
    try await TestShop.open { shop in
      let asset = shop.program.asset
      await #expect(throws: FundingRefusal.noPrice) {
        try await shop.coalition.propose(
          .funding(FundingProposal(.prepaid, of: shop.merchant.id, in: asset)), reason: "x", by: .system)
      }
      await #expect(throws: FundingRefusal.noPrice) { try await shop.order(10, "x") }
      try await shop.prepaid()
      var used = ClearingTests.terms
      used.issueMoment = .used
      let proposal = SettlementProposal(
        used, of: shop.merchant.id, in: asset, from: BusinessDay(daysSince1970: 0))
      await #expect(throws: FundingRefusal.prepaidNow) {
        try await shop.coalition.propose(.settlementTerms(proposal), reason: "x", by: .system)
      }
    }
  }

  private static func give(_ points: Points, _ number: Int, at shop: TestShop) async throws -> Receipt {
    let key = "at once \(number)"
    let gift = GiveOrder(member: .id(shop.friend.id), points: points)
    switch number % 3 {
    case 0: return try await shop.give(points, key)
    case 1: return try await shop.coalition.award(gift, key: key, by: shop.till)
    default: return try await shop.coalition.topUp(gift, key: key, by: shop.till)
    }
  }
}
