import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

@Suite(.database) struct BankBlockTests {
  @Test(arguments: Engine.available)
  func `money that names a block is a person's word or a system's payment, and its points come once`(
    engine: Engine
  ) async throws {
    try await TestShop.open(in: try await engine.makeDatabase()) { shop in
      try await shop.prepaid()
      var (blocks, names): ([PointsBlock], [String]) = ([], [])
      for request in ["one", "two", "three"] {
        blocks.append(try await shop.order(1_000, request))
        names.append(shop.coalition.publicIDs.text(blocks[blocks.count - 1].id))
      }
      // As a bank writes it; who compares could have written the file.
      let written = names[0].lowercased().replacing("_", with: " ")
      #expect(try await shop.compared("A,2026-03-05,in,2.00,CNY,,B1,Shop,for \(written),") == [.noted])
      #expect(try await shop.left() == 0)
      func say(_ payment: String, _ number: Int, _ who: Principal) async throws -> PointsBlock.State {
        let block = blocks[number]
        return try await shop.coalition.payBlock(block.id, payment: payment, block.price, by: who).state
      }
      #expect(try await say("B1", 0, shop.treasurer) == .noted, "the same person says nothing new")
      #expect(try await say("B1", 0, shop.person(11)) == .paid)
      #expect(try await shop.left() == 1_000)
      // Where a system compares, it took the payment.
      let line = "A,2026-03-05,in,2.00,CNY,\(names[1]),B2,Shop,,"
      let file = try await shop.sent(line)
      _ = try await shop.coalition.compareBankFile(file.id, by: .system)
      let told = try #require(try await shop.coalition.bankLines(of: file.id, by: .system).first)
      #expect(told.result == .paid && told.block == blocks[1].id && !told.settlement.isGiven)
      #expect(try await shop.left() == 2_000)
      // Told again it is known, or a second payment; what was paid before is confirmed.
      #expect(try await say("B4", 2, .system) == .paid)
      let again = try await shop.compared(
        line + "\n" + line.replacing("B2", with: "B3") + "\n"
          + line.replacing(names[1], with: names[2]).replacing("B2", with: "B4"))
      #expect(again == [.known, .duplicated, .confirmed])
      #expect(try await shop.left() == 3_000)
      #expect(try await shop.caseKinds() == [.duplicated])
    }
  }

  @Test func `money that is not a block's is a case with the block's sum, and pays nothing`() async throws {
    try await TestShop.open { shop in
      try await shop.prepaid()
      let (one, two) = (try await shop.order(1_000, "one"), try await shop.order(1_000, "two"))
      let (name, other) = (shop.coalition.publicIDs.text(one.id), shop.coalition.publicIDs.text(two.id))
      _ = try await shop.coalition.payBlock(two.id, payment: "X1", two.price, by: shop.person(11))
      let results = try await shop.compared(
        """
        A,2026-03-05,in,2.01,CNY,\(name),B1,,,
        A,2026-03-05,in,2.00,USD,\(name),B2,,,
        A,2026-03-05,out,2.00,CNY,\(name),B3,,,
        A,2026-03-05,out,2.00,CNY,\(name),B4,,,yes
        A,2026-03-05,in,4.00,CNY,\(name),B5,,\(other),
        A,2026-03-05,in,2.00,CNY,\(other),B6,,,
        """)
      #expect(
        results == [
          .amountDiffers, .currencyDiffers, .wrongDirection, .missingHere, .missingHere, .notApproved,
        ])
      let cases = try await shop.bankCases()
      #expect(cases.count == 6 && cases[0].ours.minorUnits == 200 && cases[0].theirs.minorUnits == 201)
      #expect(cases[0].merchant == shop.merchant.id && cases[0].ours.reference == name)
      #expect(cases[4].merchant == .none)
      #expect(try await shop.coalition.pointsBlock(one.id, by: .system).state == .waiting)
      #expect(try await shop.coalition.pointsBlock(two.id, by: shop.person(11)).noted == "X1")
      shop.clock.advance(seconds: Coalition.blockOrderSeconds)
      #expect(try await shop.compared("A,2026-03-06,in,2.00,CNY,\(name),B7,,,") == [.dateDiffers])
      #expect(try await shop.left() == 0)
    }
  }
}
