import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

extension TestShop {
  /// Sets a ladder as two people do, and places everybody.
  @discardableResult
  func set(_ ladder: Ladder, number: UInt32 = 0) async throws -> TierLadder {
    let texts = ladder.levels.indices.map { TierDefinition.Text(Names("L\($0 + 1)")) }
    let proposal = LadderProposal(
      TierDefinition(ladder, texts), number: number, named: Names("Club"), of: program.asset)
    let approval = try await decided(.ladder(proposal))
    #expect(approval.state == .succeeded, "\(approval.outcome)")
    try await runTierJob()
    let all = try await coalition.ladders(of: program.asset, by: .system)
    return try #require(all.first { $0.approval == approval.id })
  }

  /// As the clock runs it: now, whenever it ran before.
  func runTierJob() async throws {
    clock.advance(seconds: 301)
    let reports = try await coalition.runDueJobs()
    #expect(reports.allSatisfy { $0.failure == nil }, "\(reports)")
    #expect(reports.contains { $0.name == .tiers })
  }

  func level(_ member: Member? = nil) async throws -> Int64? {
    let id = (member ?? self.member).id
    return try await coalition.database.read { tx in
      try tx.queryFirst("SELECT level FROM tier_standing WHERE member_id = \(id)") { $0[0] as Int64 }
    }
  }

  /// Everything that counts, and where everybody stands.
  func tierRows() async throws -> [[Int64]] {
    try await coalition.database.read { tx in
      let days = try tx.query(
        """
        SELECT asset_id, member_id, day, points, spend, visits FROM qualifying_day
        WHERE points <> 0 OR spend <> 0 OR visits <> 0 ORDER BY asset_id, member_id, day
        """
      ) { [$0[0], $0[1], $0[2], $0[3], $0[4], $0[5]] as [Int64] }
      let shops = try tx.query(
        """
        SELECT asset_id, member_id, merchant_id, purchases FROM qualifying_purchase WHERE purchases <> 0
        ORDER BY asset_id, member_id, merchant_id
        """
      ) { [$0[0], $0[1], $0[2], $0[3]] as [Int64] }
      let standings = try tx.query(
        """
        SELECT asset_id, number, member_id, level, falls_on, falls_to FROM tier_standing
        ORDER BY asset_id, number, member_id
        """
      ) { [$0[0], $0[1], $0[2], $0[3], $0[4], $0[5]] as [Int64] }
      return days + shops + standings
    }
  }
}

@Suite("Levels of members", .database) struct TierFlowTests {
  private static let yearly = Ladder(
    measure: .points, window: .calendarYear, levels: [TierLevel(from: 100), TierLevel(from: 500)],
    graceDays: 10)

  @Test func `who reaches a level rises at once and is told`() async throws {
    try await TestShop.open { shop in
      let me = try await shop.me(try await shop.enter())
      try await shop.set(Self.yearly)
      try await shop.earn(9_900, key: "a")
      try await shop.coalition.projectTiers()
      #expect(try await shop.level() == nil)
      try await shop.earn(100, key: "b")
      try await shop.coalition.projectTiers()
      #expect(try await shop.level() == 1)
      let changes = try await shop.coalition.tierChanges(of: shop.member.id, by: .system)
      #expect(changes.map(\.reason) == [.purchase] && changes.map(\.to) == [1])
      let told = try await shop.coalition.messages(in: .en, by: me).items
      #expect(told.filter { $0.message.kind == .tierUp }.map(\.body).first?.contains("now L1") == true)
    }
  }

  @Test func `what comes back takes its level with it, and what is undone gives it again`() async throws {
    try await TestShop.open { shop in
      try await shop.set(Self.yearly)
      try await shop.earn(9_900, key: "a")
      let bought = try await shop.earn(5_000, key: "b")
      try await shop.coalition.projectTiers()
      #expect(try await shop.level() == 1)
      let back = try await shop.coalition.refund(
        ReturnOrder(bought.transaction.id, .money(Money(minorUnits: 4_950, currency: "CNY"))), key: "r",
        by: shop.till)
      try await shop.coalition.projectTiers()
      #expect(try await shop.level() == 0)
      let sums = try await shop.coalition.database.read { tx in
        try tx.query("SELECT points, spend, visits FROM qualifying_day") { [$0[0], $0[1], $0[2]] as [Int64] }
      }
      #expect(sums == [[99, 9_950, 2]])
      #expect(back.transaction.amount == 50)
      _ = try await shop.coalition.reverse("r", key: "x", by: shop.till)
      try await shop.coalition.projectTiers()
      #expect(try await shop.level() == 1)
      let reasons = try await shop.coalition.tierChanges(of: shop.member.id, by: .system).map(\.reason)
      #expect(reasons == [.return, .return, .purchase])
    }
  }

