import DatabaseTesting
import Ledger
import LedgerStore
import Loyalty
import Storage
import Testing

@testable import Coalition

@Suite(.database) struct AgentTests {
  @Test func `agents have their parts of what the operator charges, and never more`() async throws {
    try await TestShop.open { shop in
      let (near, far) = try await shop.lookAfter()
      let bought = try await shop.earn(500_00, key: "a")
      try await shop.spend(250, key: "b")
      _ = try await shop.coalition.refund(
        ReturnOrder(bought.transaction.id, .points(100)), key: "c", by: shop.till)
      _ = try await shop.coalition.refund(ReturnOrder(bought.transaction.id), key: "d", by: shop.till)
      shop.clock.advance(seconds: 86_400)
      try await shop.coalition.runClearing()
      // The operator charges 6.25 + 0.05 and 0.03: of 6.30 are 20 % 1.26 and 5 % 0.315, of which the fen that
      // is left goes to the operator's equal remainder.
      let charged = try await shop.shareLines().filter { $0.key.transaction == bought.transaction.id }
      #expect(charged.map(\.key.merchant) == [.none, near, far])
      #expect(charged.map(\.money.net) == [-157, 126, 31])
      let made = try await shop.settlements()
      let agent = try #require(made.first { $0.merchant == near })
      // All of the purchase came back; what is left is of the payment.
      #expect(agent.figures.agency == 1 && agent.figures.net == 1)
      let sums = try await shop.shareLines().reduce(into: [:]) {
        $0[$1.key.transaction, default: 0] += $1.money.net
      }
      #expect(sums.values.allSatisfy { $0 == 0 })
      // Nobody but the operator sees what its agents have.
      let own = Principal(
        kind: .merchant, merchant: shop.merchant.id, scopes: .merchantMost,
        actor: Actor(kind: .user, id: 5, answerable: 5))
      let seen = try await shop.coalition.settlementAgreements(of: shop.merchant.id, by: own)
      #expect(seen.allSatisfy { $0.terms.agents == nil })
      let served = try await shop.coalition.lookedAfter(by: far, for: .system).items
      #expect(served.map(\.merchant) == [shop.merchant.id])
    }
  }

