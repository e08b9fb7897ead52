import Coalition
import Ledger
import Loyalty

/// The demo's contract with a merchant: one person proposes it, another approves, before anything is sold.
struct DemoSettlementTerms {
  let coalition: Coalition
  /// Who proposes and who approves.
  let people: [Principal]

  /// 1.00 for 500 points given, 0.90 for 500 taken, 0.8 % of sales; weeks that end on Sundays.
  func make(_ merchant: MerchantID, _ program: AssetID) async throws {
    let terms = SettlementTerms(
      issuePrice: PointPrice(100, perPoints: 500), acceptPrice: PointPrice(90, perPoints: 500),
      commission: Commission(share: 80), cycle: .weekly(.sunday), dueAfterDays: 3)
    let proposal = SettlementProposal(
      terms, of: merchant, in: program,
      from: coalition.settings.calendar.businessDay(of: coalition.clock.now()))
    let proposed = try await coalition.propose(
      .settlementTerms(proposal), reason: "合作合同，按周结算", by: people[0])
    let doer = coalition
    _ = try await coalition.approve(proposed.id, by: people[1]) { try await doer.execute($0) }
  }
}
