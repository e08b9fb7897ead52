import Coalition
import HTTPTypes
import Ledger

extension Operation<Coalition> {
  static var listApprovals: Operation {
    Operation(
      .get, "/v1/approvals", "List proposals that need a second person, newest first", id: "listApprovals",
      needs: .ofApprovals, refusals: [.operatorOnly], takes: .page(),
      .query("state", optional: Schema<Approval.State>.choice),
      .query(
        "part",
        optional: .choice("to_decide", "own", "settled").described(
          "What waits for the caller, what the caller proposed, or what is over.")),
      gives: .list(of: .approval)
    ) { call, page, state, part in
      let coalition = call.services
      let found = try await coalition.approvals(
        in: state, part: part.flatMap { ApprovalPart(rawValue: $0) }, page.request(coalition.publicIDs),
        by: call.principal)
      return page.listing(found, coalition.publicIDs) { $0.id }
    }
  }

  static var readApproval: Operation {
    Operation(
      .get, "/v1/approvals/{id}", "Read a proposal", id: "readApproval",
      needs: .ofApprovals, refusals: [.approvalNotFound, .operatorOnly],
      takes: .path("id", .id("apr")), gives: .approval
    ) { call, id in
      let coalition = call.services
      let id: ApprovalID = try coalition.id(id, otherwise: .approvalNotFound)
      return coalition.shown(try await coalition.approval(id, by: call.principal))
    }
  }

  static var propose: Operation {
    Operation(
      .post, "/v1/approvals",
      "Propose a correction of points for another person's approval; one sent twice can be withdrawn",
      id: "proposeAdjustment", needs: .adjust,
      refusals: [.memberNotFound, .merchantNotFound, .programNotFound, .amountOutOfRange, .operatorOnly],
      status: 201,
      examples: Examples(request: [
        "member": "mem_9D0WN8J2M4KX7QRT", "points": 5000, "reason": "lost receipt",
      ]),
      takes: .body("member", .id("mem")), .body("points", .points(-1_000_000_000_000...1_000_000_000_000)),
      .body("reason", .text(1...200)), .body("program", .text(1...64, .visible), default: "universal"),
      .body("merchant", optional: .id("mch")), gives: .approval
    ) { call, member, points, reason, program, merchant in
      let coalition = call.services
      try call.principal.requireOperator(.adjust)
      let proposal = AdjustProposal(
        member: try coalition.id(member, otherwise: .memberNotFound),
        asset: try await coalition.program(named: program).asset, points: Points(points),
        issuer: try merchant.map { try coalition.id($0, otherwise: .merchantNotFound) } ?? .none, memo: "")
      return coalition.shown(
        try await coalition.propose(.adjust(proposal), reason: reason, by: call.principal))
    }
  }

  static var proposeMerge: Operation {
    Operation(
      .post, "/v1/members/{id}/merge",
      "Propose that a member becomes one with another, for another person's approval", id: "proposeMerge",
      needs: .adjust, refusals: [.memberNotFound, .memberClosed, .sameMember, .operatorOnly], status: 201,
      examples: Examples(request: ["into": "mem_9D0WN8J2M4KX7QRT", "reason": "registered twice"]),
      takes: .path("id", .id("mem")), .body("into", .id("mem")), .body("reason", .text(1...200)),
      gives: .approval
    ) { call, id, into, reason in
      let coalition = call.services
      try call.principal.requireOperator(.adjust)
      let proposal = MergeProposal(
        from: try coalition.id(id, otherwise: .memberNotFound),
        into: try coalition.id(into, otherwise: .memberNotFound))
      guard proposal.from != proposal.into else { throw Problem(.sameMember) }
      return coalition.shown(
        try await coalition.propose(.merge(proposal), reason: reason, by: call.principal))
    }
  }

  static var proposeSeparation: Operation {
    Operation(
      .post, "/v1/members/{id}/separation",
      "Propose that the merge of a member is taken back, for another person's approval",
      id: "proposeSeparation", needs: .adjust,
      refusals: [.memberNotFound, .notAllowedNow, .operatorOnly], status: 201,
      examples: Examples(request: ["reason": "two people, merged by mistake"]),
      takes: .path("id", .id("mem")), .body("reason", .text(1...200)), gives: .approval
    ) { call, id, reason in
      let coalition = call.services
      try call.principal.requireOperator(.adjust)
      let proposal = SeparationProposal(member: try coalition.id(id, otherwise: .memberNotFound))
      return coalition.shown(
        try await coalition.propose(.separate(proposal), reason: reason, by: call.principal))
    }
  }

