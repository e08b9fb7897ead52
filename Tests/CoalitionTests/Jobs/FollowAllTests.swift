import DatabaseTesting
import Ledger
import LedgerStore
import Storage
import Testing

@testable import Coalition

@Suite("All projections together", .database)
struct FollowAllTests {
  @Test func `one that is far behind catches up a stretch a run and holds up none`() async throws {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      for number in 0..<30 { try await shop.earn(100, key: "\(number)") }
      _ = try await coalition.followAll()
      try await coalition.database.write { tx in
        try tx.execute("UPDATE projection SET through = 0 WHERE name = 'merchant_books'")
        try tx.execute("DELETE FROM store_day")
        try tx.execute("DELETE FROM store_member")
      }
      await coalition.followTurns.forget(.merchantBooks)
      try await shop.earn(100, key: "last")
      let head = try await shop.ledger.head().transaction
      let start = head.rawValue - 31
      _ = try await coalition.followAll(stretch: 10)
      #expect(try await Self.mark("events", coalition) == head.rawValue)
      #expect(try await Self.mark("merchant_books", coalition) == start + 10)
      for _ in 0..<4 { _ = try await coalition.followAll(stretch: 10) }
      #expect(try await Self.mark("merchant_books", coalition) == head.rawValue)
    }
  }

  @Test func `what one cannot take stops that one alone`() async throws {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      try await shop.earn(100, key: "a")
      try await coalition.database.write { try $0.execute("ALTER TABLE store_day RENAME TO hidden") }
      await #expect(throws: DatabaseError.self) { _ = try await coalition.followAll() }
      let head = try await shop.ledger.head().transaction.rawValue
      #expect(try await Self.mark("events", coalition) == head)
      #expect(try await Self.mark("daily_totals", coalition) == head)
      #expect(try await Self.mark("merchant_books", coalition) < head)
      try await coalition.database.write { try $0.execute("ALTER TABLE hidden RENAME TO store_day") }
      _ = try await coalition.followAll()
      #expect(try await Self.mark("merchant_books", coalition) == head)
    }
  }

  private static func mark(_ name: String, _ coalition: Coalition) async throws -> Int64 {
    try await coalition.database.read { tx in
      try tx.queryFirst("SELECT through FROM projection WHERE name = \(name)") { $0[0] as Int64 } ?? -1
    }
  }
}
