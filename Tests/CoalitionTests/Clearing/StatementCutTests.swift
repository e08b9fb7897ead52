import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Testing

@testable import Coalition

@Suite(.database) struct StatementCutTests {
  @Test func `the files of all days and stores are the whole statement, to the fen`() async throws {
    try await TestShop.open { shop in
      let (id, second) = try await shop.twoDays()
      let whole = try await shop.coalition.statement(of: id, by: .system)
      let days =
        (whole.settlement.days.lowerBound
        .daysSince1970...whole.settlement.days.upperBound
        .daysSince1970).map { BusinessDay(daysSince1970: $0) }
      let stores = [StoreID.none, shop.store.id, second.id]
      let byDay = days.map { StatementCut(day: $0) }
      let byStore = stores.map { StatementCut(store: $0) }
      let byBoth = days.flatMap { day in stores.map { StatementCut(day: day, store: $0) } }
      let all = try await shop.rows(of: whole)
      #expect(all.sums["net"] == whole.settlement.figures.net && all.sums["adjustments"] == -12_34)
      for cuts in [byDay, byStore, byBoth] {
        var (sums, lines): ([String: Int64], [String]) = ([:], [])
        for cut in cuts {
          let statement = try await shop.coalition.statement(of: id, cut, by: shop.till)
          let part = try await shop.rows(of: statement)
          sums.merge(part.sums, uniquingKeysWith: +)
          lines += part.lines
          #expect(part.head.contains("cut,day,\(cut.day?.isoDate ?? "-")") == (cut.day != nil))
          #expect(part.head.contains { $0.hasPrefix("cut,store,") } == (cut.store != nil))
          // What a file sums up is what its own rows say.
          #expect(part.sums["lines"] == Int64(part.lines.count))
          #expect(part.sums["net"] == part.net + (part.sums["adjustments"] ?? 0))
        }
        #expect(sums == all.sums, "\(cuts.count)")
        #expect(lines.sorted() == all.lines.sorted())
      }
    }
  }

  @Test func `a cut is proved by a manifest that names it, and its day's state of the ledger`() async throws {
    try await TestShop.open { shop in
      let (id, second) = try await shop.twoDays()
      let first = try await shop.coalition.settlement(id, by: .system).settlement.days.lowerBound
      // The first day's sale named no store.
      let cut = StatementCut(day: first, store: StoreID.none)
      let manifest = try await shop.coalition.statementManifest(of: id, cut, by: shop.till)
      #expect(manifest.signed.contains("\ncut-day \(first.isoDate)\ncut-store none\nsha256 "))
      #expect(manifest.signed.contains("\nlines 1\n") && manifest.signed.contains("\nnet -730\n"))
      let closed = try #require(
        try await shop.coalition.closedDays(by: .system).first { $0.day == first })
      #expect(manifest.signed.contains("\nledger-head \(closed.head.hexDigits)\n"))
      let whole = try await shop.coalition.statementManifest(of: id, by: .system)
      #expect(!whole.signed.contains("cut-") && whole.sha256 != manifest.sha256)
      let nowhere = StatementCut(day: first, store: second.id)
      #expect(
        try await shop.coalition.statementManifest(of: id, nowhere, by: .system).signed
          .contains("\nlines 0\n"))
    }
  }

  @Test func `a cut by another's store or a day outside is refused, and one store's people have its file`()
    async throws
  {
    try await TestShop.open { shop in
      let (id, second) = try await shop.twoDays()
      let coalition = shop.coalition
      let days = try await coalition.settlement(id, by: .system).settlement.days
      let foreign = try await coalition.createStore(of: shop.other.id, code: "F1", name: "Far", by: .system)
      await #expect(throws: MerchantRefusal.storeNotFound) {
        try await coalition.statement(of: id, StatementCut(store: foreign.id), by: .system)
      }
      for day in [days.lowerBound.adding(-1), days.upperBound.adding(1)] {
        await #expect(throws: SettlementRefusal.dayOutside(days)) {
          try await coalition.statement(of: id, StatementCut(day: day), by: shop.till)
        }
      }
      await #expect(throws: SettlementRefusal.notFound) {
        try await coalition.statement(of: id, StatementCut(store: foreign.id), by: shop.caller(shop.other))
      }
      let confined = Principal(
        kind: .merchant, merchant: shop.merchant.id, stores: [second.id], scopes: .merchantMost,
        actor: Actor(kind: .user, id: 5, answerable: 5))
      let own = try await shop.rows(
        of: try await coalition.statement(of: id, StatementCut(store: second.id), by: confined))
      #expect(own.lines.count == 1 && own.sums["adjustments"] == 0)
      for cut in [StatementCut(store: shop.store.id), StatementCut(store: StoreID.none)] {
        await #expect(throws: MerchantRefusal.storeNotFound) {
          try await coalition.statement(of: id, cut, by: confined)
        }
      }
      await #expect(throws: SettlementRefusal.notFound) {
        try await coalition.statement(of: id, StatementCut(day: days.lowerBound), by: confined)
      }
    }
  }

  @Test func `a transaction leads to its settlement, or says that it is not settled yet`() async throws {
    try await TestShop.open { shop in
      let (id, _) = try await shop.twoDays()
      let coalition = shop.coalition
      let settled = try #require(
        try await coalition.lines(of: id, StatementCut(store: shop.store.id), by: .system).first)
      let found = try await coalition.settlements(of: settled.key.transaction, by: shop.till)
      #expect(found.map(\.settlement) == [id] && found.map(\.state) == [.calculated])
      #expect(found.map(\.day) == [settled.day] && found.map(\.asset) == [shop.program.asset])
      try await shop.earn(500_00, key: "today")
      try await coalition.clearJournal()
      let all = try await shop.lines(of: shop.merchant)
      let today = try #require(all.map(\.key.transaction).max())
      let open = try await coalition.settlements(of: today, by: .system)
      #expect(open.map(\.settlement) == [.none] && open.map(\.state) == [nil])
      // Another merchant neither finds the transaction nor where it is.
      await #expect(throws: OrderRefusal.transactionNotFound) {
        try await coalition.settlements(of: today, by: shop.caller(shop.other))
      }
    }
  }
}

/// A statement's file, taken apart.
private struct StatementText {
  var head: [String] = []
  var lines: [String] = []
  /// Its totals by their names; points and money in their smallest unit.
  var sums: [String: Int64] = [:]
  /// Of its lines.
  var net: Int64 = 0
}

extension TestShop {
  fileprivate func rows(of statement: SettlementStatement) async throws -> StatementText {
    var bytes: [UInt8] = []
    for try await piece in statement { bytes += piece }
    var text = StatementText()
    var isHead = true
    let net = try #require(SettlementStatement.columns.firstIndex(of: "net"))
    for row in String(decoding: bytes, as: UTF8.self).split(separator: "\r\n") {
      let cells = row.split(separator: ",", omittingEmptySubsequences: false)
      func units(_ cell: Substring) throws -> Int64 {
        try #require(Int64(cell.replacing(".", with: "")))
      }
      if cells[0] == "day" {
        isHead = false
      } else if isHead {
        text.head.append(String(row))
      } else if cells[0] == "total" {
        text.sums[String(cells[1])] = try units(cells[2])
      } else if cells[0] != "adjustment" {
        text.lines.append(String(row))
        text.net += try units(cells[net])
      }
    }
    return text
  }
}
