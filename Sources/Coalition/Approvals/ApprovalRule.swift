internal import Ledger
internal import Storage

/// What can need a second person. Raw values are stored and public.
package enum ReviewedOperation: String, CaseIterable, Sendable, SQLScalar {
  /// Correction of points (调账).
  case adjust = "points.adjust"
  /// Two members become one (合并会员).
  case merge = "member.merge"
  /// A merge is taken back (撤销合并).
  case separate = "member.separate"
  /// A merchant's terms (商户费率与额度).
  case terms = "terms.set"
  /// What a programme is worth and allows (积分计划).
  case program = "program.set"
  /// A key of the operator's making that may change things.
  case key = "key.create"
  /// Purchases of the past, many at once (批量导入).
  case purchases = "purchases.import"
  /// Personal data in full, as a file (导出个人信息).
  case export = "members.export"
  /// A rule of this list.
  case rule = "rule.set"
  /// An applicant becomes a merchant (商户入驻).
  case admit = "merchant.admit"
  /// A rule of earning (积分规则).
  case earningRule = "earning_rule.set"
  /// Rates between programmes (积分汇率).
  case exchangeRates = "exchange_rates.set"
  /// A ladder of levels (会员等级).
  case ladder = "tier_ladder.set"
  /// A rule of discount (会员打折).
  case discount = "discount_rule.set"
  /// What a merchant and the operator pay each other (结算条款).
  case settlementTerms = "settlement_terms.set"
  /// Money of a merchant's account (结算调整).
  case settlementAdjustment = "settlement.adjust"
  /// An agent's place in the tree (代理商).
  case agent = "agent.set"
  /// What a merchant's points are paid for with (发分资金).
  case funding = "issuing_funding.set"
  /// Who pays for the points of a rule (活动费用分摊).
  case costShares = "cost_shares.set"
  /// Points cards: a new batch, the end of one or of its freeze (积分卡).
  case pointsCards = "points_cards.set"
  /// A kind of cards (卡种).
  case cardType = "card_type.set"
  /// Many cards at once (批量制卡).
  case cardBatch = "card_batch.make"
  /// An outside programme with which points are exchanged (外部积分计划).
  case partner = "partner.set"

  /// Carrying it out moves points.
  package var movesPoints: Bool {
    switch self {
    case .adjust, .merge, .separate, .purchases, .pointsCards: true
    case .terms, .program, .key, .export, .rule, .admit, .earningRule, .settlementTerms,
      .settlementAdjustment, .exchangeRates, .ladder, .discount, .cardType, .cardBatch, .partner:
      false
    case .costShares, .agent, .funding: false
    }
  }

  /// What moves points or money or says how much, who comes in with terms, what gives a program the right to,
  /// and what says who decides, needs two people whatever the rules say: rules may only say who (quality
  /// goal G22).
  package var alwaysNeedsTwo: Bool {
    switch self {
    case .adjust, .merge, .separate, .purchases, .key, .rule, .admit, .earningRule, .settlementTerms,
      .settlementAdjustment, .pointsCards, .exchangeRates, .ladder, .discount, .cardType, .cardBatch,
      .partner:
      true
    case .costShares, .agent, .funding: true
    case .terms, .program, .export: false
    }
  }

  /// Approved, it is the author who carries it out, once: what it gives is for their eyes.
  package var isPermit: Bool {
    switch self {
    case .key, .purchases, .export: true
    case .adjust, .merge, .separate, .terms, .program, .rule, .admit, .earningRule, .settlementTerms,
      .settlementAdjustment, .pointsCards, .exchangeRates, .ladder, .discount, .cardType, .cardBatch,
      .partner:
      false
    case .costShares, .agent, .funding: false
    }
  }
}

/// A rule that says when an operation needs a second person, and whose decision counts.
package struct ApprovalRule: Sendable, Hashable {
  package enum Control: String, CaseIterable, Sendable, SQLScalar {
    case require
    /// Not even two people may.
    case block
  }

  package let operation: ReviewedOperation
  /// Counts for what is larger: points of a correction; 0 for everything.
  package let above: Int64
  package let control: Control
  /// One of these roles decides; empty for everybody who may review.
  package let reviewers: Role

  package init(_ operation: ReviewedOperation, above: Int64 = 0, _ control: Control, reviewers: Role = []) {
    self.operation = operation
    self.above = above
    self.control = control
    self.reviewers = reviewers
  }
}

