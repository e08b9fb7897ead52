import DatabaseTesting
import Ledger
import LedgerStore
import Testing

@testable import Coalition

/// Quality goal G22: everything by which the operator's people move points needs two of them.
///
/// Every order there is and every operation that can be proposed is named here by an exhaustive switch, so a
/// new one does not compile until it is.
@Suite(.database) struct TwoIdentitiesTests {
  /// One order of each kind, each of which would move points if it were carried out.
  private static func orders(_ shop: TestShop, _ earned: TransactionID) -> [Order] {
    let member = MemberClaim.id(shop.member.id)
    let spend = SpendOrder(member: member, .points(1))
    let partner = PartnerOrder(
      member: shop.member.id, asset: shop.program.asset, points: 1,
      occasion: Occasion(.member, merchant: shop.merchant.id))
    return [
      .earn(EarnOrder(member: member, .points(1))), .spend(spend), .hold(HoldOrder(spend, seconds: 600)),
      .topUp(GiveOrder(member: member, points: 1)), .award(GiveOrder(member: member, points: 1)),
      .transfer(TransferOrder(from: member, to: .id(shop.friend.id), points: 10_000)),
      .exchange(ExchangeOrder(member: member, program: .universal, into: .code("HOST"), points: 1)),
      .adjust(AdjustOrder(member: member, points: 1, reason: "r")),
      .adjust(AdjustOrder(member: member, points: -1, reason: "r")),
      .draw(DrawOrder(member: member, campaign: CampaignID(1))),
      .redeemCard(RedeemCardOrder(member: member, code: "0000-0000-0000-00000")),
      .reinstate(ReinstateOrder(member: member, original: earned, points: 1)),
      .advance(AdvanceOrder(member: member, points: 1)),
      .merge(
        MergeOrder(
          from: shop.member.id, into: shop.friend.id, asset: shop.program.asset, occasion: Occasion(.console))
      ),
      .separate(
        SeparateOrder(
          earned, into: shop.friend.id, asset: shop.program.asset, occasion: Occasion(.console))),
      .partnerHold(partner), .partnerAward(partner),
      .pool(
        PoolOrder(
          move: .payPart, pool: PoolID(1), person: PoolPersonID(1), member: shop.member.id,
          wallet: WalletKey(member: shop.friend.id, asset: shop.program.asset), points: 1,
          occasion: Occasion(.console))),
      .refund(ReturnOrder(earned)), .void(ReturnOrder(earned)), .capture(ReturnOrder(earned)),
      .release(ReturnOrder(earned)), .confirm(ReturnOrder(earned)), .cancel(ReturnOrder(earned)),
      .reverse(key: "a", Occasion(.console)),
    ]
  }

  private static func name(_ order: Order) -> String {
    switch order {
    case .earn: "earn"
    case .spend: "spend"
    case .hold: "hold"
    case .topUp: "topUp"
    case .award: "award"
    case .transfer: "transfer"
    case .exchange: "exchange"
    case .adjust: "adjust"
    case .draw: "draw"
    case .redeemCard: "redeemCard"
    case .reinstate: "reinstate"
    case .advance: "advance"
    case .merge: "merge"
    case .separate: "separate"
    case .pool: "pool"
    case .partnerHold: "partnerHold"
    case .partnerAward: "partnerAward"
    case .refund: "refund"
    case .void: "void"
    case .capture: "capture"
    case .release: "release"
    case .confirm: "confirm"
    case .cancel: "cancel"
    case .reverse: "reverse"
    }
  }

  private func person(_ id: Int64, _ presence: Presence = .notAsked) -> Principal {
    Principal(
      kind: .platform, scopes: .all, actor: Actor(kind: .user, id: id, answerable: id), presence: presence)
  }

  /// A key of the operator's, made by that person.
  private func key(of person: Int64) -> Principal {
    Principal(
      kind: .platform, scopes: .all, actor: Actor(kind: .key, id: 77, answerable: person), key: APIKeyID(77))
  }

