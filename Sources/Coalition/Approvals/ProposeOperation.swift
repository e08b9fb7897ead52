internal import Foundation
internal import Ledger
internal import Storage

extension Coalition {
  /// Puts an operation before a second person.
  /// - Parameter once: a key of the author's, of 1…64 characters: with it the same proposal is made once,
  ///   however often it is sent.
  /// - Throws: `AccessRefusal`, `ApprovalRefusal.reasonMissing`, `.invalidOperation`, `.otherOperation` where
  ///   the key proposed something else.
  package func propose(
    _ operation: ProposedOperation, reason: String, once: String? = nil, by principal: Principal
  ) async throws -> Approval {
    let approval = try proposal(of: operation, reason: reason, by: principal)
    let actor = principal.actor
    guard let once else {
      return try await database.write { tx in
        try insert(approval, in: tx)
        return try tx.approval(approval.id) ?? approval
      }
    }
    guard once.isCode(of: 1...64) else { throw ApprovalRefusal.invalidOperation }
    do {
      return try await database.write { tx in
        if let earlier = try tx.proposed(once, by: actor) { return try earlier.same(as: operation) }
        try insert(approval, in: tx)
        try tx.execute(
          """
          INSERT INTO approval_form (author_kind, author_id, form_key, approval_id)
          VALUES (\(actor.kind.rawValue), \(actor.id), \(once), \(approval.id))
          """)
        return try tx.approval(approval.id) ?? approval
      }
    } catch let error as DatabaseError where error.isUniqueViolation {
      // The same form came twice at once; the other was quicker.
      guard let earlier = try await database.read({ try $0.proposed(once, by: actor) }) else { throw error }
      return try earlier.same(as: operation)
    }
  }

  /// A proposal that may be inserted, together with what it belongs to.
  /// - Throws: `AccessRefusal`, `ApprovalRefusal.reasonMissing`, `.invalidOperation`.
  func proposal(
    of operation: ProposedOperation, reason: String, by principal: Principal
  ) throws -> Approval {
    try principal.requireOperator(operation.scope)
    let now = clock.now()
    // Whatever needs two people moves value or says who may: its author proves to be there, as its reviewer
    // does.
    try principal.requireConfirmed(at: now)
    guard reason.isReason else { throw ApprovalRefusal.reasonMissing }
    guard operation.isPossible else { throw ApprovalRefusal.invalidOperation }
    return Approval(
      id: ids.next(), operation: operation, reason: reason, author: principal.actor, state: .requiresReview,
      reviewers: [], reviewer: nil, decisionReason: "", outcome: "", createdAt: now,
      expiresAt: now.adding(seconds: settings.approvalSeconds), decidedAt: nil)
  }

  /// Puts a proposal before its reviewers, those of the rule of this moment, in the transaction of what it
  /// belongs to.
  /// - Throws: `ApprovalRefusal.blocked`, and the refusal of what it names and is not there.
  func insert(_ approval: Approval, in tx: any Storage.Transaction) throws {
    let author = approval.author
    try tx.check(
      approval.operation, at: approval.createdAt, on: settings.calendar.businessDay(of: approval.createdAt))
    let reviewers =
      try tx.reviewers(of: approval.operation.kind, measure: approval.operation.measure) ?? []
    let payload = try approval.operation.payload()
    let isLong = payload.unicodeScalars.count > ProposedOperation.payloadInRow
    try tx.execute(
      """
      INSERT INTO approval (id, operation, payload, reason, author_kind, author_id, answerable_id, state,
        decision_reason, outcome, created_at, expires_at, reviewers)
      VALUES (\(approval.id), \(approval.operation.name), \(isLong ? "{}" : payload),
        \(approval.reason), \(author.kind.rawValue), \(author.id), \(author.answerable),
        \(approval.state), '', '', \(approval.createdAt), \(approval.expiresAt),
        \(reviewers))
      """)
    if isLong {
      try tx.execute(
        "INSERT INTO approval_payload (approval_id, whole) VALUES (\(approval.id), \(payload))")
    }
    try append(
      Change(
        action: "approval.propose", subject: "approval/\(approval.id.rawValue)",
        // Why stands with the approval: it may name a person, and the log cannot forget.
        after: approval.operation.name),
      by: author, in: tx)
  }

  /// Takes one's own proposal back.
  /// - Throws: `ApprovalRefusal.approvalNotFound`, `.notPending`, `.notTheAuthor`.
  package func withdrawProposal(_ id: ApprovalID, by principal: Principal) async throws -> Approval {
    let now = clock.now()
    return try await database.write { tx in
      let approval = try tx.pendingApproval(id, at: now)
      guard approval.author.id == principal.actor.id, approval.author.kind == principal.actor.kind else {
        throw ApprovalRefusal.notTheAuthor
      }
      try tx.execute("UPDATE approval SET state = 'withdrawn', decided_at = \(now) WHERE id = \(id)")
      try append(
        Change(
          action: "approval.withdraw", subject: "approval/\(id.rawValue)", before: approval.state.rawValue,
          after: Approval.State.withdrawn.rawValue), by: principal.actor, in: tx)
      return try tx.approval(id) ?? approval
    }
  }
}

extension Approval {
  fileprivate func same(as operation: ProposedOperation) throws(ApprovalRefusal) -> Approval {
    guard self.operation == operation else { throw .otherOperation }
    return self
  }
}

