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

  /// Proposals, newest first; in one state when it is named.
  /// - Throws: `AccessRefusal`.
  package func approvals(
    in state: Approval.State? = nil, _ page: PageRequest<Identified.Approval> = PageRequest(),
    by principal: Principal
  ) async throws -> Page<Approval> {
    try principal.requireToSeeApprovals()
    return try await database.read { tx in
      let inState: SQL = state.map { "state = \($0) AND " } ?? ""
      let found = try tx.query(
        Approval.select + "WHERE " + inState + "id < \(page.bound) ORDER BY id DESC LIMIT \(page.limit + 1)"
      ) { try Approval($0) }
      return Page(found, limit: page.limit)
    }
  }
}

extension Principal {
  /// Those who propose and those who decide see the list.
  fileprivate func requireToSeeApprovals() throws(AccessRefusal) {
    guard kind == .platform, merchant == nil else { throw .operatorOnly }
    guard !scopes.isDisjoint(with: [.reviewApprovals, .adjust, .writeMerchants]) else {
      throw .scopeMissing(.reviewApprovals)
    }
  }
}