  @Test func `one of the operator's people moves nothing by any order, and nor does a key by a correction`()
    async throws
  {
    try await TestShop.open { shop in
      let earned = try await shop.earn(2_000_000, key: "a")
      let head = try await shop.ledger.head()
      let orders = Self.orders(shop, earned.transaction.id)
      #expect(Set(orders.map(Self.name)).count == 24, "an order is missing")
      let people = [person(11), person(11, .proved(at: shop.clock.clock.now()))]
      for (index, order) in orders.enumerated() {
        for (place, caller) in people.enumerated() {
          #expect(
            try await refusal {
              _ = try await shop.coalition.carryOut(order, key: "p\(index) \(place)", by: caller)
            } == .approvalRequired, "\(Self.name(order))")
        }
        switch order {
        case .adjust, .merge, .partnerHold, .partnerAward:
          #expect(
            try await refusal {
              _ = try await shop.coalition.carryOut(order, key: "k\(index)", by: key(of: 11))
            } == .approvalRequired)
        default: continue
        }
      }
      #expect(try await shop.ledger.head() == head)
    }
  }

  @Test func `what moves points needs a second person though every rule was taken away`() async throws {
    try await TestShop.open { shop in
      let coalition = shop.coalition
      try await shop.earn(10_000, key: "a")
      func user(_ login: String, _ roles: Role) async throws -> OperatorUser {
        try await coalition.createUser(
          UserDraft(login: login, name: login, password: "a long enough secret", roles: roles), by: .system)
      }
      let (author, second) = (
        try await user("author", .administrator), try await user("second", .administrator)
      )
      func decide(_ approval: Approval, _ by: Principal) async throws -> Approval {
        try await coalition.approve(approval.id, by: by) { try await coalition.execute($0) }
      }
      for rule in try await coalition.approvalRules(by: author.principal) {
        let removing = ProposedOperation.rule(RuleProposal(removing: rule.operation, above: rule.above))
        let proposed = try await coalition.propose(removing, reason: "r", by: author.principal)
        _ = try await decide(proposed, second.principal)
      }
      #expect(try await coalition.approvalRules(by: author.principal).isEmpty)
      let moving = ReviewedOperation.allCases.filter(\.movesPoints)
      #expect(moving.allSatisfy { $0.alwaysNeedsTwo })
      for kind in moving {
        guard let operation = Self.proposal(kind, shop) else {
          Issue.record("\(kind) has no proposal here")
          continue
        }
        let head = try await shop.ledger.head()
        let proposed = try await coalition.propose(operation, reason: "r", by: author.principal)
        await #expect(throws: ApprovalRefusal.reviewerIsAuthor) {
          try await decide(proposed, author.principal)
        }
        await #expect(throws: ApprovalRefusal.reviewerMustBePerson) {
          try await decide(proposed, key(of: second.id.rawValue))
        }
        // What one's key proposed is one's own.
        let byKey = try await coalition.propose(operation, reason: "r", by: key(of: author.id.rawValue))
        await #expect(throws: ApprovalRefusal.reviewerIsAuthor) { try await decide(byKey, author.principal) }
        #expect(try await shop.ledger.head() == head)
        let decided = try await decide(proposed, second.principal)
        #expect(decided.state == (kind.isPermit ? .approved : .succeeded), "\(kind) \(decided.outcome)")
      }
    }
  }

  /// A proposal of each kind that moves points.
  private static func proposal(_ kind: ReviewedOperation, _ shop: TestShop) -> ProposedOperation? {
    switch kind {
    case .adjust:
      .adjust(AdjustProposal(member: shop.member.id, asset: shop.program.asset, points: 1, memo: "m"))
    case .merge: .merge(MergeProposal(from: shop.member.id, into: shop.friend.id))
    // After the merge above.
    case .separate: .separate(SeparationProposal(member: shop.member.id))
    case .purchases: .purchases(PurchasesProposal(merchant: shop.merchant.id))
    case .terms, .program, .key, .export, .rule, .admit, .earningRule, .settlementTerms, .exchangeRates,
      .ladder, .discount, .cardType, .cardBatch, .settlementAdjustment, .partner:
      nil
    case .costShares, .agent, .funding: nil
    case .pointsCards:
      .pointsCards(
        PointsCardsProposal(
          making: 1, of: 1, in: shop.program.asset, for: .sale, issuer: shop.merchant.id, buyer: "",
          validUntil: shop.clock.clock.now().adding(seconds: 86_400)))
    }
  }

  @Test func `alone nobody brings in purchases or gives a program the right to move points`() async throws {
    try await TestShop.open { shop in
      await #expect(throws: ApprovalRefusal.approvalRequired(.purchases)) {
        _ = try await shop.coalition.purchaseImport(of: shop.merchant.id, by: person(11))
      }
      await #expect(throws: ApprovalRefusal.approvalRequired(.purchases)) {
        _ = try await shop.coalition.memberImport(
          of: shop.merchant.id, into: .universal, joinsKnown: true, by: person(11))
      }
      for (name, scope) in Scope.named where !Scope.reading.contains(scope) {
        await #expect(throws: ApprovalRefusal.approvalRequired(.key), "\(name)") {
          _ = try await shop.coalition.createAPIKey(
            APIKeyDraft(forOperator: name, scopes: scope), by: person(11))
        }
      }
    }
  }

  @Test func `the same form proposes once, and its key proposes nothing else`() async throws {
    let platform = try TestPlatform.open()
    let author = try await platform.user("author", .service)
    let member = try await platform.member("13800138000")
    func propose(_ points: Points, once: String, by user: OperatorUser) async throws -> Approval {
      let proposal = AdjustProposal(
        member: member.id, asset: AssetID(1), points: points, memo: "", code: .goodwill)
      return try await platform.coalition.propose(
        .adjust(proposal), reason: "r", once: once, by: user.principal)
    }
    let first = try await propose(5, once: "k", by: author)
    #expect(try await propose(5, once: "k", by: author).id == first.id)
    await #expect(throws: ApprovalRefusal.otherOperation) { try await propose(6, once: "k", by: author) }
    let other = try await platform.user("other", .service)
    #expect(try await propose(6, once: "k", by: other).id != first.id)
    await #expect(throws: ApprovalRefusal.invalidOperation) { try await propose(5, once: "", by: author) }
    let all = try await platform.coalition.approvals(by: author.principal).items
    #expect(all.count == 2)
  }

  @Test func `a correction asks its author to prove that they are there`() async throws {
    let platform = try TestPlatform.open()
    let member = try await platform.member("13800138000")
    let absent = person(11, .proved(at: platform.clock.clock.now()))
    platform.clock.advance(seconds: 300)
    for operation in [
      ProposedOperation.adjust(AdjustProposal(member: member.id, asset: AssetID(1), points: 5, memo: "")),
      .merge(MergeProposal(from: member.id, into: MemberID(2))),
    ] {
      await #expect(throws: AccessRefusal.confirmationNeeded) {
        try await platform.coalition.propose(operation, reason: "r", by: absent)
      }
    }
  }
}
