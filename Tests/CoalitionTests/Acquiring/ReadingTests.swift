import Coalition
import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@Suite(.database) struct ReadingTests {
  @Test func `a wallet shows what runs out within a month`() async throws {
    try await TestShop.open { shop in
      try await shop.earn(10_000, key: "a")
      let end = try endOf("2027-03-31")
      let key = WalletKey(member: shop.member.id, asset: shop.program.asset)
      #expect(try await shop.coalition.wallet(key, by: shop.till).expiring.isEmpty)
      shop.clock.set(end.adding(seconds: -30 * 86_400))
      try await shop.earn(20_000, key: "b")
      let wallet = try await shop.coalition.wallet(key, by: shop.till)
      #expect(wallet.expiring.map(\.points) == [100])
      #expect(wallet.expiring.first?.expiresAt == end)
      #expect(wallet.lots.count == 2 && wallet.spendable == 300 && wallet.lifetimeEarned == 300)
      #expect(try await shop.coalition.wallets(of: shop.member.id, by: shop.caller(shop.stranger)).isEmpty)
    }
  }

  @Test func `point detail runs newest first with the balance after each line`() async throws {
    try await TestShop.open { shop in
      try await shop.earn(10_000, key: "a")
      try await shop.earn(5_000, key: "b", by: shop.caller(shop.other))
      try await shop.spend(120, key: "c")
      let key = WalletKey(member: shop.member.id, asset: shop.program.asset)
      let first = try await shop.coalition.entries(of: key, limit: 2, by: shop.till)
      #expect(first.hasMore && first.items.map(\.effect) == [-120, 50])
      #expect(first.items.map(\.after.available) == [30, 150])
      // Another merchant's line shows how much, not where.
      #expect(first.items.map(\.transaction.context.merchant) == [shop.merchant.id, .none])
      let rest = try await shop.coalition.entries(
        of: key, before: first.items.last?.transaction.id, limit: 2, by: shop.till)
      #expect(!rest.hasMore && rest.items.map(\.effect) == [100])
    }
  }

  @Test func `transactions are found by what is known of them`() async throws {
    try await TestShop.open { shop in
      let order = EarnOrder(
        member: .id(shop.member.id), .points(5),
        occasion: Occasion(store: .id(shop.store.id), reference: "R-77"))
      let receipt = try await shop.coalition.earn(order, key: "a", by: shop.till)
      try await shop.earn(100, key: "b")
      var query = TransactionQuery()
      query.reference = "R-77"
      #expect(try await shop.coalition.transactions(query, by: shop.till).items == [receipt.transaction])
      query.merchant = shop.other.id
      #expect(try await shop.coalition.transactions(query, by: shop.till).items.isEmpty)
      #expect(
        try await shop.coalition.transaction(key: "a", by: shop.till)?.transaction == receipt.transaction)
      #expect(try await shop.coalition.transaction(key: "z", by: shop.till) == nil)
    }
  }
}
