package import Ledger
internal import Storage

extension Coalition {
  /// Gives a case to a person of the operator's, or to nobody.
  /// - Throws: `AccessRefusal`, ``CaseRefusal``.
  package func assignCase(
    _ id: CaseID, to owner: OperatorID?, by principal: Principal
  ) async throws -> CaseFile {
    try principal.requireOperator(.adjust)
    return try await changeCase(id, by: principal) { tx, found, now in
      if let owner {
        guard let person = try tx.user(owner), person.status == .active, person.merchant == nil else {
          throw CaseRefusal.ownerUnknown
        }
      }
      try tx.execute(
        "UPDATE acquiring_case SET owner_id = \(owner), updated_at = \(now) WHERE id = \(id)")
      return Change(
        action: "case.assign", subject: "case/\(id.rawValue)", before: "\(found.owner?.rawValue ?? 0)",
        after: "\(owner?.rawValue ?? 0)")
    }
  }

  /// Writes something about a case; the merchant that it is about may, too.
  /// - Throws: `AccessRefusal`, ``CaseRefusal``.
  @discardableResult
  package func noteOnCase(_ id: CaseID, _ words: String, by principal: Principal) async throws -> CaseFile {
    try principal.require(.refund)
    guard words.isText(1...500) else { throw CaseRefusal.noteMissing }
    return try await changeCase(id, by: principal) { tx, _, now in
      let last = try tx.queryFirst(
        "SELECT coalesce(max(number), 0) FROM acquiring_case_note WHERE case_id = \(id)"
      ) { $0[0] as Int }
      let number = (last ?? 0) + 1
      guard number <= 1_000 else { throw CaseRefusal.notesFull }
      try tx.execute(
        """
        INSERT INTO acquiring_case_note (case_id, number, actor_kind, actor_id, at, words)
        VALUES (\(id), \(number), \(principal.actor.kind.rawValue), \(principal.actor.id), \(now), \(words))
        """)
      try tx.execute("UPDATE acquiring_case SET updated_at = \(now) WHERE id = \(id)")
      return Change(action: "case.note", subject: "case/\(id.rawValue)", after: "note \(number)")
    }
  }

  /// Proposes a correction of points for another person's approval (双人复核); the case waits for it.
  /// - Throws: `AccessRefusal`, ``CaseRefusal``, `ApprovalRefusal`, `MemberRefusal`.
  package func proposeForCase(
    _ id: CaseID, _ adjustment: AdjustProposal, reason: String, by principal: Principal
  ) async throws -> CaseFile {
    let proposal = try proposal(of: .adjust(adjustment), reason: reason, by: principal)
    return try await propose(proposal, for: id, by: principal)
  }

  private func propose(
    _ proposal: Approval, for id: CaseID, by principal: Principal
  ) async throws -> CaseFile {
    try await changeCase(id, whenDecided: true, by: principal) { tx, _, now in
      try insert(proposal, in: tx)
      try tx.execute(
        """
        UPDATE acquiring_case SET state = 'proposed', approval_id = \(proposal.id), updated_at = \(now)
        WHERE id = \(id)
        """)
      return Change(
        action: "case.propose", subject: "case/\(id.rawValue)", after: "approval/\(proposal.id.rawValue)")
    }
  }

  /// Proposes a correction of money in the account of the merchant and programme that a case is about, for
  /// another person's approval (结算调整); the case waits for it.
  /// - Parameter amount: in the smallest unit of the programme's currency; positive is the merchant's.
  /// - Throws: `AccessRefusal`, ``CaseRefusal``, `ApprovalRefusal`, `ProgramRefusal`.
  package func proposeMoneyForCase(
    _ id: CaseID, _ amount: Int64, reason: String, by principal: Principal
  ) async throws -> CaseFile {
    try principal.requireOperator(.settle)
    let found = try await caseFile(id, by: principal).found
    guard found.merchant.isGiven, found.asset.isGiven else { throw CaseRefusal.merchantUnknown }
    let adjustment = SettlementAdjustmentProposal(
      amount, for: found.merchant, in: found.asset, reason: reason)
    let proposal = try proposal(of: .settlementAdjustment(adjustment), reason: reason, by: principal)
    return try await propose(proposal, for: id, by: principal)
  }

  /// Ends a case, saying how it was settled; ending it again changes nothing.
  /// - Throws: `AccessRefusal`, ``CaseRefusal``.
  package func closeCase(
    _ id: CaseID, resolution: String, by principal: Principal
  ) async throws -> CaseFile {
    try principal.requireOperator(.adjust)
    guard resolution.isText(1...200) else { throw CaseRefusal.resolutionMissing }
    let before = try await caseFile(id, by: principal)
    if before.found.state == .closed { return before }
    return try await changeCase(id, whenDecided: true, by: principal) { tx, found, now in
      try tx.execute(
        """
        UPDATE acquiring_case SET state = 'closed', resolution = \(resolution), closed_at = \(now),
          updated_at = \(now)
        WHERE id = \(id)
        """)
      return Change(
        action: "case.close", subject: "case/\(id.rawValue)", before: found.state.rawValue, after: resolution)
    }
  }

  /// Changes a case that is not closed; `whenDecided` wants its correction, if there is one, decided.
  private func changeCase(
    _ id: CaseID, whenDecided: Bool = false, by principal: Principal,
    _ change: @escaping @Sendable (any Storage.Transaction, AcquiringCase, Instant) throws -> Change
  ) async throws -> CaseFile {
    let now = clock.now()
    return try await database.write { tx in
      // Taking the row first puts two who work on the case in a row, on both engines.
      try tx.execute("UPDATE acquiring_case SET updated_at = updated_at WHERE id = \(id)")
      let found = try tx.requireCase(id, seenBy: principal)
      guard found.state != .closed else { throw CaseRefusal.closed }
      if whenDecided { try tx.requireDecided(found.approval, at: now) }
      try append(try change(tx, found, now), by: principal.actor, in: tx)
      return CaseFile(found: try tx.requireCase(id, seenBy: principal), notes: try tx.notes(of: id))
    }
  }
}

extension Storage.Transaction {
  /// - Throws: ``CaseRefusal/approvalPending`` while the correction may still be carried out.
  fileprivate func requireDecided(_ approval: ApprovalID?, at now: Instant) throws {
    guard let approval, let found = try self.approval(approval) else { return }
    switch found.state {
    case .requiresReview where now < found.expiresAt, .approved: throw CaseRefusal.approvalPending
    case .requiresReview, .rejected, .withdrawn, .expired, .succeeded, .failed: return
    }
  }
}

extension String {
  /// Whether the text has so many characters and is not all blank.
  func isText(_ length: ClosedRange<Int>) -> Bool {
    length ~= unicodeScalars.count && contains { !$0.isWhitespace }
  }
}
