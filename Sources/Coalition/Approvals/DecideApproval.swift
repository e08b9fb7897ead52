internal import Ledger
internal import Storage

/// How carrying out an approved operation ended.
package enum ExecutionOutcome: Sendable, Hashable {
  /// With what to remember of it, as a transaction's public name; at most 500 characters.
  case succeeded(String)
  /// Declined for good, with the refusal's code.
  case failed(String)
}

/// Carries out an approved operation. It may be called again with the same approval after a crash, so what it
/// does is keyed by the approval's id; what it throws leaves the approval to be carried out later.
package typealias ApprovalExecutor = @Sendable (Approval) async throws -> ExecutionOutcome

extension Coalition {
  /// Approves another person's proposal and carries it out.
  ///
  /// The decision is committed first; what a crash interrupts, ``resumeApprovals(executing:)`` finishes.
  /// - Throws: `AccessRefusal`, `ApprovalRefusal`.
  package func approve(
    _ id: ApprovalID, reason: String = "", by principal: Principal, executing executor: ApprovalExecutor
  ) async throws -> Approval {
    let approved = try await decide(id, .approved, reason, action: "approval.approve", by: principal)
    // A permit waits for its author.
    return approved.operation.kind.isPermit ? approved : try await carryOut(approved, executor)
  }

  /// Declines another person's proposal.
  /// - Throws: `AccessRefusal`, `ApprovalRefusal`, among them `reasonMissing`.
  package func reject(_ id: ApprovalID, reason: String, by principal: Principal) async throws -> Approval {
    guard reason.isReason else { throw ApprovalRefusal.reasonMissing }
    return try await decide(id, .rejected, reason, action: "approval.reject", by: principal)
  }

  /// Carries out what was approved and not finished, oldest first, and gives how many; for the start and the
  /// jobs. One that cannot go on now holds up no other.
  /// - Throws: what the first that could not go on threw.
  package func resumeApprovals(executing executor: ApprovalExecutor) async throws -> Int {
    let carriedOut = ReviewedOperation.allCases.filter { !$0.isPermit }.map(\.rawValue)
    let waiting = try await database.read { tx in
      try tx.query(
        Approval.select + "WHERE state = 'approved' AND operation IN (\(carriedOut)) ORDER BY id LIMIT 1000"
      ) { try Approval($0) }
    }
    var failure: (any Error)?
    for approval in waiting {
      do { _ = try await carryOut(approval, executor) } catch { failure = failure ?? error }
    }
    if let failure { throw failure }
    return waiting.count
  }

  /// Ends proposals that nobody decided in time; gives how many.
  package func expireApprovals() async throws -> Int {
    let now = clock.now()
    return try await database.write { tx in
      try tx.execute(
        """
        UPDATE approval SET state = 'expired', decided_at = \(now)
        WHERE state = 'requires_review' AND expires_at <= \(now)
        """)
    }
  }

  private func decide(
    _ id: ApprovalID, _ state: Approval.State, _ reason: String, action: String, by principal: Principal
  ) async throws -> Approval {
    try principal.requireOperator(.reviewApprovals)
    guard principal.actor.kind == .user else { throw ApprovalRefusal.reviewerMustBePerson }
    try principal.requireConfirmed(at: clock.now())
    let now = clock.now()
    let reviewer = principal.actor.id
    return try await database.write { tx in
      let approval = try tx.pendingApproval(id, at: now)
      guard reviewer != approval.author.id, reviewer != approval.author.answerable else {
        throw ApprovalRefusal.reviewerIsAuthor
      }
      if !approval.reviewers.isEmpty {
        let roles = try tx.user(OperatorID(reviewer))?.roles ?? []
        guard !roles.isDisjoint(with: approval.reviewers) else {
          throw ApprovalRefusal.wrongReviewer(approval.reviewers)
        }
      }
      let given = String(String.UnicodeScalarView(reason.unicodeScalars.prefix(200)))
      try tx.execute(
        """
        UPDATE approval SET state = \(state), reviewer_id = \(reviewer), decision_reason = \(given),
          decided_at = \(now)
        WHERE id = \(id)
        """)
      try append(
        Change(
          action: action, subject: "approval/\(id.rawValue)", before: approval.state.rawValue,
          after: given.isEmpty ? state.rawValue : "\(state.rawValue): \(given)"),
        by: principal.actor, in: tx)
      return try tx.approval(id) ?? approval
    }
  }

  private func carryOut(_ approval: Approval, _ executor: ApprovalExecutor) async throws -> Approval {
    let (state, text): (Approval.State, String) =
      switch try await executor(approval) {
      case .succeeded(let text): (.succeeded, text)
      case .failed(let text): (.failed, text)
      }
    let now = clock.now()
    return try await database.write { tx in
      let outcome = String(String.UnicodeScalarView(text.unicodeScalars.prefix(500)))
      try tx.execute(
        """
        UPDATE approval SET state = \(state), outcome = \(outcome), finished_at = \(now)
        WHERE id = \(approval.id) AND state = 'approved'
        """)
      try append(
        Change(
          action: "approval.\(state.rawValue)", subject: "approval/\(approval.id.rawValue)", after: outcome),
        by: .system, in: tx)
      return try tx.approval(approval.id) ?? approval
    }
  }
}
