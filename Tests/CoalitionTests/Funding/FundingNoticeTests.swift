import DatabaseTesting
import Ledger
import LedgerStore
import Logging
import Loyalty
import Storage
import Testing

@testable import Coalition

@Suite(.database) struct FundingNoticeTests {
  private static let address = "owner@example.com"

  private static func open(
    _ engine: Engine, _ test: (TestShop, MessageTray) async throws -> Void
  ) async throws {
    let tray = MessageTray()
    try await TestShop.open(in: try await engine.makeDatabase(), sink: tray.sink) { shop in
      try await shop.coalition.setProfile(
        MerchantProfile(email: address), of: shop.merchant.id, by: .system)
      try await shop.agree(ClearingTests.terms, with: shop.merchant)
      try await shop.block(1_000, "first")
      try await shop.fund(.prepaid)
      try await test(shop, tray)
    }
  }

  private static func mails(_ tray: MessageTray) async -> [OutgoingText] {
    await tray.texts().reversed().map(\.text)
  }

  /// What is told once clearing has read and mail went out: the titles' ends.
  private static func told(_ shop: TestShop, _ tray: MessageTray) async throws -> [String] {
    try await shop.coalition.clearJournal()
    _ = try await shop.coalition.runDueJobs(now: shop.clock.clock.now(), only: [.deliveries])
    shop.clock.advance(seconds: 5)
    return await mails(tray).map { String($0.title.split(separator: "·").last?.dropFirst() ?? "") }
  }

  @Test(arguments: Engine.available)
  func `each fall to what is little, and each to nothing, is told once`(engine: Engine) async throws {
    try await Self.open(engine) { shop, tray in
      #expect(try await Self.told(shop, tray) == [])
      try await shop.give(899, "a")
      #expect(try await Self.told(shop, tray) == [])
      // A tenth of the block is left, which is little.
      let last = try await shop.give(1, "b")
      #expect(try await Self.told(shop, tray) == [Self.few])
      try await shop.give(50, "c")
      #expect(try await Self.told(shop, tray) == [Self.few])
      let end = try await shop.give(50, "d")
      #expect(try await Self.told(shop, tray) == [Self.few, Self.none])
      // Up and down below what is little, and no word of it.
      _ = try await shop.coalition.void(ReturnOrder(end.transaction.id), key: "v1", by: shop.till)
      #expect(try await Self.told(shop, tray).count == 2)
      try await shop.give(50, "e")
      #expect(try await Self.told(shop, tray).count == 2)
      // Above it, and it is told anew.
      _ = try await shop.coalition.void(ReturnOrder(last.transaction.id), key: "v2", by: shop.till)
      try await shop.block(1_000, "second")
      #expect(try await Self.told(shop, tray).count == 2)
      try await shop.give(910, "f")
      #expect(try await Self.told(shop, tray) == [Self.few, Self.none, Self.few])
      // A block that leaves little, used up: nothing is left anew.
      try await shop.give(91, "g")
      #expect(try await Self.told(shop, tray).count == 4)
      _ = try await shop.coalition.setLowPoints(50, of: shop.merchant.id, in: shop.program.asset, by: .system)
      try await shop.block(20, "third")
      #expect(try await Self.told(shop, tray).count == 4)
      try await shop.give(20, "h")
      #expect(try await Self.told(shop, tray).count == 5)
      let mails = await Self.mails(tray)
      #expect(mails.allSatisfy { $0.recipient == Self.address })
      #expect(mails.first?.body.contains("100 points") == true)
      #expect(Set(mails.map(\.id)).count == 5)
    }
  }

  @Test(arguments: Engine.available)
  func `what is no longer so is not told, and without an address nobody is`(engine: Engine) async throws {
    try await Self.open(engine) { shop, tray in
      try await shop.give(1_000, "a")
      try await shop.coalition.clearJournal()
      #expect(try await shop.coalition.lowFundings(by: .system).map(\.merchant) == [shop.merchant.id])
      #expect(try await shop.coalition.lowFundings(by: shop.caller(shop.merchant)).count == 1)
      #expect(try await shop.coalition.lowFundings(by: shop.caller(shop.other)).isEmpty)
      try await shop.block(1_000, "second")
      #expect(try await Self.told(shop, tray) == [])
      #expect(try await shop.coalition.lowFundings(by: .system).isEmpty)
      try await shop.coalition.setProfile(MerchantProfile(), of: shop.merchant.id, by: .system)
      try await shop.give(1_000, "b")
      #expect(try await Self.told(shop, tray) == [])
      let states = try await shop.coalition.database.read { tx in
        try tx.query("SELECT state FROM funding_notice ORDER BY number") { $0[0] as String }
      }
      #expect(states == ["over", "failed"])
    }
  }

  /// One process owns a SQLite file, so two servers are two where the tables are shared.
  @Test(arguments: Engine.available)
  func `two servers that clear and send at once tell it once`(engine: Engine) async throws {
    try await Self.open(engine) { shop, tray in
      let second = Coalition(
        database: shop.coalition.database, ledger: shop.ledger, clock: shop.clock.clock,
        ids: IDSource(seed: 8, clock: shop.clock.clock),
        secrets: try CoalitionSecrets(root: [UInt8](repeating: 42, count: 32)), messageSink: tray.sink,
        logger: Logger(label: "test"))
      let servers = [shop.coalition, second]
      for (points, count) in [(Points(900), 1), (100, 2)] {
        try await shop.give(points, "to \(count)")
        try await withThrowingTaskGroup(of: Void.self) { group in
          for number in 0..<12 {
            group.addTask {
              try await servers[number % 2].clearJournal()
              _ = try await servers[number % 2].deliverFundingNotices()
            }
          }
          try await group.waitForAll()
        }
        #expect(await Self.mails(tray).count == count)
        shop.clock.advance(seconds: 600)
        _ = try await second.deliverFundingNotices()
        #expect(await Self.mails(tray).count == count)
      }
    }
  }

  private static let few = "Few points left to give"
  private static let none = "No points left to give"
}
