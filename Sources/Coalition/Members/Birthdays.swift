package import Ledger
package import Loyalty
internal import Storage

extension Coalition {
  /// A member's birthday; nil where none is known.
  /// - Throws: `AccessRefusal`, `MemberRefusal.memberNotFound`.
  package func birthday(of member: MemberID, by principal: Principal) async throws -> Birthday? {
    try principal.requireOperator(.readMembers)
    return try await database.read { tx in
      _ = try tx.requireMember(member)
      return try tx.birthdays(of: [member])[member]
    }
  }

  /// One's own.
  package func birthday(by me: MemberPrincipal) async throws -> Birthday? {
    try await database.read { try $0.birthdays(of: [me.member])[me.member] }
  }

  /// Sets or takes back what is known of a member's birthday; the log tells that it changed, not to what.
  /// - Throws: `AccessRefusal`, `MemberRefusal.memberNotFound`, `.memberClosed`.
  package func setBirthday(_ birthday: Birthday?, of member: MemberID, by principal: Principal) async throws {
    try principal.requireOperator(.writeMembers)
    let now = clock.now()
    try await database.write { tx in
      guard try tx.requireMember(member).status != .closed else { throw MemberRefusal.memberClosed }
      try tx.set(birthday, of: member, at: now)
      try append(
        Change(action: "member.update", subject: "member/\(member.rawValue)", after: "birthday"),
        by: principal.actor, in: tx)
    }
  }

  /// Sets one's own, once: who could change it would have a birthday every day. The operator may.
  /// - Returns: whether it is what was given, now or before.
  package func setOwnBirthday(_ birthday: Birthday, by me: MemberPrincipal) async throws -> Bool {
    let now = clock.now()
    return try await database.write { tx in
      if let known = try tx.birthdays(of: [me.member])[me.member] { return known == birthday }
      try tx.set(birthday, of: me.member, at: now)
      return true
    }
  }
}

extension Storage.Transaction {
  func birthdays(of members: [MemberID]) throws -> [MemberID: Birthday] {
    let rows = try query("SELECT member_id, birthday FROM member_birthday WHERE member_id IN (\(members))") {
      ($0[0] as MemberID, $0[1] as Int)
    }
    var found: [MemberID: Birthday] = [:]
    for (member, number) in rows { found[member] = Birthday(month: number / 100, day: number % 100) }
    return found
  }

  fileprivate func set(_ birthday: Birthday?, of member: MemberID, at now: Instant) throws {
    guard let birthday else {
      try execute("DELETE FROM member_birthday WHERE member_id = \(member)")
      return
    }
    try execute(
      """
      INSERT INTO member_birthday (member_id, birthday, updated_at)
      VALUES (\(member), \(birthday.month * 100 + birthday.day), \(now))
      ON CONFLICT (member_id) DO UPDATE SET birthday = excluded.birthday, updated_at = excluded.updated_at
      """)
  }
}
