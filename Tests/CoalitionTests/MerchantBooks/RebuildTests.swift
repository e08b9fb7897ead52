import DatabaseTesting
import Ledger
import LedgerStore
import Storage
import Testing

@testable import Coalition

@Suite("Projections made again", .database) struct RebuildTests {
  @Test func `merchants' books made again from the journal are the same, row for row`() async throws {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      var inStore = Occasion()
      inStore.store = .id(shop.store.id)
      for number in 0..<12 {
        let member = number.isMultiple(of: 3) ? shop.friend : shop.member
        var order = EarnOrder(
          member: .id(member.id), .purchase(Money(minorUnits: Int64(number + 1) * 1_000, currency: "CNY")))
        if number.isMultiple(of: 2) { order.occasion = inStore }
        let sale = try await coalition.earn(order, key: "e\(number)", by: shop.till)
        if number.isMultiple(of: 4) {
          _ = try await coalition.refund(
            ReturnOrder(sale.transaction.id, .points(3)), key: "r\(number)", by: shop.till)
        }
      }
      let paid = try await shop.spend(40, key: "s")
      _ = try await coalition.void(ReturnOrder(paid.transaction.id), key: "v", by: shop.till)
      try await shop.earn(9_900, key: "o", by: shop.caller(shop.other))
      try await coalition.projectMerchantBooks()
      let before = try await Self.rows(coalition)
      #expect(before.count > 4)
      try await coalition.database.write { tx in
        try tx.execute("UPDATE store_day SET given = given + 7")
        try tx.execute("DELETE FROM store_member WHERE store_id = 0")
      }
      #expect(try await Self.rows(coalition) != before)
      try await coalition.rebuildNow(.merchantBooks)
      #expect(try await Self.rows(coalition) == before)
    }
  }

  @Test func `asked for in the console, the jobs make it again, and it stands in the log`() async throws {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      for number in 0..<5 { try await shop.earn(1_000, key: "\(number)") }
      try await coalition.runDueJobs()
      let before = try await Self.rows(coalition)
      try await coalition.rebuild(.merchantBooks, by: .system)
      #expect(try await Self.rows(coalition).isEmpty)
      let books = try await coalition.projections(by: .system).first { $0.name == "merchant_books" }
      #expect(books?.isRebuildable == true && books?.lag ?? 0 > 0)
      shop.clock.advance(seconds: 10)
      try await coalition.runDueJobs()
      #expect(try await Self.rows(coalition) == before)
      #expect(try await coalition.projections(by: .system).allSatisfy { $0.lag == 0 })
      let log = try await coalition.auditLog(subject: "projection/merchant_books", by: .system)
      #expect(log.items.map(\.action) == ["projection.rebuild"])
      await #expect(throws: AccessRefusal.self) {
        try await coalition.rebuild(.merchantBooks, by: shop.till)
      }
    }
  }

  private static func rows(_ coalition: Coalition) async throws -> [[Int64]] {
    try await coalition.database.read { tx in
      let days = try tx.query(
        """
        SELECT merchant_id, store_id, asset_id, day, given, taken, returned, reclaimed, transactions
        FROM store_day ORDER BY merchant_id, store_id, asset_id, day
        """
      ) { [$0[0], $0[1], $0[2], $0[3], $0[4], $0[5], $0[6], $0[7], $0[8]] as [Int64] }
      let guests = try tx.query(
        """
        SELECT merchant_id, store_id, member_id, transactions, last_at FROM store_member
        ORDER BY merchant_id, store_id, member_id
        """
      ) { [$0[0], $0[1], $0[2], $0[3], $0[4]] as [Int64] }
      return days + guests
    }
  }
}
