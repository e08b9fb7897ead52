import DatabaseTesting
import Ledger
import LedgerStore
import Storage
import Testing

@testable import Coalition

@Suite(.database) struct SeparateMembersTests {
  @Test func `who was merged has a record again, with what is still there of theirs`() async throws {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      try await shop.earn(10_000, key: "a")
      let spend = try await shop.spend(30, key: "s")
      let card = try await coalition.issueCard(to: shop.member.id, by: .system)
      let mail = MemberChange(identities: [.email("li@example.com")])
      _ = try await coalition.updateMember(shop.member.id, mail, by: .system)
      _ = try await shop.merge(shop.member, into: shop.friend)
      let used = SpendOrder(member: .id(shop.friend.id), .points(20))
      _ = try await coalition.spend(used, key: "u", by: shop.till)
      let shown = try await coalition.previewSeparation(of: shop.member.id, by: .system)
      #expect(shown.map(\.merged) == [70] && shown.map(\.back) == [50])

      let separated = try await shop.separate(shop.member)
      #expect(separated.state == .succeeded, "\(separated.outcome)")
      let old = try await coalition.member(.id(shop.member.id), by: .system)
      let record = try #require(old.mergedInto)
      #expect(old.status == .closed && record != shop.friend.id)
      #expect(separated.outcome == coalition.publicIDs.text(record))
      #expect(try await shop.spendable(of: record) == 50)
      #expect(try await shop.spendable(of: shop.friend.id) == 0)
      for claim in [MemberClaim.email("li@example.com"), .card(card.number), .phone("13800138000")] {
        #expect(try await coalition.member(claim, by: .system).id == record)
      }
      #expect(try await coalition.member(.phone("13800138001"), by: .system).id == shop.friend.id)
      // What they bought before comes back to them.
      let back = ReturnOrder(spend.transaction.id)
      let refund = try await coalition.refund(back, key: "r", by: shop.till).transaction
      #expect(refund.touches.map(\.key.member) == [record])
      #expect(try await shop.earn(100, key: "late").transaction.subject.member == record)
      #expect(try await coalition.previewSeparation(of: shop.member.id, by: .system).isEmpty)
      guard case .intact = try await coalition.verifyAudit() else {
        Issue.record("the audit log's chain is broken")
        return
      }
    }
  }

  @Test func `what a return took since is not taken from the survivor's own`() async throws {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      let bought = try await shop.earn(10_000, key: "a")
      let own = EarnOrder(member: .id(shop.friend.id), .purchase(Money(minorUnits: 10_000, currency: "CNY")))
      _ = try await coalition.earn(own, key: "own", by: shop.till)
      _ = try await shop.merge(shop.member, into: shop.friend)
      let back = ReturnOrder(bought.transaction.id, .points(60))
      _ = try await coalition.refund(back, key: "r", by: shop.till)
      #expect(try await shop.spendable(of: shop.friend.id) == 140)
      #expect(try await coalition.previewSeparation(of: shop.member.id, by: .system).map(\.back) == [40])
      let separated = try await shop.separate(shop.member)
      let record = try #require(coalition.publicIDs.id(separated.outcome, as: Identified.Member.self))
      #expect(try await shop.spendable(of: record) == 40)
      #expect(try await shop.spendable(of: shop.friend.id) == 100)
    }
  }

  @Test func `what opened the survivor's account to them opens it no more`() async throws {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      try await coalition.setPIN("739154", of: shop.friend.id, by: .system)
      shop.clock.advance(seconds: 60)
      _ = try await shop.merge(shop.member, into: shop.friend)
      try await coalition.database.write { tx in
        try tx.execute(
          """
          INSERT INTO member_password (member_id, password_hash, updated_at)
          VALUES (\(shop.friend.id), \(String(repeating: "x", count: 60)), \(shop.clock.clock.now()))
          """)
        try tx.execute(
          """
          INSERT INTO member_session (id, token_hash, member_id, device, created_at, seen_at, idle_ends_at,
            ends_at)
          VALUES (1, \([UInt8](repeating: 1, count: 32)), \(shop.friend.id), '', 0, 0, 1, 1)
          """)
      }
      #expect(try await shop.separate(shop.member).state == .succeeded)
      let left = try await coalition.database.read { tx in
        try ["member_session", "member_password", "member_pin"].map { table in
          try tx.query("SELECT 1 FROM \(identifier: table) WHERE member_id = \(shop.friend.id)") {
            $0[0] as Int64
          }.count
        }
      }
      // What the survivor set before they were one is theirs.
      #expect(left == [0, 0, 1])
    }
  }

  @Test func `a card that replaced one of theirs since goes with them, frozen as they were`() async throws {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      let card = try await coalition.issueCard(to: shop.member.id, by: .system)
      _ = try await coalition.freezeMember(shop.member.id, reason: "lost", by: .system)
      _ = try await shop.merge(shop.member, into: shop.friend)
      let newer = try await coalition.replaceCard(card.id, by: .system)
      let separated = try await shop.separate(shop.member)
      let record = try #require(coalition.publicIDs.id(separated.outcome, as: Identified.Member.self))
      #expect(try await coalition.card(newer.id, by: .system).member == record)
      #expect(try await coalition.member(.id(record), by: .system).status == .frozen)
    }
  }

  @Test func `while a merge is not at its end nothing of it is taken back, and nothing goes on from it`()
    async throws
  {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      let third = try await coalition.createMember(MemberDraft(.phone("13800138002")), by: .system)
      try await shop.earn(10_000, key: "a")
      // As if it had ended between the platform's part and the ledger's.
      let begun = try await coalition.propose(
        .merge(MergeProposal(from: shop.member.id, into: shop.friend.id)), reason: "one", by: .system)
      let reviewer = try await coalition.createUser(
        UserDraft(login: "begun", name: "begun", password: "a long enough secret", roles: .reviewer),
        by: .system)
      await #expect(throws: OrderRefusal.busy) {
        try await coalition.approve(begun.id, by: reviewer.principal) { _ in throw OrderRefusal.busy }
      }
      try await coalition.database.write { tx in
        let member = try tx.requireMember(shop.member.id)
        try tx.keepBelongings(of: member, into: shop.friend.id, by: begun.id, at: shop.clock.clock.now())
        try tx.close(member, into: shop.friend, at: shop.clock.clock.now())
      }
      await #expect(throws: OrderRefusal.busy) { try await shop.separate(shop.member) }
      await #expect(throws: OrderRefusal.busy) { try await shop.merge(shop.friend, into: third) }
      #expect(try await coalition.resumeApprovals { try await coalition.execute($0) } == 3)
      #expect(try await shop.spendable(of: shop.friend.id) == 0)
      let record = try await coalition.member(.id(shop.member.id), by: .system).mergedInto
      #expect(try await shop.spendable(of: record ?? third.id) == 100)
    }
  }

  @Test func `a separation again after a crash, before or after its wallets, has the same end`()
    async throws
  {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      try await shop.earn(10_000, key: "a")
      _ = try await shop.merge(shop.member, into: shop.friend)
      let proposal = SeparationProposal(member: shop.member.id)
      let approval = try await coalition.propose(.separate(proposal), reason: "two people", by: .system)
      // As if it had ended between the platform's part and the ledger's.
      let first = try await coalition.openRecord(of: shop.member.id, for: approval)
      #expect(try await shop.spendable(of: first) == 0)
      for _ in 0..<2 {
        let outcome = try await coalition.executeSeparation(approval, proposal)
        #expect(outcome == .succeeded(coalition.publicIDs.text(first)))
        #expect(try await shop.spendable(of: first) == 100)
      }
      let other = SeparationProposal(member: shop.friend.id)
      await #expect(throws: MemberRefusal.statusConflict(.active)) {
        try await coalition.propose(.separate(other), reason: "r", by: .system)
      }
      await #expect(throws: MemberRefusal.statusConflict(.closed)) {
        try await coalition.propose(.separate(proposal), reason: "r", by: .system)
      }
      await #expect(throws: AccessRefusal.operatorOnly) {
        try await coalition.propose(.separate(proposal), reason: "r", by: shop.caller(shop.merchant, .all))
      }
      await #expect(throws: AccessRefusal.operatorOnly) {
        try await coalition.previewSeparation(of: shop.member.id, by: shop.caller(shop.merchant, .all))
      }
    }
  }

  @Test func `who stood for the bearer of a card is not taken back`() async throws {
    try await TestShop.open { shop in
      let card = try await shop.bearerCard(of: try await shop.cardType(), worth: 80)
      let bearer = try #require(card.member)
      _ = try await shop.coalition.bindCard(card.id, to: shop.member.id, by: .system)
      let proposal = SeparationProposal(member: bearer)
      await #expect(throws: MemberRefusal.statusConflict(.closed)) {
        try await shop.coalition.propose(.separate(proposal), reason: "r", by: .system)
      }
      #expect(try await !shop.coalition.isSeparable(bearer, by: .system))
    }
  }

  @Test func `of a chain the first can be taken back, and then not what it went on in`() async throws {
    try await TestShop.open { shop in
      let third = try await shop.coalition.createMember(MemberDraft(.phone("13800138002")), by: .system)
      try await shop.earn(10_000, key: "a")
      _ = try await shop.merge(shop.member, into: shop.friend)
      _ = try await shop.merge(shop.friend, into: third)
      #expect(try await shop.separate(shop.member).state == .succeeded)
      let found = try await shop.coalition.member(.phone("13800138000"), by: .system)
      #expect(try await shop.spendable(of: found.id) == 100)
      let failed = try await shop.separate(shop.friend)
      #expect(failed.state == .failed && failed.outcome == "taken_back_in_part")
      #expect(try await shop.coalition.member(.id(shop.friend.id), by: .system).mergedInto == third.id)
    }
  }
}

extension TestShop {
  /// Proposed by the system and approved by a person of that name.
  func separate(_ member: Member) async throws -> Approval {
    let proposal = SeparationProposal(member: member.id)
    let approval = try await coalition.propose(.separate(proposal), reason: "two people", by: .system)
    let login = "separator\(member.id.rawValue)"
    let reviewer = try await coalition.createUser(
      UserDraft(login: login, name: login, password: "a long enough secret", roles: .reviewer), by: .system)
    return try await coalition.approve(approval.id, by: reviewer.principal) {
      try await coalition.execute($0)
    }
  }

  fileprivate func spendable(of member: MemberID) async throws -> Points {
    try await coalition.wallet(WalletKey(member: member, asset: program.asset), by: .system).spendable
  }
}
