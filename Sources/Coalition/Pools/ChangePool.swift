package import Ledger
internal import Storage

extension Coalition {
  /// Says what a person in the pool is and may spend.
  /// - Throws: ``PoolRefusal``.
  package func setPerson(
    _ id: PoolPersonID, in pool: PoolID, role: PoolRole, limit: Limit, by me: MemberPrincipal
  ) async throws {
    try await database.write { tx in
      let (pool, own) = try tx.headed(by: me, pool)
      let person = try tx.insider(id, of: pool.id)
      if person.id == own.id {
        guard role == own.role else { throw PoolRefusal.roleInvalid }
        try role.require(limit)
      } else {
        try role.require(limit, asGuestOf: pool)
      }
      try tx.execute(
        """
        UPDATE pool_person SET role = \(role), limit_once = \(limit.perTransaction),
          limit_day = \(limit.perDay)
        WHERE id = \(id)
        """)
      try append(
        Change(
          action: "pool.person", subject: "pool/\(pool.id.rawValue)",
          before: "member/\(person.member.rawValue) \(person.role.rawValue) \(person.limit.summary)",
          after: "\(role.rawValue) \(limit.summary)"),
        by: me.actor, in: tx)
    }
  }

  /// Offers the pool to another person in it, or to nobody any more (nil); they have it once they accept.
  /// - Throws: ``PoolRefusal``.
  package func offerPool(_ pool: PoolID, to heir: PoolPersonID?, by me: MemberPrincipal) async throws {
    try await database.write { tx in
      let (pool, own) = try tx.headed(by: me, pool)
      if let heir {
        let person = try tx.insider(heir, of: pool.id)
        // A child heads no household.
        guard person.id != own.id, person.role != .child else { throw PoolRefusal.personNotFound }
        try make([MessageDraft(.poolOffered, about: pool, to: person.member)], in: tx)
      }
      try tx.execute("UPDATE pool SET heir_id = \(heir ?? .none) WHERE id = \(pool.id)")
      try append(
        Change(
          action: "pool.offer", subject: "pool/\(pool.id.rawValue)",
          after: heir.map { "person/\($0.rawValue)" } ?? "nobody"),
        by: me.actor, in: tx)
    }
  }

  /// Takes the pool over that was offered, or does not.
  /// - Throws: ``PoolRefusal``: `personNotFound` where it is not offered to this member; `MemberRefusal`.
  package func answerOffer(of pool: PoolID, isAccepted: Bool, by me: MemberPrincipal) async throws {
    try await database.write { tx in
      let (pool, own) = try tx.place(of: me, in: pool)
      guard pool.heir == own.id else { throw PoolRefusal.personNotFound }
      try tx.lock(pool)
      try tx.execute("UPDATE pool SET heir_id = 0 WHERE id = \(pool.id)")
      guard isAccepted else { return }
      try tx.requireMember(me.member).requireActive()
      let former = try tx.head(of: pool.id)
      if let former {
        try tx.execute(
          "UPDATE pool_person SET role = \(PoolRole.formerHead(of: pool.kind)) WHERE id = \(former.id)")
        try make([MessageDraft(.poolHeaded, about: pool, to: former.member)], in: tx)
      }
      // Who heads it sets the limits, so has none.
      try tx.execute(
        """
        UPDATE pool_person SET role = \(PoolRole.head(of: pool.kind)), limit_once = NULL, limit_day = NULL
        WHERE id = \(own.id)
        """)
      try append(
        Change(
          action: "pool.head", subject: "pool/\(pool.id.rawValue)",
          before: former.map { "member/\($0.member.rawValue)" } ?? "",
          after: "member/\(me.member.rawValue)"),
        by: me.actor, in: tx)
    }
  }
}

extension Storage.Transaction {
  /// - Throws: ``PoolRefusal/personNotFound``.
  func insider(_ id: PoolPersonID, of pool: PoolID) throws -> PoolPerson {
    guard let person = try poolPerson(id), person.pool == pool, person.status == .inside else {
      throw PoolRefusal.personNotFound
    }
    return person
  }
}
