import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

@Suite(.database) struct SettlementPartsTests {
  @Test func `a settlement by day and store is its lines, and each line is of one day and store`()
    async throws
  {
    try await TestShop.open { shop in
      let (id, second) = try await shop.twoDays()
      let coalition = shop.coalition
      let found = try await coalition.settlement(id, by: .system).settlement
      let cells = try await coalition.storeDays(of: id, by: shop.till)
      #expect(cells.reduce(0) { $0 + $1.money.net } + found.figures.adjustments == found.figures.net)
      #expect(cells.reduce(0) { $0 + $1.lines } == found.figures.lines)
      #expect(
        Set(cells.map(\.day)).count == 2 && Set(cells.map(\.store)) == [.none, shop.store.id, second.id])
      for cell in cells {
        let lines = try await coalition.lines(
          of: id, StatementCut(day: cell.day, store: cell.store), by: .system)
        #expect(lines.reduce(ClearedMoney()) { $0 + $1.money } == cell.money)
        #expect(lines.allSatisfy { $0.day == cell.day && $0.store == cell.store })
      }
      #expect(try await coalition.lines(of: id, StatementCut(store: second.id), by: .system).count == 1)
      let outside = found.days.upperBound.adding(1)
      await #expect(throws: SettlementRefusal.dayOutside(found.days)) {
        try await coalition.lines(of: id, StatementCut(day: outside), by: .system)
      }
      await #expect(throws: SettlementRefusal.notFound) {
        try await coalition.storeDays(of: id, by: shop.caller(shop.other))
      }
      var query = SettlementQuery()
      query.day = found.days.lowerBound
      query.asset = shop.program.asset
      #expect(try await coalition.settlements(query, by: .system).items.map(\.id) == [id])
      query.day = outside
      #expect(try await coalition.settlements(query, by: .system).items.isEmpty)
    }
  }

  @Test func `what is not settled yet is the open days and corrections, and nobody else's`() async throws {
    try await TestShop.open { shop in
      let (_, _) = try await shop.twoDays()
      #expect(try await shop.coalition.openPositions(of: shop.merchant.id, by: shop.till).isEmpty)
      try await shop.earn(500_00, key: "today")
      let correction = SettlementAdjustmentProposal(
        1_00, for: shop.merchant.id, in: shop.program.asset, reason: "made good")
      _ = try await shop.decided(.settlementAdjustment(correction))
      try await shop.coalition.clearJournal()
      let open = try await shop.coalition.openPositions(of: shop.merchant.id, by: shop.till)
      #expect(open.map(\.net) == [-730 + 1_00] && open.map(\.lines) == [1])
      await #expect(throws: MerchantRefusal.merchantNotFound) {
        try await shop.coalition.openPositions(of: shop.merchant.id, by: shop.caller(shop.other))
      }
    }
  }

  @Test func `what may only read does not stop a payment`() async throws {
    try await TestShop.open { shop in
      let (id, _) = try await shop.twoDays()
      let reading = Principal(
        kind: .merchant, merchant: shop.merchant.id, scopes: .reading,
        actor: Actor(kind: .key, id: 7, answerable: 7))
      #expect(try await shop.coalition.settlement(id, by: reading).settlement.id == id)
      await #expect(throws: AccessRefusal.scopeMissing(.settle)) {
        try await shop.coalition.disputeSettlement(id, reason: "x", by: reading)
      }
      #expect(try await shop.coalition.settlement(id, by: reading).settlement.state == .calculated)
      #expect(Role.merchantFinance.scopes.contains(.settle) && !Role.merchantLead.scopes.contains(.settle))
    }
  }

  @Test func `a statement's workbook comes in pieces and is the same bytes every time`() async throws {
    try await TestShop.open { shop in
      let (id, _) = try await shop.twoDays()
      var both: [[UInt8]] = []
      for _ in 0..<2 {
        var bytes: [UInt8] = []
        let statement = try await shop.coalition.statement(of: id, by: shop.till)
        for try await piece in SettlementSheet(statement) { bytes += piece }
        both.append(bytes)
      }
      #expect(both[0] == both[1])
      #expect(both[0].starts(with: [0x50, 0x4B, 0x03, 0x04]))
      #expect(both[0].suffix(22).starts(with: [0x50, 0x4B, 0x05, 0x06]))
    }
  }
}

extension TestShop {
  /// A settlement of two days with sales in two stores and a correction, and the second store.
  func twoDays() async throws -> (SettlementID, Store) {
    var terms = ClearingTests.terms
    // Of two days: the first alone is too little.
    terms.minimum = 20_00
    try await agree(terms, with: merchant)
    let second = try await coalition.createStore(of: merchant.id, code: "S9", name: "Hill", by: .system)
    try await earn(500_00, key: "first")
    clock.advance(seconds: 86_400)
    try await coalition.runClearing()
    #expect(try await settlements().isEmpty)
    for (number, place) in [store.id, second.id].enumerated() {
      _ = try await coalition.earn(
        EarnOrder(
          member: .id(member.id), .purchase(Money(minorUnits: 500_00, currency: "CNY")),
          occasion: Occasion(store: .id(place))), key: "second \(number)", by: till)
    }
    let correction = SettlementAdjustmentProposal(
      -12_34, for: merchant.id, in: program.asset, reason: "fee of March")
    _ = try await decided(.settlementAdjustment(correction))
    clock.advance(seconds: 86_400)
    try await coalition.runClearing()
    return (try #require(try await settlements().first).id, second)
  }
}
