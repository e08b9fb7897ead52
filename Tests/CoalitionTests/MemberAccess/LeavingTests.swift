import Coalition
import DatabaseTesting
import Foundation
import Ledger
import Loyalty
import LedgerStore
import Storage
import Testing

@Suite(.database) struct LeavingTests {
  @Test func `leaving forfeits what was agreed to, erases the person and leaves the books whole`()
    async throws
  {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      try await shop.earn(100_000, key: "e")
      let me = try await shop.me(try await shop.enter())
      let code = try await shop.ownCode(me)
      await #expect(throws: MemberAccessRefusal.pointsChanged) {
        try await coalition.leave(
          forfeiting: [shop.program.asset: 999], code: code, from: TestShop.place, by: me)
      }
      let agreed = [shop.program.asset: Points(1_000)]
      await #expect(throws: MemberAccessRefusal.wrong) {
        try await coalition.leave(forfeiting: agreed, code: "000", from: TestShop.place, by: me)
      }
      #expect(try await shop.spendable() == 1_000)
      try await coalition.leave(forfeiting: agreed, code: code, from: TestShop.place, by: me)
      #expect(try await shop.spendable() == 0)
      let left = try await coalition.member(.id(shop.member.id), by: .system)
      #expect(left.status == .closed && left.name.isEmpty && left.phone == nil)
      await #expect(throws: MemberRefusal.memberNotFound) {
        try await coalition.member(.phone("13800138000"), by: .system)
      }
      await #expect(throws: MemberRefusal.memberClosed) { try await shop.earn(100, key: "late") }
      let balance = try await shop.ledger.trialBalance()
      #expect(balance.accounts.contains { $0.key.kind == .adjustment && $0.balance == 1_000 })
      #expect(try await coalition.verifyAudit() == .intact(count: try await audited(coalition)))
      // The number is free again, and who has it now is somebody else.
      let next = try await shop.enter()
      #expect(next.member != shop.member.id)
    }
  }

  private func audited(_ coalition: Coalition) async throws -> Int64 {
    try await coalition.database.read { tx in
      try tx.queryFirst("SELECT count(*) FROM audit_log") { $0[0] as Int64 } ?? 0
    }
  }

  @Test func `points on hold keep a member from leaving until the payment ends`() async throws {
    try await TestShop.open { shop in
      try await shop.earn(100_000, key: "e")
      let me = try await shop.me(try await shop.enter())
      let hold = HoldOrder(SpendOrder(member: .id(shop.member.id), .points(10)))
      _ = try await shop.coalition.hold(hold, key: "h", by: shop.till)
      await #expect(throws: MemberAccessRefusal.holdsOpen) {
        try await shop.coalition.leave(
          forfeiting: [shop.program.asset: 990], code: "x", from: TestShop.place, by: me)
      }
    }
  }

  @Test func `a departure that a crash interrupted is finished by the housekeeping, once`() async throws {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      let spent = try await shop.earn(100_000, key: "e")
      _ = spent
      let back = try await shop.spend(100, key: "s")
      let me = try await shop.me(try await shop.enter())
      _ = me
      // As the process that dies right after the first step leaves it.
      try await coalition.database.write { tx in
        try tx.execute(
          """
          INSERT INTO member_departure (member_id, state, asked_at, erased_at)
          VALUES (\(shop.member.id), 'leaving', 1, NULL)
          """)
        try tx.execute("UPDATE member SET status = 'closed' WHERE id = \(shop.member.id)")
      }
      shop.clock.advance(seconds: 1_000)
      try await coalition.runDueJobs()
      #expect(try await shop.spendable() == 0)
      #expect(try await coalition.member(.id(shop.member.id), by: .system).phone == nil)
      // What comes back after that is forfeited too.
      _ = try await coalition.refund(ReturnOrder(back.transaction.id), key: "r", by: shop.till)
      #expect(try await shop.spendable() == 100)
      shop.clock.advance(seconds: 1_000)
      try await coalition.runDueJobs()
      let state = try await coalition.database.read { tx in
        try tx.queryFirst("SELECT state FROM member_departure") { $0[0] as String }
      }
      // A member whose wallets were empty is settled, and not looked at for ever.
      #expect(state == "settled")
    }
  }

  @Test func `nothing that tells who it was stays in the database's files`() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "tongbao-erase-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }  // what stays is temporary
    let file = folder.appending(path: "platform.db").path
    let database = try DatabaseAddress.sqlite(path: file).open()
    try await Migrator.bundled().migrate(database, now: 0)
    try await TestShop.open(in: database) { shop in
      let coalition = shop.coalition
      // Enough other members that pages fill, split and are set free.
      for number in 0..<300 {
        _ = try await coalition.createMember(
          MemberDraft(.phone("1370013\(1000 + number)"), name: "Other \(number)"), by: .system)
      }
      _ = try await coalition.updateMember(
        shop.member.id, MemberChange(name: "Zebedee Quartz", identities: [.email("zebedee@quartz.example")]),
        by: .system)
      try await coalition.updateOwnProfile(
        name: "Zebedee Quartz-Topaz", language: nil, by: try await shop.me(try await shop.enter()))
      // An account of the same person that was merged into this one, and what was bought.
      let twin = try await coalition.createMember(
        MemberDraft(.phone("13900139777"), name: "Onyx Doublet"), by: .system)
      _ = try await shop.merge(twin, into: shop.member)
      let ring = [PurchaseItem(code: "R-1", name: "Garnet ring", amount: 100_000)]
      _ = try await coalition.earn(
        EarnOrder(
          member: .id(shop.member.id), .purchase(Money(minorUnits: 100_000, currency: "CNY")), items: ring),
        key: "e", by: shop.till)
      let me = try await shop.me(try await shop.enter())
      let letter = try await coalition.sendFeedback("Sapphire is what I wrote", by: me)
      try await coalition.answerFeedback(letter, "Opal is what we answered", by: .system)
      try await coalition.setMessageChoices([.earn: MessageChoice(email: true, sms: true)], by: me)
      shop.clock.advance(seconds: 30)
      try await coalition.runDueJobs()
      let marks = [
        "13800138000", "Zebedee", "Quartz", "zebedee@quartz", "Sapphire", "Opal", "13900139777", "Onyx",
        "Garnet",
      ]
      #expect(try found(marks, in: folder) == Set(marks), "the search must find what is there")
      let code = try await shop.ownCode(me)
      try await coalition.leave(
        forfeiting: [shop.program.asset: 1_000], code: code, from: TestShop.place, by: me)
      #expect(try found(marks, in: folder) == [])
      #expect(
        try await rows(of: shop.member.id, in: database)
          == [
            "event", "member_consent", "member_departure", "qualifying_day", "qualifying_purchase",
            "store_member",
          ])
      #expect(try found(["13700131007", "Other 7"], in: folder).count == 2, "the others are still there")
    }
    try await database.close()
  }

  /// The tables that still have rows of a member: a new one is looked at here.
  private func rows(of member: MemberID, in database: any Database) async throws -> [String] {
    try await database.read { tx in
      let tables = try tx.query(
        """
        SELECT tables.name FROM sqlite_master AS tables JOIN pragma_table_info(tables.name) AS columns
        WHERE tables.type = 'table' AND columns.name = 'member_id' ORDER BY tables.name
        """
      ) { $0[0] as String }
      return try tables.filter { table in
        try tx.queryFirst("SELECT 1 FROM \(identifier: table) WHERE member_id = \(member)") { $0[0] as Int }
          != nil
      }
    }
  }

  /// Which of the words stand in any file of the folder.
  private func found(_ words: [String], in folder: URL) throws -> Set<String> {
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    let bytes = try files.map { try Data(contentsOf: $0) }
    return Set(words.filter { word in bytes.contains { $0.range(of: Data(word.utf8)) != nil } })
  }

  @Test func `the export has every movement, and reads as JSON`() async throws {
    try await TestShop.open { shop in
      try await shop.earn(10_000, key: "e")
      for number in 0..<30 { try await shop.earn(100, key: "e\(number)") }
      try await shop.spend(5, key: "s")
      let me = try await shop.me(try await shop.enter())
      let json = try await shop.coalition.exportOwnData(by: me)
      let data = try #require(try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any])
      let wallet = try #require((data["wallets"] as? [[String: Any]])?.first)
      let movements = try #require(wallet["movements"] as? [[String: Any]])
      #expect(movements.count == 32)
      let sum = movements.compactMap { $0["points"] as? Int }.reduce(0, +)
      #expect(sum == 125 && wallet["available"] as? Int == 125)
      let profile = try #require(data["profile"] as? [String: Any])
      #expect(profile["id"] as? String == shop.coalition.publicIDs.text(shop.member.id))
      let identities = try #require(data["identities"] as? [[String: Any]])
      #expect(identities.compactMap { $0["value"] as? String } == ["+8613800138000"])
      #expect((data["consents"] as? [Any])?.count == 1 && (data["devices"] as? [Any])?.count == 1)
    }
  }
}
