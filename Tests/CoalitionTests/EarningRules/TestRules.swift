import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

extension TestShop {
  /// Sets a rule as two people do, and gives its number.
  @discardableResult
  func set(
    _ rule: BonusRule, from: Instant? = nil, until: Instant? = nil, named name: String = "Rule"
  ) async throws -> UInt32 {
    let proposal = EarningRuleProposal(
      rule, named: Names(name), of: program.asset, from: from, until: until)
    let approval = try await decided(.earningRule(proposal))
    #expect(approval.state == .succeeded)
    let rules = try await coalition.earningRules(of: program.asset, by: .system)
    return try #require(rules.first { $0.approval == approval.id }).rule.number
  }

  /// Proposed by one person, approved by another, carried out.
  /// - Parameter meanwhile: what happens before the second person decides.
  func decided(
    _ operation: ProposedOperation, meanwhile: () async throws -> Void = {}
  ) async throws -> Approval {
    let (author, second) = (try await person("author"), try await person("second"))
    let proposed = try await coalition.propose(operation, reason: "spring", by: author.principal)
    try await meanwhile()
    return try await coalition.approve(proposed.id, by: second.principal) { try await coalition.execute($0) }
  }

  private func person(_ login: String) async throws -> OperatorUser {
    let known = try await coalition.database.read { tx in
      try tx.queryFirst("SELECT id FROM operator_user WHERE login = \(login)") { $0[0] as OperatorID }
        .flatMap { try tx.user($0) }
    }
    if let known { return known }
    return try await coalition.createUser(
      UserDraft(login: login, name: login, password: "a long enough secret", roles: .administrator),
      by: .system)
  }

  /// What claims and totals hold of a rule: all, this member's, and open claims.
  func totals(of rule: UInt32) async throws -> [Points] {
    try await coalition.database.read { tx in
      let all = try tx.queryFirst(
        "SELECT points FROM rule_total WHERE number = \(Int64(rule)) AND member_id = 0"
      ) { $0[0] as Points }
      let own = try tx.queryFirst(
        """
        SELECT points FROM rule_total
        WHERE number = \(Int64(rule)) AND member_id = \(member.id) AND day = -1
        """
      ) { $0[0] as Points }
      let claimed = try tx.query("SELECT points FROM rule_claim WHERE number = \(Int64(rule))") {
        $0[0] as Points
      }
      return [all ?? 0, own ?? 0, claimed.reduce(0, +)]
    }
  }

  func purchase(_ fen: Int64) -> Order {
    .earn(EarnOrder(member: .id(member.id), .purchase(Money(minorUnits: fen, currency: "CNY"))))
  }

  /// Whose claims those of such a request of the till are.
  func claiming(_ order: Order, key: String) throws -> ClaimingRequest {
    try #require(OrderRequest(order: order, key: key, tenant: till.tenant).claiming)
  }
}
