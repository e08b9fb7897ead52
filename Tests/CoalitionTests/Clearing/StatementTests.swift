import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

@Suite(.database) struct StatementTests {
  @Test func `a statement's rows and totals are the settlement's, to the fen`() async throws {
    try await TestShop.open { shop in
      let id = try await shop.busySettlement(lines: 30)
      let found = try await shop.coalition.settlement(id, by: .system).settlement
      let text = try await shop.statement(of: id)
      #expect(text.hasPrefix("\u{FEFF}statement,1\r\nsettlement,stl_"))
      let rows = text.dropFirst().split(separator: "\r\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false)
      }
      let columns = try #require(rows.first { $0[0] == "day" }).map(String.init)
      #expect(columns == SettlementStatement.columns)
      let lines = rows.filter { $0.count == columns.count && $0[0] != "day" }
      #expect(Int64(lines.count) == found.figures.lines)
      func sum(_ column: String) throws -> Int64 {
        let place = try #require(columns.firstIndex(of: column))
        return try lines.reduce(0) { $0 + (try fen($1[place])) }
      }
      var totals: [String: Int64] = [:]
      for row in rows where row[0] == "total" && row[1] != "lines" && row[1] != "given" && row[1] != "taken" {
        totals[String(row[1])] = try fen(row[2])
      }
      let figures = found.figures
      #expect(totals.count == 7)
      for (name, money) in figures.told { #expect(totals[name] == money, "\(name)") }
      #expect(try sum("net") + figures.adjustments == figures.net)
      #expect(try sum("commission") == figures.commission)
      #expect(try sum("fee") == figures.fees)
      // The correction, and the period that the head names.
      #expect(figures.adjustments == -12_34 && text.contains(",-12.34,fee of March"))
      #expect(text.contains("period,\(found.days.lowerBound.isoDate),\(found.days.upperBound.isoDate)"))
      let closed = try #require(try await shop.coalition.closedDays(by: .system).first)
      #expect(text.contains("ledger,\(closed.block),\(closed.head.hexDigits)"))
    }
  }

  @Test func `what a till calls a sale is no formula in a statement`() async throws {
    try await TestShop.open { shop in
      let id = try await shop.busySettlement(lines: 1, reference: "=HYPERLINK(\"x\")")
      let text = try await shop.statement(of: id)
      #expect(text.contains(#","'=HYPERLINK(""x"")","#))
      #expect(!text.contains(",="))
    }
  }

  @Test func `a manifest proves the statement, which stays the same whatever becomes of the settlement`()
    async throws
  {
    try await TestShop.open { shop in
      let id = try await shop.busySettlement(lines: 3)
      let before = try await shop.bytes(of: id)
      let manifest = try await shop.coalition.statementManifest(of: id, by: .system)
      #expect(manifest.size == Int64(before.count) && manifest.keyName == shop.coalition.replyKey.name)
      #expect(manifest.signed.contains("\nsha256 \(manifest.sha256.hexDigits)\n"))
      // The ledger's own head, which nothing was posted after.
      let head = try await shop.coalition.ledger.head()
      let chain = "\nledger-block \(head.block)\nledger-head \(head.hash.hexDigits)\n"
      #expect(head.block > 0 && manifest.signed.hasSuffix(chain))
      _ = try await shop.coalition.holdSettlement(id, reason: "x", by: .system)
      try await shop.earn(500_00, key: "later")
      shop.clock.advance(seconds: 86_400)
      try await shop.coalition.runClearing()
      #expect(try await shop.bytes(of: id) == before)
    }
  }

  @Test func `a statement is its merchant's alone, and for people of all its stores`() async throws {
    try await TestShop.open { shop in
      let id = try await shop.busySettlement(lines: 1)
      #expect(try await shop.coalition.statement(of: id, by: shop.till).settlement.id == id)
      await #expect(throws: SettlementRefusal.notFound) {
        _ = try await shop.coalition.statement(of: id, by: shop.caller(shop.other))
      }
      await #expect(throws: SettlementRefusal.notFound) {
        _ = try await shop.coalition.statementManifest(of: id, by: shop.caller(shop.other))
      }
      let confined = Principal(
        kind: .merchant, merchant: shop.merchant.id, stores: [shop.store.id], scopes: .merchantMost,
        actor: Actor(kind: .user, id: 5, answerable: 5))
      await #expect(throws: SettlementRefusal.notFound) {
        _ = try await shop.coalition.statement(of: id, by: confined)
      }
      // Terms are the whole merchant's as well.
      #expect(try await shop.coalition.settlementAgreements(of: shop.merchant.id, by: shop.till).count == 1)
      await #expect(throws: AccessRefusal.scopeMissing(.reports)) {
        _ = try await shop.coalition.settlementAgreements(of: shop.merchant.id, by: confined)
      }
    }
  }

  /// Money as the file writes it, in its smallest unit.
  private func fen(_ text: Substring) throws -> Int64 {
    try #require(Int64(text.replacing(".", with: "")))
  }
}

extension TestShop {
  /// A settlement of purchases and a correction.
  fileprivate func busySettlement(lines: Int, reference: String = "R,1") async throws -> SettlementID {
    try await agree(ClearingTests.terms, with: merchant)
    for number in 0..<lines {
      var order = EarnOrder(
        member: .id(member.id), .purchase(Money(minorUnits: Int64(3_333 + 77 * number), currency: "CNY")))
      order.occasion.reference = reference == "R,1" ? "R\(number)" : reference
      _ = try await coalition.earn(order, key: "busy \(number)", by: till)
    }
    let correction = SettlementAdjustmentProposal(
      -12_34, for: merchant.id, in: program.asset, reason: "fee of March")
    _ = try await decided(.settlementAdjustment(correction))
    clock.advance(seconds: 86_400)
    try await coalition.runClearing()
    return try #require(try await settlements().first).id
  }

  fileprivate func bytes(of id: SettlementID) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    for try await piece in try await coalition.statement(of: id, by: .system) { bytes += piece }
    return bytes
  }

  fileprivate func statement(of id: SettlementID) async throws -> String {
    String(decoding: try await bytes(of: id), as: UTF8.self)
  }
}
