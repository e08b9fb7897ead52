import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

@Suite(.database) struct SettlementNoticeTests {
  private static let address = "owner@example.com"

  private static func open(
    _ engine: Engine, _ test: (TestShop, MessageTray) async throws -> Void
  ) async throws {
    let tray = MessageTray()
    try await TestShop.open(in: try await engine.makeDatabase(), sink: tray.sink) { shop in
      try await shop.coalition.setProfile(
        MerchantProfile(email: address), of: shop.merchant.id, by: .system)
      try await test(shop, tray)
    }
  }

  private static func states(_ shop: TestShop) async throws -> [String] {
    try await shop.coalition.database.read { tx in
      try tx.query("SELECT state FROM settlement_notice ORDER BY settlement_id") { $0[0] as String }
    }
  }

  @Test(arguments: Engine.available)
  func `a statement is told once, with its days and place and none of its figures`(
    engine: Engine
  ) async throws {
    try await Self.open(engine) { shop, tray in
      let id = try await shop.oneSettlement()
      let settlement = try await shop.coalition.settlement(id, by: .system).settlement
      for _ in 0..<3 {
        shop.clock.advance(seconds: 5)
        _ = try await shop.coalition.runDueJobs(only: [.deliveries])
      }
      let mails = await tray.texts().map(\.text)
      #expect(mails.map(\.recipient) == [Self.address])
      let body = try #require(mails.first?.body)
      #expect(body.contains("/merchant/settlements/" + shop.coalition.publicIDs.text(id)))
      #expect(body.contains("\(CivilDate(settlement.days.upperBound))"))
      #expect(!body.contains("CNY"))
      #expect(try await Self.states(shop) == ["sent"])
    }
  }

  @Test(arguments: Engine.available)
  func `without an address nobody is told, and nothing is told after a week`(engine: Engine) async throws {
    try await Self.open(engine) { shop, tray in
      try await shop.coalition.setProfile(MerchantProfile(), of: shop.merchant.id, by: .system)
      _ = try await shop.oneSettlement()
      _ = try await shop.coalition.deliverSettlementNotices()
      #expect(try await Self.states(shop) == ["failed"])
      try await shop.coalition.setProfile(
        MerchantProfile(email: Self.address), of: shop.merchant.id, by: .system)
      try await shop.coalition.database.write { tx in
        try tx.execute("UPDATE settlement_notice SET state = 'waiting', next_try_at = 0")
      }
      shop.clock.advance(seconds: 7 * 86_400 + 1)
      _ = try await shop.coalition.deliverSettlementNotices()
      #expect(try await Self.states(shop) == ["over"])
      #expect(await tray.texts().isEmpty)
    }
  }
}