  @Test func `the tree is two deep, whoever writes it`() async throws {
    try await TestShop.open { shop in
      let (near, far) = try await shop.lookAfter()
      let third = try await shop.coalition.createMerchant(code: "THIRD", names: Names("Third"), by: .system)
      await #expect(throws: SettlementRefusal.notAbove) {
        try await shop.decided(.agent(AgentProposal(third.id, below: near, region: "R", legalNote: "n")))
      }
      // An agent with others below it stays above them.
      await #expect(throws: SettlementRefusal.othersBelow) {
        try await shop.decided(.agent(AgentProposal(far, region: "R", isActive: false)))
      }
      await #expect(throws: ApprovalRefusal.invalidOperation) {
        try await shop.decided(.agent(AgentProposal(third.id, below: far, region: "R")))
      }
      // And the table itself takes none.
      await #expect(throws: DatabaseError.self) {
        try await shop.coalition.database.write { tx in
          try tx.execute(
            """
            INSERT INTO agent (merchant_id, level, parent_id, parent_level, region, legal_note, is_active,
              approval_id, set_at)
            SELECT \(third.id), 2, \(near), 2, 'R', 'n', 1, 1, 0
            """)
        }
      }
      await #expect(throws: DatabaseError.self) {
        try await shop.coalition.database.write { tx in
          try tx.execute("UPDATE agent SET level = 3 WHERE merchant_id = \(near)")
        }
      }
    }
  }

  @Test func `an agent that ends holds nobody where it is, and looks after nobody whose terms left it out`()
    async throws
  {
    try await TestShop.open { shop in
      let (near, far) = try await shop.lookAfter()
      let top = try await shop.coalition.createMerchant(code: "TOP", names: Names("Top"), by: .system)
      for proposal in [
        AgentProposal(near, below: far, region: "Harbour", legalNote: "n", isActive: false),
        AgentProposal(top.id, region: "West"),
        AgentProposal(far, below: top.id, region: "East", legalNote: "Two levels, article 7"),
      ] {
        #expect(try await shop.decided(.agent(proposal)).state == .succeeded)
      }
      let agents = try await shop.coalition.agents(by: .system).items
      #expect(agents.first { $0.merchant == near }.map { !$0.isActive && $0.parent == nil } == true)
      #expect(agents.first { $0.merchant == far }?.parent == top.id)
      // What is agreed on stays so, and is agreed on no more.
      let named = try await shop.coalition.lookedAfter(by: near, for: .system).items
      #expect(named.map(\.merchant) == [shop.merchant.id])
      await #expect(throws: SettlementRefusal.agentsNotInLine) {
        var terms = ClearingTests.terms
        terms.agents = [AgentShare(near, share: 1)]
        _ = try await shop.decided(
          .settlementTerms(
            SettlementProposal(
              terms, of: shop.merchant.id, in: shop.program.asset, from: BusinessDay(daysSince1970: 0))))
      }
      try await shop.agree(ClearingTests.terms, with: shop.merchant)
      #expect(try await shop.coalition.lookedAfter(by: near, for: .system).items.isEmpty)
    }
  }

  @Test func `a merchant that is closed is named no more, also where it closes before the decision`()
    async throws
  {
    try await TestShop.open { shop in
      let (near, far) = try await shop.lookAfter()
      try await shop.agree(ClearingTests.terms, with: shop.other)
      var terms = ClearingTests.terms
      terms.agents = [AgentShare(near, share: 2_000), AgentShare(far, share: 500)]
      terms.referrals = [Referral(code: "A", referrer: shop.other.id, commission: Commission(share: 1))]
      let operation = ProposedOperation.settlementTerms(
        SettlementProposal(
          terms, of: shop.merchant.id, in: shop.program.asset, from: BusinessDay(daysSince1970: 0)))
      let late = try await shop.decided(operation) {
        _ = try await shop.coalition.setStanding(
          .closed, of: shop.other.id, reason: "gone", by: .system)
      }
      #expect(late.state == .failed && late.outcome == "partyClosed")
      await #expect(throws: SettlementRefusal.partyClosed(.referrer)) { try await shop.decided(operation) }
      await #expect(throws: SettlementRefusal.partyClosed(.itself)) {
        try await shop.decided(.agent(AgentProposal(shop.other.id, region: "R")))
      }
    }
  }

  @Test func `the longest terms that can be said find room in every table`() async throws {
    try await TestShop.open { shop in
      let (near, far) = try await shop.lookAfter()
      try await shop.agree(ClearingTests.terms, with: shop.other)
      let largest = PointPrice.largest
      let price = try #require(PointPrice(largest, perPoints: largest))
      let most = Commission(share: 10_000, fixed: largest, minimum: largest, maximum: largest)
      let fee = TransactionFee(
        fixed: largest, byPoints: price, share: 10_000, minimum: largest, maximum: largest)
      var terms = SettlementTerms(
        issuePrice: price, payable: .given, acceptPrice: price, expiredShare: 5_000, commission: most,
        givingFee: fee, takingFee: fee, cycle: .weekly(.wednesday), dueAfterDays: 90, minimum: largest,
        poolShare: 5_000, agents: [AgentShare(near, share: 5_000), AgentShare(far, share: 5_000)])
      (terms.exchangeOut, terms.exchangeIn) = (price, price)
      terms.referrals = (0..<Referral.most).map { number in
        let code = String(repeating: "X", count: Referral.longestCode - 1) + String(number)
        return Referral(code: code, referrer: shop.other.id, commission: most)
      }
      terms.fees = KindFee.Kind.allCases.flatMap { kind in
        [Channel.merchantSystem, .mall, .sms].map { KindFee(kind, on: $0, fee) }
      }
      for _ in 0..<2 { try await shop.agree(terms, with: shop.merchant) }
      let kept = try await shop.coalition.settlementAgreements(of: shop.merchant.id, by: .system)
      #expect(kept.first?.terms == terms)
    }
  }

  @Test func `terms name an agent and the one above it, together at most all of the charge`() async throws {
    try await TestShop.open { shop in
      let (near, far) = try await shop.lookAfter()
      func propose(_ agents: [AgentShare]) async throws {
        var terms = ClearingTests.terms
        terms.agents = agents
        _ = try await shop.decided(
          .settlementTerms(
            SettlementProposal(
              terms, of: shop.merchant.id, in: shop.program.asset, from: BusinessDay(daysSince1970: 0))))
      }
      await #expect(throws: SettlementRefusal.agentsNotInLine) {
        try await propose([AgentShare(far, share: 1), AgentShare(near, share: 1)])
      }
      await #expect(throws: SettlementRefusal.noTerms(.agent)) {
        try await propose([AgentShare(shop.other.id, share: 1)])
      }
      await #expect(throws: ApprovalRefusal.invalidOperation) {
        try await propose([AgentShare(near, share: 6_000), AgentShare(far, share: 4_001)])
      }
      await #expect(throws: ApprovalRefusal.invalidOperation) {
        try await propose([near, far, shop.other.id].map { AgentShare($0, share: 1) })
      }
    }
  }
}

extension TestShop {
  /// An agent who looks after the merchant, and one above it.
  fileprivate func lookAfter() async throws -> (near: MerchantID, far: MerchantID) {
    let (near, far) = (try await joined("NEAR"), try await joined("FAR"))
    for proposal in [
      AgentProposal(far.id, region: "East"),
      AgentProposal(near.id, below: far.id, region: "Harbour", legalNote: "Two levels, article 7"),
    ] {
      #expect(try await decided(.agent(proposal)).state == .succeeded)
    }
    var terms = ClearingTests.terms
    terms.agents = [AgentShare(near.id, share: 2_000), AgentShare(far.id, share: 500)]
    try await agree(terms, with: merchant)
    return (near.id, far.id)
  }
}
