import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Testing

@testable import Coalition

@Suite(.database) struct SettlementAuditTests {
  @Test func `each step of a settlement is in the audit log, as it was and as it became`() async throws {
    try await TestShop.open { shop in
      let id = try await shop.calculated()
      let coalition = shop.coalition
      let merchant = shop.caller(shop.merchant, .merchantMost.union(.settle))
      _ = try await coalition.disputeSettlement(id, reason: "one too many", by: merchant)
      _ = try await coalition.reopenSettlement(id, reason: "explained", by: shop.treasurer)
      _ = try await coalition.reviewSettlement(id, by: shop.person(11))
      _ = try await coalition.holdSettlement(id, reason: "contract", by: shop.treasurer)
      _ = try await coalition.reopenSettlement(id, reason: "signed", by: shop.treasurer)
      try await shop.approve(id)
      _ = try await coalition.paySettlement(
        id, reference: "hand", on: coalition.settings.calendar.businessDay(of: coalition.clock.now()),
        by: shop.treasurer)
      let states = [
        "calculated", "disputed", "calculated", "reviewed", "on_hold", "calculated", "reviewed", "approved",
        "paid",
      ]
      let entries = try await shop.audited("settlement/\(id.rawValue)")
      let steps = zip(states, states.dropFirst()).map { "settlement.\($1): \($0) > \($1)" }
      #expect(entries.map { "\($0.action): \($0.before) > \($0.after)" } == steps)
      #expect(entries.map(\.actor).suffix(3) == [11, 12, 13])
    }
  }

  @Test func `each change of terms, funding, agents and cost shares is in the audit log as it was before`()
    async throws
  {
    try await TestShop.open { shop in
      let own = "merchant/\(shop.merchant.id.rawValue)"
      try await shop.agree(ClearingTests.terms, with: shop.merchant)
      var terms = ClearingTests.terms
      terms.minimum = 77_00
      try await shop.agree(terms, with: shop.merchant)
      try await shop.fund(.prepaid)
      try await shop.fund(.credit, limit: 5_000)
      let changes = try await shop.audited(own)
      for action in ["settlement_terms.set", "issuing_funding.set"] {
        let two = changes.filter { $0.action == action }
        #expect(two.count == 2, "\(action)")
        // What the second says was before is what the first says became.
        #expect(two[0].before != two[1].before && !two[1].before.isEmpty, "\(action)")
        #expect(two[0].after.hasSuffix(two[1].before) && two[1].after != two[0].after, "\(action)")
      }
      let agent = try await shop.joined("EAST")
      for region in ["East", "West"] {
        _ = try await shop.decided(.agent(AgentProposal(agent.id, region: region)))
      }
      let agents = try await shop.audited("merchant/\(agent.id.rawValue)").filter { $0.action == "agent.set" }
      #expect(agents.map(\.before) == ["", agents[0].after] && agents[1].after.contains("region=West"))
      let rule = try await shop.set(BonusRule(0, gives: .fixed(70)))
      for share in [4_000, 6_000] {
        let shares = CostShares([
          .init(nil, share: Int32(share)), .init(MerchantID.none, share: Int32(10_000 - share)),
        ])
        let proposal = CostSharesProposal(
          shares, of: rule, in: shop.program.asset, from: BusinessDay(daysSince1970: 0))
        #expect(try await shop.decided(.costShares(proposal)).state == .succeeded)
      }
      let costs = try await shop.audited("earning_rule/\(shop.program.asset.rawValue)/\(rule)")
        .filter { $0.action == "cost_shares.set" }
      #expect(costs.count == 2 && costs[0].before.isEmpty && !costs[1].before.isEmpty)
      #expect(costs[0].after.hasSuffix(costs[1].before))
      let correction = SettlementAdjustmentProposal(
        -5, for: shop.merchant.id, in: shop.program.asset, reason: "fee")
      _ = try await shop.decided(.settlementAdjustment(correction))
      let adjusted = try await shop.audited(own).filter { $0.action == "settlement.adjust" }
      #expect(adjusted.map(\.after) == ["program/\(shop.program.asset.rawValue) -5"])
    }
  }
}

extension TestShop {
  /// The audit log's lines of a subject, the oldest first.
  fileprivate func audited(_ subject: String) async throws -> [AuditEntry] {
    var query = AuditQuery()
    query.subject = subject
    return try await coalition.searchAudit(query, limit: 200, by: .system).items.reversed()
  }
}