  static var approve: Operation {
    Operation(
      .post, "/v1/approvals/{id}/approve", "Approve another person's proposal and carry it out",
      id: "approve", needs: .reviewApprovals,
      refusals: [
        .approvalNotFound, .alreadyDecided, .ownApproval, .personRequired, .operatorOnly,
        .outcomeUnknown,
      ],
      takes: .path("id", .id("apr")), .body("reason", .text(0...200), default: ""), gives: .approval
    ) { call, id, reason in
      let coalition = call.services
      let id: ApprovalID = try coalition.id(id, otherwise: .approvalNotFound)
      let approved = try await coalition.approve(id, reason: reason, by: call.principal) {
        try await coalition.execute($0)
      }
      return coalition.shown(approved)
    }
  }

  static var reject: Operation {
    Operation(
      .post, "/v1/approvals/{id}/reject", "Decline another person's proposal", id: "reject",
      needs: .reviewApprovals,
      refusals: [.approvalNotFound, .alreadyDecided, .ownApproval, .personRequired, .operatorOnly],
      examples: Examples(request: ["reason": "no receipt"]),
      takes: .path("id", .id("apr")), .body("reason", .text(1...200)), gives: .approval
    ) { call, id, reason in
      let coalition = call.services
      let id: ApprovalID = try coalition.id(id, otherwise: .approvalNotFound)
      return coalition.shown(try await coalition.reject(id, reason: reason, by: call.principal))
    }
  }

  static var withdraw: Operation {
    Operation(
      .post, "/v1/approvals/{id}/withdraw", "Take one's own proposal back", id: "withdraw",
      needs: .ofApprovals,
      refusals: [.approvalNotFound, .alreadyDecided, .notTheAuthor, .operatorOnly],
      takes: .path("id", .id("apr")), gives: .approval
    ) { call, id in
      let coalition = call.services
      let id: ApprovalID = try coalition.id(id, otherwise: .approvalNotFound)
      // Who may not see it learns nothing of it.
      _ = try await coalition.approval(id, by: call.principal)
      return coalition.shown(try await coalition.withdrawProposal(id, by: call.principal))
    }
  }
}

extension Schema<Shown<Approval>> {
  static var approval: Schema {
    .reply(
      "Approval",
      .constant("object", "approval"),
      .always("id", .id("apr")) { $0.text($0.id) },
      .always("operation", .choice(ReviewedOperation.allCases.map(\.rawValue))) {
        $0.operation.name
      },
      .maybe("member", .id("mem")) { shown in
        shown.adjustment.map { shown.text(MemberID($0.member)) }
          ?? shown.merge.map { shown.text(MemberID($0.from)) }
          ?? shown.separation.map { shown.text(MemberID($0.member)) }
      },
      .maybe("into", Schema<String>.id("mem").described("Of a merge: who will have everything.")) { shown in
        shown.merge.map { shown.text(MemberID($0.into)) }
      },
      .maybe("program", .id("prg")) { shown in shown.asset.map { shown.text(AssetID($0)) } },
      .maybe(
        "effective_at",
        Schema<Int64>.timestamp.described("Of a change of a programme: from when it counts, if not at once.")
      ) { shown in
        shown.program.flatMap { $0.effectiveAt == 0 ? nil : $0.effectiveAt }
      },
      .maybe("points", .points(Int.min...Int.max)) { $0.adjustment?.points },
      .maybe("merchant", .id("mch")) { $0.merchant },
      .maybe("terms", .terms) { shown in shown.terms.map { Shown<MerchantTerms>(value: $0, ids: shown.ids) }
      },
      .maybe("rule", .rule) { $0.rule },
      .maybe("earning_rule", .proposedEarningRule) { $0.earningRule },
      .maybe("settlement_terms", .settlementTerms) { shown in
        shown.settlementTerms.map { WrittenTerms($0.terms, shown.ids) }
      },
      .maybe(
        "from_day",
        Schema<Int64>.day.described("Of settlement terms and shares: the first day they are meant for.")
      ) { shown in
        (shown.settlementTerms?.fromDay ?? shown.costShares?.fromDay).map { Int64($0) }
      },
      .maybe("agent", .proposedAgent) { shown in
        shown.agent.map { Shown<AgentProposal>(value: $0, ids: shown.ids) }
      },
      .maybe("issuing_funding", .proposedFunding) { $0.funding },
      .maybe("cost_shares", .proposedCostShares) { shown in
        shown.costShares.map { Shown<CostSharesProposal>(value: $0, ids: shown.ids) }
      },
      .maybe(
        "amount",
        Schema<Int64>.integer(Int.min...Int.max).described(
          "Of a correction of a settlement, in the currency's smallest unit; positive is the merchant's.")
      ) { $0.settlementAdjustment?.amount },
      .maybe("exchange_rates", .array(of: .proposedPair, 1...40)) { $0.exchangeRates },
      .maybe("ladder", .proposedLadder) { $0.ladder },
      .maybe("discount_rule", .proposedDiscount) { $0.discount },
      .maybe("card_type", .proposedCardType) { $0.cardType },
      .maybe("card_batch", .proposedCardBatch) { $0.cardBatch },
      .maybe("partner", .proposedPartner) { $0.partner },
      .always(
        "reviewers", Schema<[String]>.array(of: .choice(Role.named.map(\.name)), 0...Role.named.count)
      ) { $0.reviewers.names },
      .always("reason", .text(1...200)) { $0.reason },
      .always("state", Schema<Approval.State>.choice) { $0.state },
      .maybe("decision_reason", .text(0...200)) { $0.decidedAt == nil ? nil : $0.decisionReason },
      .maybe(
        "outcome", Schema<String>.text(1...500).described("A transaction's or member's id, or why it failed.")
      ) {
        $0.outcome.isEmpty ? nil : $0.outcome
      },
      .always("created", .timestamp) { $0.createdAt.microseconds },
      .always("expires_at", .timestamp) { $0.expiresAt.microseconds },
      .maybe("decided_at", .timestamp) { $0.decidedAt?.microseconds })
  }
}

