package import Ledger
internal import Storage

extension Coalition {
  /// One proposal.
  /// - Throws: `AccessRefusal`, `ApprovalRefusal.approvalNotFound`.
  package func approval(_ id: ApprovalID, by principal: Principal) async throws -> Approval {
    try principal.requireToSeeApprovals()
    guard let found = try await database.read({ try $0.approval(id) }) else {
      throw ApprovalRefusal.approvalNotFound
    }
    return found
  }

  /// Proposals, newest first; in one state or of one part of the queue when it is named.
  /// - Throws: `AccessRefusal`.
  package func approvals(
    in state: Approval.State? = nil, part: ApprovalPart? = nil,
    _ page: PageRequest<Identified.Approval> = PageRequest(),
    by principal: Principal
  ) async throws -> Page<Approval> {
    try principal.requireToSeeApprovals()
    let now = clock.now()
    return try await database.read { tx in
      var condition: SQL = state.map { "state = \($0) AND " } ?? ""
      if let part { condition += part.condition(for: principal, at: now) }
      let chosen = condition
      let found = try tx.query(
        Approval.select + "WHERE " + chosen + "id < \(page.bound) ORDER BY id DESC LIMIT \(page.limit + 1)"
      ) { try Approval($0) }
      return Page(found, limit: page.limit)
    }
  }
}

/// A part of the queue, as one person sees it.
package enum ApprovalPart: String, CaseIterable, Sendable {
  /// Waits for a decision, and is not one's own (待我审批).
  case toDecide = "to_decide"
  /// One's own, or one's keys' (我提交的).
  case own
  /// Decided, withdrawn or run out (已处理).
  case settled

  fileprivate func condition(for principal: Principal, at now: Instant) -> SQL {
    let person = principal.actor.answerable
    return switch self {
    case .toDecide:
      "state = 'requires_review' AND expires_at > \(now) AND answerable_id <> \(person) AND "
    case .own: "answerable_id = \(person) AND "
    case .settled: "(state <> 'requires_review' OR expires_at <= \(now)) AND "
    }
  }
}

extension Scope {
  /// Those who propose and those who decide.
  package static let ofApprovals: Scope = [
    .reviewApprovals, .adjust, .writeMerchants, .writePrograms, .keys, .exportMembers, .settings,
  ]
}

extension Principal {
  /// Those who propose and those who decide see the list.
  /// - Throws: `AccessRefusal`.
  package func requireToSeeApprovals() throws(AccessRefusal) {
    guard kind == .platform, merchant == nil else { throw .operatorOnly }
    guard !scopes.isDisjoint(with: .ofApprovals) else { throw .scopeMissing(.reviewApprovals) }
  }
}
