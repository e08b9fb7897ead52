import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

@Suite(.database) struct CostSharesTests {
  @Test func `a rule's points are paid by those who agreed to, to the fen, and so is their refund`()
    async throws
  {
    try await TestShop.open { shop in
      let rule = try await shop.campaign()
      // Of today the giver pays alone: shares count from tomorrow.
      try await shop.earn(500_00, key: "before")
      shop.clock.advance(seconds: 86_400)
      let bought = try await shop.earn(500_00, key: "a")
      _ = try await shop.coalition.refund(
        ReturnOrder(bought.transaction.id, .points(190)), key: "b", by: shop.till)
      _ = try await shop.coalition.refund(ReturnOrder(bought.transaction.id), key: "c", by: shop.till)
      try await shop.coalition.clearJournal()

      // 70 of 570 points are the rule's: 14 fen at 100 for 500, of which 7.00, 4.67 and 2.33 are the parts.
      #expect(
        try await shop.sharesWords() == [
          "operator -2", "giver 7", "other -5", "operator 1", "giver -2", "other 1", "operator 1",
          "giver -5", "other 4",
        ])
      let lines = try await shop.shareLines()
      #expect(lines.allSatisfy { $0.key.item == Int64(rule) && $0.key.of == shop.merchant.id })
      #expect(lines.map(\.points.units) == [70, 70, 70, -23, -23, -23, -47, -47, -47])
      // Where it was sold is the giver's to know.
      #expect(lines.filter { $0.key.merchant != shop.merchant.id }.allSatisfy { !$0.store.isGiven })
      #expect(lines.map(\.reverses.isGiven) == [false, false, false, true, true, true, true, true, true])
      shop.clock.advance(seconds: 86_400)
      #expect(try await shop.coalition.runClearing().days == 2)
      let made = try await shop.settlements()
      #expect(made.filter { $0.merchant == shop.other.id }.map(\.figures.shareLines) == [3])
      #expect(made.allSatisfy { $0.figures.campaignShare == 0 })
    }
  }

  @Test func `an account has what others made good, and a statement says with whom`() async throws {
    try await TestShop.open { shop in
      _ = try await shop.campaign()
      shop.clock.advance(seconds: 86_400)
      try await shop.earn(500_00, key: "a")
      shop.clock.advance(seconds: 86_400)
      try await shop.coalition.runClearing()
      let made = try await shop.settlements()
      let giver = try #require(made.first { $0.merchant == shop.merchant.id })
      let other = try #require(made.first { $0.merchant == shop.other.id })
      #expect(giver.figures.campaignShare == 7 && giver.figures.issueCost == -114)
      #expect(giver.figures.net == 7 - 114 - 625 - 5 && giver.figures.shareLines == 1)
      #expect(other.figures == SettlementFigures(lines: 1, shareLines: 1, campaignShare: -5))
      let ids = shop.coalition.publicIDs
      var text: [UInt8] = []
      for try await piece in try await shop.coalition.statement(of: other.id, by: .system) { text += piece }
      let rows = String(decoding: text, as: UTF8.self).split(separator: "\r\n")
      #expect(rows[0].hasSuffix("statement,2"))
      let line = try #require(rows.first { $0.contains(",campaign,") })
      #expect(line.hasSuffix(",\(ids.text(shop.merchant.id)),rule 2"))
      #expect(rows.contains("total,campaign_share,-0.05") && rows.contains("total,net,-0.05"))
    }
  }

  @Test func `who has no terms, no rule and no sum of ten thousand shares nothing`() async throws {
    try await TestShop.open { shop in
      let rule = try await shop.set(BonusRule(0, gives: .fixed(70)))
      let half = CostShares([.init(nil, share: 5_000), .init(shop.other.id, share: 5_000)])
      let author = try await shop.coalition.createUser(
        UserDraft(login: "writer", name: "Writer", password: "a long enough secret", roles: .administrator),
        by: .system
      )
      func propose(_ shares: CostShares?, of rule: UInt32) async throws {
        _ = try await shop.coalition.propose(
          .costShares(
            CostSharesProposal(
              shares, of: rule, in: shop.program.asset, from: BusinessDay(daysSince1970: 0))),
          reason: "r", by: author.principal)
      }
      await #expect(throws: SettlementRefusal.noTerms(.payer)) { try await propose(half, of: rule) }
      await #expect(throws: ProgramRefusal.ruleNotFound) { try await propose(nil, of: rule + 1) }
      await #expect(throws: ApprovalRefusal.invalidOperation) {
        try await propose(CostShares([.init(nil, share: 9_999)]), of: rule)
      }
      await #expect(throws: ApprovalRefusal.invalidOperation) { try await propose(nil, of: 1) }
    }
  }

  @Test func `shares that end leave what was shared as it was`() async throws {
    try await TestShop.open { shop in
      let rule = try await shop.campaign()
      shop.clock.advance(seconds: 86_400)
      let bought = try await shop.earn(500_00, key: "a")
      let end = try await shop.decided(
        .costShares(
          CostSharesProposal(nil, of: rule, in: shop.program.asset, from: BusinessDay(daysSince1970: 0))))
      #expect(end.state == .succeeded)
      shop.clock.advance(seconds: 86_400)
      try await shop.earn(500_00, key: "b")
      _ = try await shop.coalition.refund(ReturnOrder(bought.transaction.id), key: "c", by: shop.till)
      try await shop.coalition.clearJournal()
      #expect(
        try await shop.sharesWords() == [
          "operator -2", "giver 7", "other -5", "operator 2", "giver -7", "other 5",
        ])
      let versions = try await shop.coalition.costAgreements(of: shop.program.asset, by: .system)
      #expect(versions.map(\.version) == [2, 1] && versions[0].shares == nil)
    }
  }

  @Test func `faults of two transactions that make each other good keep the day open`() async throws {
    try await TestShop.open { shop in
      _ = try await shop.campaign()
      shop.clock.advance(seconds: 86_400)
      let first = try await shop.earn(500_00, key: "a").transaction.id
      let second = try await shop.earn(500_00, key: "b").transaction.id
      try await shop.coalition.clearJournal()
      try await shop.coalition.database.write { tx in
        for (transaction, more): (TransactionID, Int64) in [(first, -1), (second, 1)] {
          try tx.execute(
            """
            UPDATE clearing_line SET price = price + \(more)
            WHERE merchant_id = \(shop.other.id) AND transaction_id = \(transaction)
            """)
        }
      }
      shop.clock.advance(seconds: 86_400)
      let found = await #expect(throws: SharesOutOfBalance.self) { try await shop.coalition.runClearing() }
      #expect(found.map { [first, second].contains($0.transaction) && abs($0.sum) == 1 } == true)
      #expect(found?.asset == shop.program.asset)
      #expect(try await shop.settlements().isEmpty)
    }
  }

  @Test func `a day whose shares are not nothing in sum stays open`() async throws {
    try await TestShop.open { shop in
      _ = try await shop.campaign()
      shop.clock.advance(seconds: 86_400)
      try await shop.earn(500_00, key: "a")
      try await shop.coalition.clearJournal()
      try await shop.coalition.database.write { tx in
        try tx.execute("UPDATE clearing_line SET price = price - 1 WHERE merchant_id = \(shop.other.id)")
      }
      shop.clock.advance(seconds: 86_400)
      await #expect(throws: SharesOutOfBalance.self) { try await shop.coalition.runClearing() }
      #expect(try await shop.settlements().isEmpty)
    }
  }
}

