internal import Ledger
internal import Storage

extension Coalition {
  /// Stops one's own account, as when a phone was lost (冻结): nothing can be taken from it, every other device
  /// is signed out, and the operator alone ends it.
  /// - Throws: `MemberAccessRefusal.notActive`.
  package func freezeMyself(by me: MemberPrincipal) async throws {
    let now = clock.now()
    defer { directoryCache.forgetMembers() }
    try await database.write { tx in
      let frozen = try tx.execute(
        """
        UPDATE member SET status = 'frozen', updated_at = \(now)
        WHERE id = \(me.member) AND status = 'active'
        """)
      guard frozen == 1 else { throw MemberAccessRefusal.notActive }
      try tx.execute("DELETE FROM member_session WHERE member_id = \(me.member) AND id <> \(me.session)")
      try make([MessageDraft(.frozen, to: me.member)], in: tx)
      try append(
        Change(
          action: "member.freeze", subject: "member/\(me.member.rawValue)", before: "active",
          after: "frozen: by the member"),
        by: me.actor, in: tx)
    }
  }
}
