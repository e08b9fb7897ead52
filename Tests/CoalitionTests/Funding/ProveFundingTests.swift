import DatabaseTesting
import Ledger
import LedgerStore
import Storage
import Testing

@testable import Coalition

@Suite(.database) struct ProveFundingTests {
  @Test(arguments: Engine.available, ["consumed", "room", "ceiling"])
  func `what merchants may still give is held against what was paid and given`(
    engine: Engine, column: String
  ) async throws {
    let database = try await engine.makeDatabase()
    try await TestShop.open(in: database) { shop in
      try await shop.prepaid()
      try await shop.block(1_000, "B1")
      try await shop.give(400, "e")
      try await shop.nextDay()
      #expect(try await shop.left() == 600)
      #expect(try #require(try await BooksProof.of(database)).faults.isEmpty)
      try await database.write { tx in
        try tx.execute(
          "UPDATE issuing_funding SET \(identifier: column) = \(identifier: column) + 1 WHERE consumed >= 0")
      }
      let kept = Points(column == "ceiling" ? 1_001 : 1_000)
      let off = MoneyFault.ceiling(shop.merchant.id, shop.program.asset, kept: kept, reckoned: 1_000)
      #expect(try #require(try await BooksProof.of(database)).faults == [off])
    }
  }
}
