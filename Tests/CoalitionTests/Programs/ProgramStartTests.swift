import Coalition
import DatabaseTesting
import Ledger
import Testing

/// What one person makes alone does nothing until another has approved it.
@Suite(.database) struct ProgramStartTests {
  @Test func `a programme that one person made gives and takes nothing until another lets it start`()
    async throws
  {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      let author = try await shop.admin("author")
      var draft = ProgramDraft(
        code: "NEW", names: Names("New"), worth: Worth(1, are: Money(minorUnits: 1_000, currency: "CNY")),
        merchant: shop.merchant.id)
      draft.policies.isDebtAllowed = false
      let made = try await coalition.createProgram(draft, by: author)
      #expect(made.status == .paused && made.worth == draft.worth)
      try await coalition.setTerms(
        MerchantTerms(
          merchant: shop.merchant.id, asset: made.asset, earning: EarnTerms(1, perMinorUnits: 100)),
        by: .system)
      let earn = EarnOrder(
        member: .id(shop.member.id), program: .code("NEW"),
        .purchase(Money(minorUnits: 1_000, currency: "CNY")))
      let award = GiveOrder(member: .id(shop.member.id), program: .code("NEW"), points: 5)
      #expect(
        try await refusal { _ = try await coalition.earn(earn, key: "a", by: shop.till) }
          == .programInactive)
      #expect(
        try await refusal { _ = try await coalition.award(award, key: "b", by: shop.till) }
          == .programInactive)
      await #expect(throws: ApprovalRefusal.approvalRequired(.program)) {
        _ = try await coalition.updateProgram(made.asset, by: author) { $0.status = .active }
      }
      var wanted = ProgramSettings(made)
      wanted.status = Program.Status.active.rawValue
      let proposal = ProgramProposal(made.asset, base: 1, settings: wanted)
      let proposed = try await coalition.propose(.program(proposal), reason: "start", by: author)
      await #expect(throws: ApprovalRefusal.reviewerIsAuthor) {
        _ = try await coalition.approve(proposed.id, by: author) { try await coalition.execute($0) }
      }
      #expect(try await coalition.program(made.asset).status == .paused)
      let second = try await shop.admin("second")
      _ = try await coalition.approve(proposed.id, by: second) { try await coalition.execute($0) }
      let receipt = try await coalition.earn(earn, key: "c", by: shop.till)
      #expect(receipt.wallet?.available == 10)
    }
  }
}
