import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

@Suite(.database) struct KindFeeClearingTests {
  private static let terms = SettlementTerms(
    issuePrice: PointPrice(100, perPoints: 500), acceptPrice: PointPrice(90, perPoints: 500),
    givingFee: TransactionFee(fixed: 5),
    fees: [
      KindFee(.earn, on: .pos, TransactionFee(share: 60, minimum: 10, maximum: 250)),
      KindFee(.spend, on: .seat, TransactionFee(share: 1_000)),
      KindFee(.refund, TransactionFee(fixed: 20, share: 100)),
      KindFee(.void, on: .pos, TransactionFee(fixed: 3)),
    ])

  @Test func `each kind costs what its channel does, and a return costs its own beside what comes back`()
    async throws
  {
    try await TestShop.open { shop in
      try await shop.agree(Self.terms, with: shop.merchant)
      try await shop.buy(500_00, on: .api, key: "a")
      let bought = try await shop.buy(500_00, on: .pos, key: "b")
      let small = try await shop.buy(2_00, on: .pos, key: "c")
      try await shop.pay(250, on: .seat, key: "d")
      _ = try await shop.coalition.refund(
        ReturnOrder(bought.transaction.id, .money(Money(minorUnits: 100_00, currency: "CNY"))), key: "e",
        by: shop.till)
      _ = try await shop.coalition.reverse("e", key: "f", by: shop.till)
      _ = try await shop.coalition.void(
        ReturnOrder(small.transaction.id, occasion: Occasion(.pos)), key: "g", by: shop.till)
      try await shop.coalition.clearJournal()
      #expect(
        try await shop.lines(of: shop.merchant).map(\.words) == [
          "given 500 sale 50000: -100 0 -5", "given 500 sale 50000: -100 0 -250", "given 2 sale 200: 0 0 -10",
          // A tenth of 0.45.
          "taken 250 sale 0: 45 0 -5",
          // A fifth of 2.50 comes back; to take back 100.00 costs 0.20 and 1 %.
          "given -100 sale -10000: 20 0 -70", "given 100 sale 10000: -20 0 70",
          "given -2 sale -200: 0 0 7",
        ])
    }
  }

  @Test func `a return that is undone a second time gives back and costs nothing more`() async throws {
    try await TestShop.open { shop in
      try await shop.agree(Self.terms, with: shop.merchant)
      let bought = try await shop.buy(500_00, on: .api, key: "a")
      for key in ["b", "c"] {
        _ = try await shop.coalition.refund(
          ReturnOrder(bought.transaction.id, .points(100)), key: key, by: shop.till)
      }
      for key in ["d", "e"] { _ = try await shop.coalition.reverse("b", key: key, by: shop.till) }
      try await shop.coalition.clearJournal()
      let lines = try await shop.lines(of: shop.merchant)
      #expect(lines.map(\.points) == [500, -100, -100, 100, 0])
      #expect(lines.map(\.sale) == [50_000, -10_000, -10_000, 10_000, 0])
      #expect(lines[1].money.net == -lines[3].money.net && lines[4].money.net == 0)
    }
  }

  @Test func `a return of too little for a point is undone once, too`() async throws {
    try await TestShop.open { shop in
      try await shop.agree(Self.terms, with: shop.merchant)
      let bought = try await shop.buy(500_99, on: .api, key: "a")
      for key in ["b", "c"] {
        _ = try await shop.coalition.refund(
          ReturnOrder(bought.transaction.id, .money(Money(minorUnits: 40, currency: "CNY"))), key: key,
          by: shop.till)
      }
      // One stretch and one each: what is undone is known from the lines that stand, too.
      for key in ["d", "e", "f"] {
        _ = try await shop.coalition.reverse("b", key: key, by: shop.till)
        if key != "d" { try await shop.coalition.clearJournal() }
      }
      let lines = try await shop.lines(of: shop.merchant)
      #expect(lines.map(\.points) == [500, 0, 0, 0, 0, 0])
      #expect(lines.map(\.sale) == [50_099, -40, -40, 40, 0, 0])
      #expect(lines[1].money.net == -lines[3].money.net)
      #expect(lines[4].money.net == 0 && lines[5].money.net == 0)
    }
  }

  @Test func `what a return cost comes back with it by the terms of its day, whatever they are now`()
    async throws
  {
    try await TestShop.open { shop in
      try await shop.agree(Self.terms, with: shop.merchant)
      let bought = try await shop.buy(500_00, on: .api, key: "a")
      _ = try await shop.coalition.refund(
        ReturnOrder(bought.transaction.id, .points(100)), key: "b", by: shop.till)
      try await shop.agree(SettlementTerms(), with: shop.merchant)
      shop.clock.advance(seconds: 86_400)
      try await shop.coalition.runClearing()
      _ = try await shop.coalition.reverse("b", key: "c", by: shop.till)
      _ = try await shop.coalition.refund(ReturnOrder(bought.transaction.id), key: "d", by: shop.till)
      shop.clock.advance(seconds: 86_400)
      try await shop.coalition.runClearing()
      let fees = try await shop.lines(of: shop.merchant).map(\.money.fee)
      // 1 of 5 comes back, 0.20 and 1 % of 100.00 are charged; then all of that the other way. Today's terms
      // charge nothing for the last.
      #expect(fees == [-5, 1 - 120, 120 - 1, 5])
    }
  }
}

extension TestShop {
  @discardableResult
  fileprivate func buy(_ fen: Int64, on channel: Channel, key: String) async throws -> Receipt {
    try await coalition.earn(
      EarnOrder(
        member: .id(member.id), .purchase(Money(minorUnits: fen, currency: "CNY")),
        occasion: Occasion(channel)),
      key: key, by: till)
  }

  fileprivate func pay(_ points: Points, on channel: Channel, key: String) async throws {
    _ = try await coalition.spend(
      SpendOrder(member: .id(member.id), .points(points), occasion: Occasion(channel)), key: key, by: till)
  }
}
