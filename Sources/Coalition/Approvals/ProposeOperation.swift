internal import Foundation
internal import Ledger
internal import Storage

extension Coalition {
  /// Puts an operation before a second person.
  /// - Throws: `AccessRefusal`, `ApprovalRefusal.reasonMissing`, `.invalidOperation`.
  package func propose(
    _ operation: ProposedOperation, reason: String, by principal: Principal
  ) async throws -> Approval {
    let approval = try proposal(of: operation, reason: reason, by: principal)
    try await database.write { tx in try insert(approval, in: tx) }
    return approval
  }

  /// A proposal that may be inserted, together with what it belongs to.
  /// - Throws: `AccessRefusal`, `ApprovalRefusal.reasonMissing`, `.invalidOperation`.
  func proposal(
    of operation: ProposedOperation, reason: String, by principal: Principal
  ) throws -> Approval {
    try principal.requireOperator(operation.scope)
    guard reason.isReason else { throw ApprovalRefusal.reasonMissing }
    guard operation.isPossible else { throw ApprovalRefusal.invalidOperation }
    let now = clock.now()
    return Approval(
      id: ids.next(), operation: operation, reason: reason, author: principal.actor, state: .requiresReview,
      reviewer: nil, decisionReason: "", outcome: "", createdAt: now,
      expiresAt: now.adding(seconds: settings.approvalSeconds), decidedAt: nil)
  }

  /// Puts a proposal before its reviewers, in the transaction of what it belongs to.
  /// - Throws: `MemberRefusal` for a member that is not there.
  func insert(_ approval: Approval, in tx: any Storage.Transaction) throws {
    let author = approval.author
    try tx.check(approval.operation)
    try tx.execute(
      """
      INSERT INTO approval (id, operation, payload, reason, author_kind, author_id, answerable_id, state,
        decision_reason, outcome, created_at, expires_at)
      VALUES (\(approval.id), \(approval.operation.name), \(try approval.operation.payload()),
        \(approval.reason), \(author.kind.rawValue), \(author.id), \(author.answerable),
        \(approval.state), '', '', \(approval.createdAt), \(approval.expiresAt))
      """)
    try append(
      Change(
        action: "approval.propose", subject: "approval/\(approval.id.rawValue)",
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
        Change(action: "approval.withdraw", subject: "approval/\(id.rawValue)"), by: principal.actor, in: tx)
      return try tx.approval(id) ?? approval
    }
  }
}

extension Storage.Transaction {
  /// Refuses early what could not be carried out as things stand.
  fileprivate func check(_ operation: ProposedOperation) throws {
    switch operation {
    case .adjust(let proposal): _ = try requireMember(MemberID(proposal.member))
    case .merge(let proposal):
      for id in [proposal.from, proposal.into] where try requireMember(MemberID(id)).status == .closed {
        throw MemberRefusal.memberClosed
      }
    }
  }
}

extension ProposedOperation {
  fileprivate var scope: Scope {
    switch self {
    case .adjust, .merge: .adjust
    }
  }

  fileprivate var isPossible: Bool {
    switch self {
    case .adjust(let proposal):
      proposal.points != 0 && proposal.points.magnitude <= UInt64(Points.maximumPerCommand.units)
        && proposal.memo.utf8.count <= 200
    case .merge(let proposal): proposal.from != proposal.into
    }
  }
}

extension String {
  var isReason: Bool { 1...200 ~= unicodeScalars.count && contains { !$0.isWhitespace } }
}