  @Test func `a level falls when its time and the grace are over, warned of before`() async throws {
    try await TestShop.open { shop in
      let me = try await shop.me(try await shop.enter())
      try await shop.set(Self.yearly)
      try await shop.earn(60_000, key: "a")
      try await shop.coalition.projectTiers()
      #expect(try await shop.level() == 2)
      func told() async throws -> [MessageKind] {
        try await shop.runTierJob()
        try await shop.runTierJob()
        return try await shop.coalition.messages(in: .en, by: me).items.map(\.message.kind)
          .filter(\.isOfTier)
      }
      // Kept through 2027 and ten days of 2028, a leap year.
      shop.clock.set(try endOf("2027-12-10"))
      #expect(try await told() == [.tierUp])
      shop.clock.set(try endOf("2027-12-11"))
      #expect(try await told() == [.tierAhead, .tierUp])
      shop.clock.set(try endOf("2028-01-03"))
      #expect(try await told() == [.tierAhead, .tierAhead, .tierUp])
      shop.clock.set(try endOf("2028-01-09"))
      #expect(try await told() == [.tierAhead, .tierAhead, .tierUp])
      #expect(try await shop.level() == 2)
      shop.clock.set(try endOf("2028-01-10"))
      #expect(try await told() == [.tierDown, .tierAhead, .tierAhead, .tierUp])
      #expect(try await shop.level() == 0)
      let last = try await shop.coalition.messages(in: .en, by: me).items.first {
        $0.message.kind == .tierAhead
      }
      #expect(last?.body.contains("good until 2028-01-10") == true, "\(last?.body ?? "")")
    }
  }

  @Test func `a new version of a ladder places everybody anew, and its end lets nobody fall`() async throws {
    try await TestShop.open { shop in
      try await shop.earn(20_000, key: "a")
      let first = try await shop.set(Self.yearly)
      #expect(try await shop.level() == 1)
      var easier = Self.yearly
      easier.levels[1].threshold = 200
      let preview = try await shop.coalition.previewTiers(easier, of: shop.program.asset, by: .system)
      #expect(preview == [2: 1])
      let second = try await shop.set(easier, number: first.number)
      #expect(second.version == 2 && second.number == first.number)
      #expect(try await shop.level() == 2)
      let end = LadderProposal(nil, number: first.number, named: Names("Club"), of: shop.program.asset)
      #expect(try await shop.decided(.ladder(end)).state == .succeeded)
      shop.clock.set(try endOf("2030-01-01"))
      try await shop.runTierJob()
      #expect(try await shop.level() == 2)
      #expect(try await shop.coalition.tiers(of: shop.member.id, by: .system).isEmpty)
    }
  }

  @Test func `the journal read again gives what counts and the same standings, also after a merge`()
    async throws
  {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      try await shop.set(Self.yearly)
      for number in 0..<12 {
        let member = number.isMultiple(of: 3) ? shop.friend : shop.member
        let order = EarnOrder(
          member: .id(member.id), .purchase(Money(minorUnits: Int64(number + 1) * 777, currency: "CNY")))
        let by = number.isMultiple(of: 2) ? shop.till : shop.caller(shop.other)
        let sale = try await coalition.earn(order, key: "e\(number)", by: by)
        switch number % 5 {
        case 0: _ = try await coalition.void(ReturnOrder(sale.transaction.id), key: "v\(number)", by: by)
        case 1:
          _ = try await coalition.refund(
            ReturnOrder(sale.transaction.id, .points(3)), key: "r\(number)", by: by)
        case 2: _ = try await coalition.reverse("e\(number)", key: "x\(number)", by: by)
        default: break
        }
        shop.clock.advance(seconds: 86_400 * 9)
        if number == 6 { try await coalition.projectTiers() }
      }
      let merge = ProposedOperation.merge(MergeProposal(from: shop.friend.id, into: shop.member.id))
      #expect(try await shop.decided(merge).state == .succeeded)
      try await shop.earn(7_000, key: "last")
      try await coalition.projectTiers()
      let before = try await shop.tierRows()
      #expect(before.count > 8)
      #expect(try await shop.level() == 1)
      try await coalition.rebuildNow(.tiers)
      #expect(try await shop.tierRows() == before)
      try await shop.runTierJob()
      #expect(try await shop.tierRows() == before)
      let ofFriend = try await coalition.database.read { tx in
        try tx.query("SELECT 1 FROM qualifying_day WHERE member_id = \(shop.friend.id)") { $0[0] as Int64 }
      }
      #expect(ofFriend.isEmpty)
    }
  }
}
