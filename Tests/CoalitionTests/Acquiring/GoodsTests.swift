import DatabaseTesting
import Ledger
import Loyalty
import Storage
import Testing

@testable import Coalition

@Suite(.database) struct GoodsTests {
  private static let items = [
    PurchaseItem(code: "A", name: "Latte", category: "coffee", quantity: 2, amount: 5_000),
    PurchaseItem(code: "B", amount: -750),
  ]

  private static func order(_ shop: TestShop, _ items: [PurchaseItem] = items) -> Order {
    let money = Money(minorUnits: items.reduce(0) { $0 + $1.amount }, currency: "CNY")
    return .earn(EarnOrder(member: .id(shop.member.id), .purchase(money), items: items))
  }

  private static func rows(_ shop: TestShop) async throws -> Int64 {
    try await shop.coalition.database.read { tx in
      try tx.queryFirst("SELECT count(*) FROM purchase_item") { $0[0] } ?? 0
    }
  }

  @Test func `the goods of a purchase are kept line by line and found by its transaction`() async throws {
    try await TestShop.open { shop in
      let receipt = try await shop.coalition.carryOut(Self.order(shop), key: "a", by: shop.till)
      #expect(receipt.goods == Goods(Self.items, in: "CNY") && receipt.particulars.goodsLines == 2)
      let found = try await shop.coalition.transaction(receipt.transaction.id, by: shop.till)
      #expect(found.goods == receipt.goods)
      let again = try await shop.coalition.carryOut(Self.order(shop), key: "a", by: shop.till)
      #expect(again.isReplay && again.goods == receipt.goods)
      #expect(try await Self.rows(shop) == 2)
      #expect(try await shop.coalition.transaction(key: "a", by: shop.till)?.goods == receipt.goods)
    }
  }

  @Test func `a dry run, a refused order and another request under the key leave no goods`() async throws {
    try await TestShop.open { shop in
      _ = try await shop.coalition.preview(Self.order(shop), by: shop.till)
      let wrong = EarnOrder(
        member: .id(shop.member.id), .purchase(Money(minorUnits: 1, currency: "CNY")), items: Self.items)
      await #expect(throws: OrderRefusal.itemsMismatch) {
        try await shop.coalition.carryOut(.earn(wrong), key: "a", by: shop.till)
      }
      #expect(try await Self.rows(shop) == 0)
      _ = try await shop.coalition.carryOut(Self.order(shop), key: "a", by: shop.till)
      let other = Self.order(shop, [PurchaseItem(code: "C", amount: 4_250)])
      await #expect(throws: OrderRefusal.self) {
        try await shop.coalition.carryOut(other, key: "a", by: shop.till)
      }
      #expect(try await Self.rows(shop) == 2)
    }
  }

  @Test func `goods that were written before a crash are taken up by the next try`() async throws {
    try await TestShop.open { shop in
      let order = Self.order(shop)
      let key = try IdempotencyKey("a", tenant: shop.till.tenant)
      let credit = Credit(
        .earn, to: WalletKey(member: shop.member.id, asset: shop.program.asset), 42,
        source: LotSource(issuer: shop.merchant.id), expiresAt: .distantFuture)
      let command = Command(
        key: key, requestHash: order.requestHash, context: Context(channel: .api), action: .credit(credit))
      let named = try #require(NamedGoods(order.goods, of: command))
      // As if the process had ended between the two; also the same goods twice in one batch.
      try await shop.coalition.keep([named, named])
      #expect(try await Self.rows(shop) == 2)
      let receipt = try await shop.coalition.carryOut(order, key: "a", by: shop.till)
      #expect(
        try await shop.coalition.transaction(receipt.transaction.id, by: shop.till).goods == order.goods)
      #expect(try await Self.rows(shop) == 2)
    }
  }
}
