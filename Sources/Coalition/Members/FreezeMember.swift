package import Ledger
internal import Storage

extension Coalition {
  /// Stops a member from taking value (冻结); what they hold stays theirs.
  /// - Throws: `AccessRefusal`, `MemberRefusal.memberNotFound`, `.statusConflict` unless active.
  package func freezeMember(_ id: MemberID, reason: String, by principal: Principal) async throws -> Member {
    try await setStatus(of: id, from: .active, to: .frozen, action: "member.freeze", reason, by: principal)
  }

  /// Ends a freeze (解冻).
  /// - Throws: `AccessRefusal`, `MemberRefusal.memberNotFound`, `.statusConflict` unless frozen.
  package func unfreezeMember(_ id: MemberID, reason: String, by principal: Principal) async throws -> Member
  {
    try await setStatus(of: id, from: .frozen, to: .active, action: "member.unfreeze", reason, by: principal)
  }

  private func setStatus(
    of id: MemberID, from expected: Member.Status, to status: Member.Status, action: String, _ reason: String,
    by principal: Principal
  ) async throws -> Member {
    try principal.requireOperator(.writeMembers)
    let now = clock.now()
    // Whoever stops an account is not held up; whoever opens it again proves to be there.
    if status == .active { try principal.requireConfirmed(at: now) }
    defer { directoryCache.forgetMembers() }
    return try await database.write { tx in
      var member = try tx.requireHolder(id)
      guard member.status == expected else { throw MemberRefusal.statusConflict(member.status) }
      member.status = status
      member.updatedAt = now
      try tx.execute("UPDATE member SET status = \(status), updated_at = \(now) WHERE id = \(id)")
      try make([MessageDraft(status == .frozen ? .frozen : .unfrozen, to: id)], in: tx)
      try append(
        Change(
          action: action, subject: "member/\(id.rawValue)", before: expected.rawValue,
          after: status.rawValue + ": " + String(reason.prefix(200))),
        by: principal.actor, in: tx)
      return member
    }
  }
}
