package import Ledger
internal import Storage

/// What staff wrote about a member for colleagues (备注).
package struct MemberNote: Sendable, Hashable {
  package let number: Int
  package let actor: Actor.Kind
  /// The person or the key.
  package let by: Int64
  package let at: Instant
  package let words: String
}

/// Why a note was not taken. A closed list.
package enum NoteRefusal: Error, Sendable, Hashable {
  /// 1…500 characters, not all blank.
  case textInvalid
  /// A member has at most 1,000.
  case tooMany
}

extension Coalition {
  /// Writes a note about a member. It stays as it was written: nothing changes or deletes it but the erasure
  /// of all that is known of the member, and no page, message or export of the member's shows it.
  /// - Throws: `AccessRefusal`, `MemberRefusal.memberNotFound`, ``NoteRefusal``.
  package func noteOnMember(_ id: MemberID, _ words: String, by principal: Principal) async throws {
    try principal.requireOperator(.writeMembers)
    let words = words.replacing("\r\n", with: "\n")
    let isPlain = words.unicodeScalars.allSatisfy { $0 == "\n" || ($0.value >= 0x20 && $0.value != 0x7F) }
    guard words.isText(1...500), isPlain else { throw NoteRefusal.textInvalid }
    let now = clock.now()
    try await database.write { tx in
      // Taking the row first puts two who write at once in a row, on both engines.
      try tx.execute("UPDATE member SET updated_at = updated_at WHERE id = \(id)")
      _ = try tx.requireMember(id)
      let last = try tx.queryFirst(
        "SELECT coalesce(max(number), 0) FROM member_note WHERE member_id = \(id)"
      ) { $0[0] as Int }
      let number = (last ?? 0) + 1
      guard number <= 1_000 else { throw NoteRefusal.tooMany }
      try tx.execute(
        """
        INSERT INTO member_note (member_id, number, actor_kind, actor_id, at, words)
        VALUES (\(id), \(number), \(principal.actor.kind.rawValue), \(principal.actor.id), \(now), \(words))
        """)
      // What was written is personal, and the log cannot forget.
      try append(
        Change(action: "member.note", subject: "member/\(id.rawValue)", after: "note \(number)"),
        by: principal.actor, in: tx)
    }
  }

  /// The notes about a member, newest first.
  /// - Throws: `AccessRefusal`, `MemberRefusal.memberNotFound`.
  package func notes(
    of id: MemberID, limit: Int = 50, by principal: Principal
  ) async throws -> [MemberNote] {
    try principal.requireOperator(.readMembers)
    let limit = min(max(limit, 1), 1_000)
    return try await database.read { tx in
      _ = try tx.requireHolder(id)
      return try tx.query(
        """
        SELECT number, actor_kind, actor_id, at, words FROM member_note WHERE member_id = \(id)
        ORDER BY number DESC LIMIT \(limit)
        """
      ) {
        MemberNote(
          number: $0[0], actor: Actor.Kind(rawValue: $0[1]) ?? .system, by: $0[2], at: $0[3], words: $0[4])
      }
    }
  }
}
