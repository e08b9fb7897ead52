import Coalition
import DatabaseTesting
import Ledger
import LedgerStore
import Storage
import Testing

@Suite(.database) struct EventTests {
  @Test func `every accepted act is one event, seen by its own tenant`() async throws {
    try await TestShop.open { shop in
      let earn = try await shop.earn(10_000, key: "a")
      try await shop.earn(10_000, key: "a")
      let spend = try await shop.spend(30, key: "b")
      _ = try await decline { try await shop.spend(300, key: "c") }
      _ = try await shop.coalition.refund(ReturnOrder(spend.transaction.id), key: "d", by: shop.till)
      _ = try await shop.coalition.refund(ReturnOrder(earn.transaction.id), key: "e", by: shop.till)
      try await shop.earn(100, key: "f", by: shop.caller(shop.other))
      let mine = try await shop.coalition.events(by: shop.till).items
      #expect(mine.map(\.kind) == [.clawedBack, .refunded, .spent, .earned])
      #expect(mine.map(\.points) == [100, 30, 30, 100])
      #expect(try await shop.coalition.events(by: .system).items.count == 5)
      #expect(try await shop.coalition.events(kinds: [.spent], by: shop.till).items.map(\.points) == [30])
      let page = PageRequest<Identified.Event>(limit: 3, after: mine[0].id)
      #expect(try await shop.coalition.events(page, by: shop.till).items == Array(mine[1...3]))
      #expect(try await shop.coalition.event(mine[0].id, by: shop.caller(shop.other)) == nil)
      #expect(try await shop.coalition.event(mine[0].id, by: shop.till) == mine[0])
    }
  }

  @Test func `several at once make no event twice and lose none`() async throws {
    try await TestShop.open { shop in
      for number in 0..<60 { try await shop.earn(100, key: "\(number)") }
      let coalition = shop.coalition
      try await withThrowingTaskGroup { group in
        for limit in 1...8 {
          group.addTask { _ = try await coalition.projectEvents(atMost: limit) }
          group.addTask { _ = try await coalition.projectEvents() }
        }
        try await group.waitForAll()
      }
      let events = try await coalition.events(PageRequest(limit: 200), by: .system).items
      #expect(events.count == 60 && Set(events.map(\.transaction)).count == 60)
    }
  }
}
