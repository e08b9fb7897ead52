package import Ledger
internal import Storage

/// Who is asked into a pool, and as what.
package struct PoolInvitation: Sendable, Hashable {
  /// A phone number, or the member code that the other shows.
  package var receiver: String
  package var role: PoolRole
  package var limit: Limit

  package init(_ receiver: String, as role: PoolRole, limit: Limit = Limit()) {
    (self.receiver, self.role, self.limit) = (receiver, role, limit)
  }
}

extension Coalition {
  /// How long an invitation waits, in seconds: a week.
  package static let poolInvitationSeconds: Int64 = 7 * 86_400

  /// Asks somebody in; they come if they accept. Looking up numbers is limited as for transfers.
  /// - Throws: ``PoolRefusal``; `MemberAccessRefusal.receiverInvalid`, `.receiverNotFound`,
  ///   `.tooManyLookups`.
  package func invite(
    _ invitation: PoolInvitation, to pool: PoolID, by me: MemberPrincipal
  ) async throws -> TransferPartner {
    let (role, limit) = (invitation.role, invitation.limit)
    try await database.read { tx in
      let found = try tx.place(of: me, in: pool)
      guard found.own.role.heads else { throw PoolRefusal.notAllowed }
      try role.require(limit, asGuestOf: found.pool)
    }
    let claim = try receiverClaim(invitation.receiver)
    try await countLookup(by: me)
    let guest = try await partner(claim, by: me)
    let now = clock.now()
    let person: PoolPersonID = ids.next()
    try await drawingCodeNumbers(ifPlaced: .invitedAlready) { numbers in
      try await self.database.write { tx in
        let (pool, _) = try tx.headed(by: me, pool)
        try tx.endInvitations(of: pool.id, at: now)
        try self.requireRoom(in: pool, tx)
        try tx.requireStranger(guest.id, to: pool.id)
        try tx.execute(
          """
          INSERT INTO pool_person (id, pool_id, asset_id, kind, member_id, role, status, code_number,
            limit_once, limit_day, put_in, paid, tries, is_last, asked_at, ends_at)
          VALUES (\(person), \(pool.id), \(pool.asset), \(pool.kind), \(guest.id), \(role), 'invited',
            \(numbers.person), \(limit.perTransaction), \(limit.perDay), 0, 0, 0, 0, \(now),
            \(now.adding(seconds: Self.poolInvitationSeconds)))
          """)
        try self.make([MessageDraft(.poolInvited, about: pool, to: guest.id)], in: tx)
        try self.append(
          Change(
            action: "pool.invite", subject: "pool/\(pool.id.rawValue)",
            after: "member/\(guest.id.rawValue) as \(role.rawValue) \(limit.summary)"),
          by: me.actor, in: tx)
      }
    }
    var ending: String?
    if case .phone = claim { ending = guest.phone.map { String($0.suffix(4)) } }
    return TransferPartner(name: guest.maskedName, phoneEnding: ending)
  }

  /// Comes into the pool that asked (accepts), or does not.
  /// - Throws: ``PoolRefusal``: `personNotFound`, `invitationEnded`, `placedAlready`, `frozen`, `busy`;
  ///   `MemberRefusal`.
  package func answer(
    _ invitation: PoolPersonID, isAccepted: Bool, by me: MemberPrincipal
  ) async throws {
    let now = clock.now()
    do {
      try await database.write { tx in
        guard let person = try tx.poolPerson(invitation), person.member == me.member,
          person.status == .invited, let pool = try tx.pool(person.pool)
        else { throw PoolRefusal.personNotFound }
        guard now < person.endsAt, pool.status == .open else { throw PoolRefusal.invitationEnded }
        if isAccepted {
          try tx.requireMember(me.member).requireActive()
          try tx.lock(pool)
          try tx.requireNoPlace(me.member, pool.kind, in: pool.asset)
        }
        let status: PoolPerson.Status = isAccepted ? .inside : .declined
        try tx.execute(
          """
          UPDATE pool_person SET status = \(status), joined_at = \(isAccepted ? now : nil)
          WHERE id = \(person.id) AND status = 'invited'
          """)
        if isAccepted, let head = try tx.head(of: pool.id) {
          try make([MessageDraft(.poolJoined, about: pool, to: head.member)], in: tx)
        }
        try append(
          Change(
            action: isAccepted ? "pool.join" : "pool.decline", subject: "pool/\(pool.id.rawValue)",
            after: "member/\(me.member.rawValue)"),
          by: me.actor, in: tx)
      }
    } catch let error as DatabaseError where error.isUniqueViolation {
      // Two invitations were accepted at once; the other was quicker.
      throw PoolRefusal.placedAlready
    }
  }

  /// Takes an invitation back.
  /// - Throws: ``PoolRefusal``.
  package func withdraw(_ invitation: PoolPersonID, from pool: PoolID, by me: MemberPrincipal) async throws {
    try await database.write { tx in
      let (pool, _) = try tx.headed(by: me, pool)
      let isWithdrawn = try tx.execute(
        """
        UPDATE pool_person SET status = 'ended'
        WHERE id = \(invitation) AND pool_id = \(pool.id) AND status = 'invited'
        """)
      guard isWithdrawn == 1 else { throw PoolRefusal.personNotFound }
    }
  }

  private func requireRoom(in pool: Pool, _ tx: any Storage.Transaction) throws {
    let most = try tx.program("asset_id = \(pool.asset)")?.policies.pools.people ?? 0
    if most == 0 { throw PoolRefusal.notOffered }
    guard try tx.people(of: pool.id, [.invited, .inside, .leaving]).count < most else {
      throw PoolRefusal.full
    }
  }
}

extension PoolRole {
  /// - Throws: ``PoolRefusal/roleInvalid``, ``PoolRefusal/limitInvalid``.
  func require(_ limit: Limit, asGuestOf pool: Pool) throws(PoolRefusal) {
    guard kind == pool.kind, !heads else { throw .roleInvalid }
    try require(limit)
  }

  func require(_ limit: Limit) throws(PoolRefusal) {
    let given = [limit.perTransaction, limit.perDay].compactMap { $0 }
    guard given.allSatisfy({ $0 >= 1 && $0 <= Points.maximumPerCommand }), self != .child || given.count == 2
    else { throw .limitInvalid }
  }
}

extension Limit {
  var summary: String {
    "once=\(perTransaction?.units.description ?? "none") day=\(perDay?.units.description ?? "none")"
  }
}

extension Storage.Transaction {
  func head(of pool: PoolID) throws -> PoolPerson? {
    try people(of: pool, [.inside]).first { $0.role.heads }
  }

  fileprivate func endInvitations(of pool: PoolID, at now: Instant) throws {
    try execute(
      """
      UPDATE pool_person SET status = 'ended'
      WHERE pool_id = \(pool) AND status = 'invited' AND ends_at <= \(now)
      """)
  }

  fileprivate func requireStranger(_ member: MemberID, to pool: PoolID) throws {
    if try people(of: pool, [.invited, .inside, .leaving]).contains(where: { $0.member == member }) {
      throw PoolRefusal.invitedAlready
    }
  }
}
