package import Ledger
internal import Storage

/// A member who asks for a page.
package struct MemberSession: Sendable {
  package let principal: MemberPrincipal
  package let member: Member
}

/// A device on which a member is signed in.
package struct MemberDevice: Sendable, Hashable {
  package let id: MemberSessionID
  /// As `Chrome, Android`; empty when unknown.
  package let name: String
  package let enteredAt: Instant
  package let seenAt: Instant
  /// The one that asks.
  package let isCurrent: Bool
}

extension Coalition {
  /// Without a visit a device is signed out after 30 days, and after 90 whatever happens (risk.md 2.4).
  package static let memberIdleSeconds: Int64 = 30 * 86_400
  package static let memberSessionSeconds: Int64 = 90 * 86_400
  /// Devices on which a member can be signed in at once; the one unused for longest gives way.
  static let devicesPerMember = 20

  /// The session that a cookie names, and counts the visit.
  /// - Throws: `MemberAccessRefusal.notAuthenticated` for an unknown or ended one, and of a closed member.
  package func memberSession(_ token: String) async throws -> MemberSession {
    guard token.utf8.count == 52 else { throw MemberAccessRefusal.notAuthenticated }
    let hash = APISecret.hash(token)
    let now = clock.now()
    let found = try await database.read {
      tx -> (id: MemberSessionID, member: Member, seenAt: Instant, endsAt: Instant, provenAt: Instant)? in
      let row = try tx.queryFirst(
        """
        SELECT id, member_id, seen_at, ends_at, proven_at FROM member_session
        WHERE token_hash = \(hash) AND idle_ends_at > \(now) AND ends_at > \(now)
        """
      ) {
        (
          id: $0[0] as MemberSessionID, member: $0[1] as MemberID, seen: $0[2] as Instant,
          ends: $0[3] as Instant, proven: $0[4] as Instant
        )
      }
      guard let row, let member = try tx.member(row.member), member.status != .closed else { return nil }
      return (row.id, member, row.seen, row.ends, row.proven)
    }
    guard let found else { throw MemberAccessRefusal.notAuthenticated }
    // A page's many requests need one write, not one each.
    if found.seenAt.adding(seconds: 300) <= now {
      let idleEnd = min(now.adding(seconds: Self.memberIdleSeconds), found.endsAt)
      try await database.write { tx in
        try tx.execute(
          "UPDATE member_session SET seen_at = \(now), idle_ends_at = \(idleEnd) WHERE id = \(found.id)")
      }
    }
    return MemberSession(
      principal: MemberPrincipal(found.member.id, session: found.id, provenAt: found.provenAt),
      member: found.member)
  }

  /// The devices on which the member is signed in, the one that asks first, then by last use.
  package func devices(by me: MemberPrincipal) async throws -> [MemberDevice] {
    let now = clock.now()
    let found = try await database.read { tx in
      try tx.query(
        """
        SELECT id, device, created_at, seen_at FROM member_session
        WHERE member_id = \(me.member) AND idle_ends_at > \(now)
        """
      ) { row in
        let id: MemberSessionID = row[0]
        return MemberDevice(
          id: id, name: row[1], enteredAt: row[2], seenAt: row[3], isCurrent: id == me.session)
      }
    }
    return found.sorted { ($0.isCurrent ? 1 : 0, $0.seenAt) > ($1.isCurrent ? 1 : 0, $1.seenAt) }
  }

  /// The devices on which a member is signed in, by last use, for whoever serves them; none is current.
  /// - Throws: `AccessRefusal`.
  package func devices(of member: MemberID, by principal: Principal) async throws -> [MemberDevice] {
    try principal.requireOperator(.readMembers)
    return try await devices(by: MemberPrincipal(member, session: .none))
  }

  /// Signs a device of the member's own out; an unknown one is no error.
  package func endDevice(_ id: MemberSessionID, by me: MemberPrincipal) async throws {
    try await database.write { tx in
      try tx.execute("DELETE FROM member_session WHERE member_id = \(me.member) AND id = \(id)")
    }
  }

  /// Signs every other device of the member out.
  package func endOtherDevices(by me: MemberPrincipal) async throws {
    try await database.write { tx in
      try tx.execute("DELETE FROM member_session WHERE member_id = \(me.member) AND id <> \(me.session)")
    }
  }

  func openMemberSession(
    of member: MemberID, phone: String, from place: EntryPlace
  ) async throws -> MemberEntry {
    let token = sessionToken()
    let id: MemberSessionID = ids.next()
    let now = clock.now()
    let before = KnownDevice(place.knownDevice, phone: phone, key: secrets.memberAccessKey)
    let known =
      before
      ?? KnownDevice(phone: phone, random: ids.bytes(16), key: secrets.memberAccessKey)
    try await database.write { tx in
      guard try tx.requireMember(member).status != .closed else { throw MemberAccessRefusal.closed }
      let isFirst =
        try tx.queryFirst("SELECT 1 FROM member_session WHERE member_id = \(member)") {
          $0[0] as Int
        } == nil
      // A device that was never known is told to the others; where there are none, nobody would be warned.
      if before == nil, !isFirst {
        var message = MessageDraft(.newDevice, to: member)
        message.detail = place.device.isEmpty ? "-" : place.device
        try make([message], in: tx)
      }
      try tx.execute(
        """
        INSERT INTO member_session
          (id, token_hash, member_id, device, created_at, seen_at, idle_ends_at, ends_at)
        VALUES (\(id), \(APISecret.hash(token)), \(member), \(place.device), \(now), \(now),
          \(now.adding(seconds: Self.memberIdleSeconds)), \(now.adding(seconds: Self.memberSessionSeconds)))
        """)
      try tx.execute(
        """
        DELETE FROM member_session WHERE member_id = \(member) AND id NOT IN (
          SELECT id FROM member_session WHERE member_id = \(member) ORDER BY seen_at DESC, id DESC
          LIMIT \(Self.devicesPerMember))
        """)
    }
    return MemberEntry(member: member, token: token, knownDevice: known.token)
  }

  /// Removes sessions that ended; for the daily run.
  func forgetEndedMemberSessions() async throws {
    let now = clock.now()
    try await database.write { tx in
      try tx.execute("DELETE FROM member_session WHERE idle_ends_at <= \(now)")
    }
  }
}

extension Storage.Transaction {
  /// Signs a member out everywhere, as after what they enter with changed.
  func endMemberSessions(of member: MemberID) throws {
    try execute("DELETE FROM member_session WHERE member_id = \(member)")
  }
}