extension Shown<Approval> {
  /// Of the programme that it is about.
  fileprivate var asset: Int64? {
    if let asset = adjustment?.asset ?? program?.asset ?? earningRule?.asset ?? ladder?.asset { return asset }
    if let funding { return funding.asset }
    return discount?.asset ?? settlementTerms?.asset ?? settlementAdjustment?.asset ?? costShares?.asset
  }

  fileprivate var merchant: String? {
    if let adjustment { return text(given: MerchantID(adjustment.issuer)) }
    if let terms { return text(terms.merchant) }
    if let funding { return text(MerchantID(funding.merchant)) }
    return (settlementTerms?.merchant ?? settlementAdjustment?.merchant ?? agent?.merchant).map {
      text(MerchantID($0))
    }
  }

  fileprivate var terms: MerchantTerms? {
    if case .terms(let proposal) = value.operation { proposal.terms } else { nil }
  }

  fileprivate var program: ProgramProposal? {
    if case .program(let proposal) = value.operation { proposal } else { nil }
  }

  fileprivate var rule: RuleProposal? {
    if case .rule(let proposal) = value.operation { proposal } else { nil }
  }

  fileprivate var settlementTerms: SettlementProposal? {
    if case .settlementTerms(let proposal) = value.operation { proposal } else { nil }
  }

  fileprivate var settlementAdjustment: SettlementAdjustmentProposal? {
    if case .settlementAdjustment(let proposal) = value.operation { proposal } else { nil }
  }

  fileprivate var agent: AgentProposal? {
    if case .agent(let proposal) = value.operation { proposal } else { nil }
  }

  fileprivate var funding: FundingProposal? {
    if case .funding(let proposal) = value.operation { proposal } else { nil }
  }

  fileprivate var costShares: CostSharesProposal? {
    if case .costShares(let proposal) = value.operation { proposal } else { nil }
  }

  fileprivate var earningRule: Shown<EarningRuleProposal>? {
    if case .earningRule(let proposal) = value.operation {
      Shown<EarningRuleProposal>(value: proposal, ids: ids)
    } else {
      nil
    }
  }

  fileprivate var exchangeRates: [Shown<ExchangeRatesProposal.Pair>]? {
    if case .exchangeRates(let proposal) = value.operation {
      proposal.pairs.map { Shown<ExchangeRatesProposal.Pair>(value: $0, ids: ids) }
    } else {
      nil
    }
  }

  fileprivate var discount: Shown<DiscountProposal>? {
    if case .discount(let proposal) = value.operation {
      Shown<DiscountProposal>(value: proposal, ids: ids)
    } else {
      nil
    }
  }

  fileprivate var ladder: LadderProposal? {
    if case .ladder(let proposal) = value.operation { proposal } else { nil }
  }

  fileprivate var cardType: CardTypeProposal? {
    if case .cardType(let proposal) = value.operation { proposal } else { nil }
  }

  fileprivate var partner: Shown<PartnerProposal>? {
    if case .partner(let proposal) = value.operation {
      Shown<PartnerProposal>(value: proposal, ids: ids)
    } else {
      nil
    }
  }

  fileprivate var cardBatch: Shown<CardBatchProposal>? {
    if case .cardBatch(let proposal) = value.operation {
      Shown<CardBatchProposal>(value: proposal, ids: ids)
    } else {
      nil
    }
  }

  fileprivate var adjustment: AdjustProposal? {
    if case .adjust(let proposal) = value.operation { proposal } else { nil }
  }

  fileprivate var separation: SeparationProposal? {
    if case .separate(let proposal) = value.operation { proposal } else { nil }
  }

  fileprivate var merge: MergeProposal? {
    if case .merge(let proposal) = value.operation { proposal } else { nil }
  }
}
