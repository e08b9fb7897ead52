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
