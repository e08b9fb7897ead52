import Coalition
import DatabaseTesting
import Ledger
import LedgerStore
import Storage
import Testing

@Suite(.database) struct MergeMembersTests {
  @Test func `all of a member goes to the survivor, who answers to both from then on`() async throws {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      let earn = try await shop.earn(10_000, key: "a")
      let spend = try await shop.spend(30, key: "s")
      let card = try await coalition.issueCard(to: shop.member.id, by: .system)
      let mail = MemberChange(identities: [.email("li@example.com")])
      _ = try await coalition.updateMember(shop.member.id, mail, by: .system)
      let merged = try await shop.merge(shop.member, into: shop.friend)
      #expect(merged.state == .succeeded)

      let old = try await coalition.member(.id(shop.member.id), by: .system)
      #expect(old.status == .closed && old.mergedInto == shop.friend.id)
      let wallet = try await coalition.wallet(
        WalletKey(member: shop.friend.id, asset: shop.program.asset), by: .system)
      #expect(wallet.spendable == 70 && wallet.lifetimeEarned == 100 && wallet.lifetimeSpent == 30)
      #expect(try await shop.spendable() == 0)
      // The e-mail and the card moved; both have a phone, and the other's leads onward.
      for claim in [
        MemberClaim.email("li@example.com"), .card(card.number), .phone("13800138000"), .phone("13800138001"),
      ] {
        #expect(try await coalition.member(claim, by: .system).id == shop.friend.id)
        let order = SpendOrder(member: claim, .points(1))
        let receipt = try await coalition.spend(order, key: "\(claim)", by: shop.till)
        #expect(receipt.transaction.subject.member == shop.friend.id)
      }
      // The old number too, and what was done under it is given back to the survivor.
      #expect(try await shop.earn(100, key: "late").transaction.subject.member == shop.friend.id)
      let back = ReturnOrder(spend.transaction.id)
      #expect(try await coalition.refund(back, key: "r", by: shop.till).wallet?.available == 97)
      _ = try await coalition.refund(
        ReturnOrder(earn.transaction.id, .money(Money(minorUnits: 5_050, currency: "CNY"))), key: "m",
        by: shop.till)
      #expect(
        try await coalition.wallet(
          WalletKey(member: shop.friend.id, asset: shop.program.asset), by: .system
        ).spendable == 46)
      guard case .intact = try await coalition.verifyAudit() else {
        Issue.record("the audit log's chain is broken")
        return
      }
    }
  }

  @Test func `members merged one after another all lead to the last`() async throws {
    try await TestShop.open { shop in
      let third = try await shop.coalition.createMember(MemberDraft(.phone("13800138002")), by: .system)
      try await shop.earn(10_000, key: "a")
      _ = try await shop.merge(shop.member, into: shop.friend)
      _ = try await shop.merge(shop.friend, into: third)
      let found = try await shop.coalition.member(.phone("13800138000"), by: .system)
      #expect(found.id == third.id)
      #expect(try await shop.spend(100, key: "s").transaction.subject.member == third.id)
    }
  }

  @Test func `a merge again after a crash changes nothing more`() async throws {
    try await TestShop.open { shop in
      try await shop.earn(10_000, key: "a")
      let merged = try await shop.merge(shop.member, into: shop.friend)
      let again = try await shop.coalition.executeMerge(merged)
      #expect(again == .succeeded(shop.coalition.publicIDs.text(shop.friend.id)))
      let wallet = WalletKey(member: shop.friend.id, asset: shop.program.asset)
      #expect(try await shop.coalition.wallet(wallet, by: .system).spendable == 100)
    }
  }

  @Test func `open holds stop it before anything is changed`() async throws {
    try await TestShop.open { shop in
      try await shop.earn(10_000, key: "a")
      let hold = HoldOrder(SpendOrder(member: .id(shop.member.id), .points(10)), seconds: 600)
      _ = try await shop.coalition.hold(hold, key: "h", by: shop.till)
      let failed = try await shop.merge(shop.member, into: shop.friend)
      #expect(failed.state == .failed && failed.outcome == "holdsOpen")
      #expect(try await shop.coalition.member(.id(shop.member.id), by: .system).status == .active)
      #expect(try await shop.spendable() == 90)
    }
  }

  @Test func `a member with themselves, the closed and strangers are refused`() async throws {
    try await TestShop.open { shop in
      let own = ProposedOperation.merge(MergeProposal(from: shop.member.id, into: shop.member.id))
      await #expect(throws: ApprovalRefusal.invalidOperation) {
        try await shop.coalition.propose(own, reason: "r", by: .system)
      }
      let merge = ProposedOperation.merge(MergeProposal(from: shop.member.id, into: shop.friend.id))
      await #expect(throws: AccessRefusal.operatorOnly) {
        try await shop.coalition.propose(merge, reason: "r", by: shop.caller(shop.merchant, .all))
      }
      _ = try await shop.merge(shop.member, into: shop.friend)
      await #expect(throws: MemberRefusal.memberClosed) {
        try await shop.coalition.propose(merge, reason: "r", by: .system)
      }
    }
  }
}

extension TestShop {
  /// Proposed by the system and approved by a person of that name.
  func merge(_ from: Member, into: Member) async throws -> Approval {
    let proposal = MergeProposal(from: from.id, into: into.id)
    let approval = try await coalition.propose(.merge(proposal), reason: "registered twice", by: .system)
    let login = "reviewer\(from.id.rawValue)"
    let reviewer = try await coalition.createUser(
      UserDraft(login: login, name: login, password: "a long enough secret", roles: .reviewer), by: .system)
    return try await coalition.approve(approval.id, by: reviewer.principal) {
      try await coalition.execute($0)
    }
  }
}