extension Storage.Transaction {
  /// What the author proposed with this key.
  fileprivate func proposed(_ key: String, by author: Actor) throws -> Approval? {
    let id = try queryFirst(
      """
      SELECT approval_id FROM approval_form
      WHERE author_kind = \(author.kind.rawValue) AND author_id = \(author.id) AND form_key = \(key)
      """
    ) { $0[0] as ApprovalID }
    return try id.flatMap { try approval($0) }
  }

  /// Refuses early what could not be carried out as things stand.
  /// - Parameter day: today.
  fileprivate func check(_ operation: ProposedOperation, at now: Instant, on day: BusinessDay) throws {
    switch operation {
    case .adjust(let proposal): _ = try requireHolder(MemberID(proposal.member))
    case .merge(let proposal):
      for id in [proposal.from, proposal.into] where try requireMember(MemberID(id)).status == .closed {
        throw MemberRefusal.memberClosed
      }
    case .separate(let proposal): _ = try requireSeparable(MemberID(proposal.member))
    case .terms(let proposal):
      try requireMerchant(MerchantID(proposal.merchant))
      guard try program("asset_id = \(AssetID(proposal.asset))") != nil else {
        throw ProgramRefusal.programNotFound
      }
      let old = try terms(merchant: MerchantID(proposal.merchant), asset: AssetID(proposal.asset))
      try proposal.terms?.check(after: old)
    case .program(let proposal): try check(proposal, at: now)
    case .purchases(let proposal): try requireMerchant(MerchantID(proposal.merchant))
    case .key(let proposal):
      if let merchant = proposal.merchant { try requireMerchant(MerchantID(merchant)) }
    case .admit(let proposal): try checkAdmission(proposal)
    case .earningRule(let proposal): try check(proposal)
    case .exchangeRates(let proposal):
      let earliest = now.adding(seconds: Coalition.rateLeadSeconds)
      try check(proposal, from: max(proposal.from ?? earliest, earliest), at: now)
    case .ladder(let proposal): try check(proposal)
    case .discount(let proposal): try check(proposal)
    case .settlementTerms(let proposal): try check(proposal)
    case .settlementAdjustment(let proposal): try check(proposal)
    case .costShares(let proposal): try check(proposal)
    case .agent(let proposal): try check(proposal)
    case .funding(let proposal): try check(proposal, on: day)
    case .pointsCards(let proposal): try check(proposal, at: now)
    case .cardType(let proposal): try check(proposal)
    case .cardBatch(let proposal): try check(proposal)
    case .partner(let proposal): try check(proposal)
    case .export, .rule: break
    }
  }
}

extension ProposedOperation {
  fileprivate var scope: Scope {
    switch self {
    case .adjust, .merge, .separate: .adjust
    case .terms, .program, .earningRule, .ladder, .discount, .pointsCards, .exchangeRates, .cardType,
      .partner:
      .writePrograms
    case .cardBatch: .exportMembers
    case .key: .keys
    case .purchases: [.earn, .writeMembers]
    case .export: .exportMembers
    case .rule: .settings
    case .admit: [.writeMerchants, .writePrograms]
    case .settlementTerms, .settlementAdjustment: .settle
    case .costShares, .agent, .funding: .settle
    }
  }

  fileprivate var isPossible: Bool {
    switch self {
    case .adjust(let proposal):
      proposal.points != 0 && proposal.points.magnitude <= UInt64(Points.maximumPerCommand.units)
        && proposal.memo.utf8.count <= 200
        && (proposal.code.map { AdjustReason(rawValue: $0) != nil } ?? true)
    case .merge(let proposal): proposal.from != proposal.into
    case .terms(let proposal): proposal.terms?.isPossible ?? false
    case .program(let proposal): proposal.base >= 0 && proposal.effectiveAt >= 0
    case .key, .purchases, .separate: true
    case .export(let proposal):
      1...40 ~= proposal.list.unicodeScalars.count && proposal.filter.unicodeScalars.count <= 300
    case .rule(let proposal): proposal.isPossible
    case .admit(let proposal): proposal.isPossible
    case .earningRule(let proposal): proposal.isPossible
    case .exchangeRates(let proposal): proposal.isPossible
    case .ladder(let proposal): proposal.isPossible
    case .discount(let proposal): proposal.isPossible
    case .settlementTerms(let proposal): proposal.isPossible
    case .settlementAdjustment(let proposal): proposal.isPossible
    case .costShares(let proposal): proposal.isPossible
    case .agent(let proposal): proposal.isPossible
    case .funding(let proposal): proposal.isPossible
    case .pointsCards(let proposal): proposal.isPossible
    case .cardType(let proposal): proposal.isPossible
    case .cardBatch(let proposal): proposal.isPossible
    case .partner(let proposal): proposal.isPossible
    }
  }
}

extension RuleProposal {
  /// A rule names an operation, and as reviewers roles of the operator's that may review at all.
  fileprivate var isPossible: Bool {
    let roles = Role(rawValue: reviewers)
    return ReviewedOperation(rawValue: operation) != nil && 0...Points.maximumPerCommand.units ~= above
      && ["require", "block", "none"].contains(control) && Role.ofOperator.contains(roles)
      && Role.named.allSatisfy { !roles.contains($0.role) || $0.scopes.contains(.reviewApprovals) }
  }
}

extension String {
  var isReason: Bool { 1...200 ~= unicodeScalars.count && contains { !$0.isWhitespace } }
}
