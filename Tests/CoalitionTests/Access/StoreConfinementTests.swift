import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

/// Whoever works in some stores of a merchant sees what happened there, and nothing of its other stores.
@Suite("Some stores only", .database) struct StoreConfinementTests {
  /// A merchant with two stores, each with a sale, a case and a terminal; and somebody of the first alone.
  private struct House {
    let shop: TestShop
    let stores: [StoreID]
    let sales: [TransactionID]
    let cases: [CaseID]
    let terminals: [TerminalID]
    let file: DayFileID

    var clerk: Principal { person([stores[0]]) }
    var owner: Principal { person(nil) }

    func person(_ stores: Set<StoreID>?) -> Principal {
      Principal(
        kind: .merchant, merchant: shop.merchant.id, stores: stores, scopes: .merchantMost,
        actor: Actor(kind: .user, id: 5, answerable: 5))
    }
  }

  /// SHA-256 of the two lines above the trailer.
  private static let digest =
    "a700bb48821463fb602a2f55d48fe4f2"
    + "4d21ed6d6d6f2a3d286b41ae400439c4"

  private func inHouse(_ test: @escaping (House) async throws -> Void) async throws {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      let second = try await coalition.createStore(
        of: shop.merchant.id, code: "S2", name: "Second", by: .system)
      let stores = [shop.store.id, second.id]
      var sales: [TransactionID] = []
      var cases: [CaseID] = []
      var terminals: [TerminalID] = []
      for (place, store) in stores.enumerated() {
        var order = EarnOrder(
          member: .id(shop.member.id), .purchase(Money(minorUnits: 1_000, currency: "CNY")))
        order.occasion.store = .id(store)
        sales.append(try await coalition.earn(order, key: "e\(place)", by: shop.till).transaction.id)
        cases.append(
          try await coalition.raiseCase(
            CaseDraft(
              .missingHere, from: .dayFile, subjectKey: "c\(place)", channel: .merchantSystem,
              merchant: shop.merchant.id, store: store, day: BusinessDay(daysSince1970: 20_514),
              reason: .unsaid)
          ).id)
        let till = try await coalition.createTerminal(
          in: store, code: "T\(place)", kind: .pos, by: .system)
        _ = try await coalition.registerPOSTerminal(
          till.id, acceptor: "898440359980011", number: "1000000\(place)", by: .system)
        terminals.append(till.id)
      }
      let columns = "key,type,points,amount,member,occurred_at,reference,post"
      let text = "day_file,1,2026-03-02,1,more,CNY\n\(columns)\ntrailer,0,0,0,\(Self.digest)\n"
      let file = try await coalition.receiveDayFile(
        DayFilePieces(text), of: shop.merchant.id, by: .system)
      try await test(
        House(shop: shop, stores: stores, sales: sales, cases: cases, terminals: terminals, file: file.id))
    }
  }

  @Test func `transactions of another store are in no list and not found by name`() async throws {
    try await inHouse { (house: House) async throws -> Void in
      let coalition = house.shop.coalition
      #expect(try await coalition.transactions(TransactionQuery(), by: house.owner).items.count == 2)
      #expect(
        try await coalition.transactions(TransactionQuery(), by: house.clerk).items.map(\.id)
          == [house.sales[0]])
      var elsewhere = TransactionQuery()
      elsewhere.store = house.stores[1]
      #expect(try await coalition.transactions(elsewhere, by: house.clerk).items.isEmpty)
      elsewhere.store = nil
      elsewhere.terminal = house.terminals[1]
      #expect(try await coalition.transactions(elsewhere, by: house.clerk).items.isEmpty)
      #expect(
        try await coalition.transaction(house.sales[0], by: house.clerk).transaction.id == house.sales[0])
      await #expect(throws: OrderRefusal.transactionNotFound) {
        _ = try await coalition.transaction(house.sales[1], by: house.clerk)
      }
      await #expect(throws: OrderRefusal.transactionNotFound) {
        _ = try await coalition.returned(of: house.sales[1], by: house.clerk)
      }
      // Of several stores, each shows.
      let both = house.person(Set(house.stores))
      #expect(
        try await coalition.transactions(TransactionQuery(), by: both).items.map(\.id)
          == house.sales.reversed())
      let none = house.person([])
      #expect(try await coalition.transactions(TransactionQuery(), by: none).items.isEmpty)
    }
  }

  @Test func `cases of another store are in no list, not found, and cannot be worked on`() async throws {
    try await inHouse { (house: House) async throws -> Void in
      let coalition = house.shop.coalition
      #expect(try await coalition.cases(by: house.owner).items.count == 2)
      #expect(try await coalition.cases(by: house.clerk).items.map(\.id) == [house.cases[0]])
      var elsewhere = CaseQuery()
      elsewhere.store = house.stores[1]
      #expect(try await coalition.cases(elsewhere, by: house.clerk).items.isEmpty)
      #expect(try await coalition.caseFile(house.cases[0], by: house.clerk).found.id == house.cases[0])
      await #expect(throws: CaseRefusal.caseNotFound) {
        _ = try await coalition.caseFile(house.cases[1], by: house.clerk)
      }
      #expect(try await coalition.cases(by: house.person([])).items.isEmpty)
    }
  }

  @Test func `a day file is a merchant's as a whole: nobody of some stores opens it`() async throws {
    try await inHouse { (house: House) async throws -> Void in
      let coalition = house.shop.coalition
      #expect(try await coalition.dayFiles(of: house.shop.merchant.id, by: house.owner).items.count == 1)
      await #expect(throws: AccessRefusal.wrongOwner) {
        _ = try await coalition.dayFiles(of: house.shop.merchant.id, by: house.clerk)
      }
      await #expect(throws: AccessRefusal.wrongOwner) {
        _ = try await coalition.dayFile(house.file, by: house.clerk)
      }
      await #expect(throws: AccessRefusal.wrongOwner) {
        _ = try await coalition.dayFileDifferences(house.file, limit: 9, by: house.clerk)
      }
      await #expect(throws: AccessRefusal.wrongOwner) {
        _ = try await coalition.receiveDayFile(
          DayFilePieces(""), of: house.shop.merchant.id, by: house.clerk)
      }
      await #expect(throws: AccessRefusal.wrongOwner) {
        _ = try await coalition.dayFileAcknowledgement(house.file, by: house.clerk)
      }
    }
  }

  @Test func `terminals of another store are in no list, not found, and cannot be switched`() async throws {
    try await inHouse { (house: House) async throws -> Void in
      let coalition = house.shop.coalition
      let own = house.shop.merchant.id
      #expect(try await coalition.terminals(of: own, by: house.owner).items.count == 2)
      #expect(try await coalition.terminals(of: own, by: house.clerk).items.map(\.id) == [house.terminals[0]])
      #expect(try await coalition.terminals(of: own, store: house.stores[1], by: house.clerk).items.isEmpty)
      let tills = try await coalition.posTerminals(POSTerminalQuery(), by: house.clerk).items
      #expect(tills.map(\.id) == [house.terminals[0]])
      await #expect(throws: MerchantRefusal.terminalNotFound) {
        _ = try await coalition.terminal(house.terminals[1], by: house.clerk)
      }
      await #expect(throws: MerchantRefusal.terminalNotFound) {
        _ = try await coalition.terminal(code: "T1", of: own, by: house.clerk)
      }
      await #expect(throws: POSRefusal.posTerminalNotFound) {
        _ = try await coalition.posTerminal(house.terminals[1], by: house.clerk)
      }
      await #expect(throws: MerchantRefusal.terminalNotFound) {
        _ = try await coalition.setStatus(.disabled, ofTerminal: house.terminals[1], by: house.clerk)
      }
    }
  }
}

/// A day file in one piece.
private struct DayFilePieces: AsyncSequence {
  typealias Element = [UInt8]
  let bytes: [UInt8]

  init(_ text: String) { bytes = Array(text.utf8) }

  struct AsyncIterator: AsyncIteratorProtocol {
    var rest: [UInt8]?
    mutating func next() async -> [UInt8]? {
      defer { rest = nil }
      return rest
    }
  }

  func makeAsyncIterator() -> AsyncIterator { AsyncIterator(rest: bytes) }
}
