import Coalition
import DatabaseTesting
import Ledger
import Storage
import Testing

@Suite(.database) struct WorkloadTests {
  @Test func `what waits is counted for those who may see it, and nobody's own proposals`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let (author, chief) = (
      try await platform.user("author", .service), try await platform.user("chief", .administrator)
    )
    let member = try await platform.member("13800138000")
    for points in [Points(5), 6] {
      _ = try await coalition.propose(
        .adjust(AdjustProposal(member: member.id, asset: AssetID(1), points: points, memo: "")), reason: "r",
        by: author.principal)
    }
    _ = try await coalition.propose(
      .adjust(AdjustProposal(member: member.id, asset: AssetID(1), points: 7, memo: "")), reason: "r",
      by: chief.principal)
    let merchant = try await platform.merchant("m1")
    let found = try await coalition.raiseCase(
      CaseDraft(
        .missingHere, from: .dayFile, subjectKey: "a", channel: .merchantSystem, merchant: merchant.id,
        day: BusinessDay(daysSince1970: 20_514), reason: .unsaid))
    var expected = Workload()
    expected.approvals = 2
    expected.cases = 1
    expected.feedback = 0
    expected.failedDeliveries = 0
    expected.silentTerminals = 0
    #expect(try await coalition.workload(by: chief.principal) == expected)
    let served = try await coalition.workload(by: author.principal)
    #expect(served.approvals == nil && served.silentTerminals == nil && served.cases == 1)
    _ = try await coalition.closeCase(found.id, resolution: "booked", by: chief.principal)
    platform.clock.advance(seconds: 8 * 86_400)
    let later = try await coalition.workload(by: chief.principal)
    #expect(later.approvals == 0 && later.cases == 0)
    await #expect(throws: AccessRefusal.operatorOnly) {
      _ = try await coalition.workload(by: platform.caller(of: merchant, .all))
    }
  }

  @Test func `a terminal that could trade and is not heard of for a day is silent`() async throws {
    let platform = try TestPlatform.open()
    let coalition = platform.coalition
    let merchant = try await platform.merchant("m1")
    let store = try await coalition.createStore(of: merchant.id, code: "S1", name: "First", by: .system)
    let terminal = try await coalition.createTerminal(in: store.id, code: "T1", kind: .pos, by: .system)
    _ = try await coalition.registerPOSTerminal(
      terminal.id, acceptor: "898440359980011", number: "10000001", by: .system)
    // Without a key it never could.
    #expect(try await coalition.workload(by: .system).silentTerminals == 0)
    let now = platform.clock.clock.now()
    let (sealed, check) = ([UInt8](repeating: 7, count: 16), [UInt8](repeating: 9, count: 4))
    try await coalition.database.write { tx in
      try tx.execute(
        """
        UPDATE pos_terminal SET master_key = \(sealed), master_key_check = \(check), seen_at = \(now)
        WHERE terminal_id = \(terminal.id)
        """)
    }
    var silent = POSTerminalQuery()
    platform.clock.advance(seconds: 86_400)
    silent.silentSince = platform.clock.clock.now().adding(seconds: -Coalition.silentSeconds)
    #expect(try await coalition.workload(by: .system).silentTerminals == 0)
    #expect(try await coalition.posTerminals(silent, by: .system).items.isEmpty)
    platform.clock.advance(seconds: 1)
    silent.silentSince = platform.clock.clock.now().adding(seconds: -Coalition.silentSeconds)
    #expect(try await coalition.workload(by: .system).silentTerminals == 1)
    #expect(try await coalition.posTerminals(silent, by: .system).items.map(\.id) == [terminal.id])
  }

  @Test func `top merchants are those with most points in the days asked for`() async throws {
    try await TestShop.open { shop in
      try await shop.earn(50_000, key: "a")
      try await shop.earn(10_000, key: "b", by: shop.caller(shop.other))
      try await shop.spend(30, key: "s", by: shop.caller(shop.other))
      shop.clock.advance(seconds: 86_400)
      try await shop.earn(100_000, key: "c", by: shop.caller(shop.other))
      func top(_ first: Int32, _ last: Int32, limit: Int = 5) async throws -> [MerchantTotals] {
        try await shop.coalition.topMerchants(
          of: shop.program.asset,
          in: BusinessDay(daysSince1970: first)...BusinessDay(daysSince1970: last), limit: limit,
          by: .system)
      }
      let first = try await top(20_514, 20_514)
      #expect(first.map(\.merchant) == [shop.merchant.id, shop.other.id])
      #expect(first[0].issued == 500 && first[1].used == 30 && first[1].transactions == 2)
      let both = try await top(20_514, 20_515)
      #expect(both.map(\.merchant) == [shop.other.id, shop.merchant.id] && both[0].issued == 1_100)
      #expect(try await top(20_514, 20_515, limit: 1).count == 1)
      #expect(try await top(20_600, 20_700).isEmpty)
      await #expect(throws: AccessRefusal.operatorOnly) {
        _ = try await shop.coalition.topMerchants(
          of: shop.program.asset,
          in: BusinessDay(daysSince1970: 1)...BusinessDay(daysSince1970: 2),
          by: shop.caller(shop.merchant, .all))
      }
    }
  }
}