extension Coalition {
  /// Every rule, by operation and measure.
  /// - Throws: `AccessRefusal`.
  package func approvalRules(by principal: Principal) async throws -> [ApprovalRule] {
    try principal.requireToSeeApprovals()
    return try await database.read { tx in
      try tx.query(
        "SELECT operation, above, control, reviewers FROM approval_rule ORDER BY operation, above"
      ) { ApprovalRule($0[0], above: $0[1], $0[2], reviewers: $0[3]) }
    }
  }

  /// Sets or takes away a rule that two people decided on.
  func executeRule(_ approval: Approval, _ proposal: RuleProposal) async throws -> ExecutionOutcome {
    let now = clock.now()
    return try await database.write { tx in
      let old = try tx.rule(of: proposal.operation, above: proposal.above)
      try tx.execute(
        "DELETE FROM approval_rule WHERE operation = \(proposal.operation) AND above = \(proposal.above)")
      if let control = ApprovalRule.Control(rawValue: proposal.control) {
        try tx.execute(
          """
          INSERT INTO approval_rule (operation, above, control, reviewers, updated_at)
          VALUES (\(proposal.operation), \(proposal.above), \(control), \(proposal.reviewers), \(now))
          """)
      }
      try append(
        Change(
          action: "rule.set", subject: "rule/\(proposal.operation)",
          before: old.map { "above=\(proposal.above) \($0.summary)" } ?? "",
          after: "above=\(proposal.above) \(proposal.summary)"),
        by: approval.author, in: tx)
      return .succeeded("")
    }
  }

  /// Whether the caller may do this alone. The platform itself may: whoever has its command line has its
  /// database.
  /// - Throws: `ApprovalRefusal.approvalRequired`, `.blocked`.
  func requireNoSecondPerson(
    for operation: ReviewedOperation, by principal: Principal, in tx: any Storage.Transaction
  ) throws {
    if try needsSecondPerson(for: operation, by: principal, in: tx) {
      throw ApprovalRefusal.approvalRequired(operation)
    }
  }

  /// Whether the caller needs another person for this.
  /// - Throws: `ApprovalRefusal.blocked`.
  func needsSecondPerson(
    for operation: ReviewedOperation, by principal: Principal, in tx: any Storage.Transaction
  ) throws -> Bool {
    if principal.actor.kind == .system { return false }
    return try tx.reviewers(of: operation, measure: 1) != nil
  }
}

extension ApprovalRule {
  fileprivate var summary: String {
    "\(control.rawValue) reviewers=\(reviewers.names.joined(separator: ","))"
  }
}

extension RuleProposal {
  var summary: String { "\(control) reviewers=\(Role(rawValue: reviewers).names.joined(separator: ","))" }
}

extension Storage.Transaction {
  fileprivate func rule(of operation: String, above: Int64) throws -> ApprovalRule? {
    try queryFirst(
      """
      SELECT operation, above, control, reviewers FROM approval_rule
      WHERE operation = \(operation) AND above = \(above)
      """
    ) { ApprovalRule($0[0], above: $0[1], $0[2], reviewers: $0[3]) }
  }

  /// Whose decision is needed, an empty set for everybody's who may review; nil where nobody's is.
  /// - Throws: `ApprovalRefusal.blocked`.
  func reviewers(of operation: ReviewedOperation, measure: Int64) throws -> Role? {
    let rule = try queryFirst(
      """
      SELECT operation, above, control, reviewers FROM approval_rule
      WHERE operation = \(operation) AND above < \(measure) ORDER BY above DESC LIMIT 1
      """
    ) { ApprovalRule($0[0], above: $0[1], $0[2], reviewers: $0[3]) }
    guard let rule else { return operation.alwaysNeedsTwo ? [] : nil }
    guard rule.control == .require else { throw ApprovalRefusal.blocked }
    return rule.reviewers
  }
}