extension TestShop {
  /// A rule of 70 points whose cost the giver, the other merchant and the operator share from tomorrow on.
  func campaign() async throws -> UInt32 {
    try await agree(ClearingTests.terms, with: merchant)
    try await agree(ClearingTests.terms, with: other)
    let rule = try await set(BonusRule(0, gives: .fixed(70)))
    let shares = CostShares([
      .init(nil, share: 5_000), .init(other.id, share: 3_333), .init(MerchantID.none, share: 1_667),
    ])
    let approval = try await decided(
      .costShares(
        CostSharesProposal(shares, of: rule, in: program.asset, from: BusinessDay(daysSince1970: 0))))
    #expect(approval.state == .succeeded)
    return rule
  }

  /// All shares, by transaction and party: the pool, the operator, then merchants.
  func shareLines() async throws -> [ClearingLine] {
    try await coalition.database.read { tx in
      try tx.query(
        ClearingLine.select + "WHERE role BETWEEN 5 AND 8 ORDER BY transaction_id, role, item, merchant_id"
      ) { ClearingLine($0) }
    }
  }

  func sharesWords() async throws -> [String] {
    try await shareLines().map { line in
      let party =
        switch line.key.merchant {
        case .none: "operator"
        case .pool: "pool"
        case merchant.id: "giver"
        default: "other"
        }
      return "\(party) \(line.money.net)"
    }
  }
}
