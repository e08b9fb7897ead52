internal import Ledger
internal import Storage

/// An account that was shown to be a member's, about to be linked.
struct NewLink: Sendable {
  let id: LinkedAccountID
  let partner: PartnerID
  let account: String
  let way: LinkedAccount.Way
  /// What showed it, good once for ever.
  let proof: String
}

extension Coalition {
  /// How many accounts a member may have linked at a time.
  static let linksPerMember = 20

  /// Links an account and claims what lies there, in one commit; then brings it as far as the partner answers
  /// at once. What is open then, the job of partners goes on with.
  func link(_ new: NewLink, by me: MemberPrincipal) async throws -> LinkedAccount {
    let now = clock.now()
    let linked: LinkedAccount
    do {
      linked = try await database.write { tx in
        if let known = try tx.link(new.way, new.proof, of: new.partner) {
          guard known.member == me.member, known.endedAt == nil else { throw LinkRefusal.handOverUsed }
          return known
        }
        try tx.requireMember(me.member).requireActive()
        let partner = try tx.linkingPartner(new.partner)
        if let known = try tx.linkedAccount(new.account, of: new.partner) {
          guard known.member == me.member else { throw LinkRefusal.accountTaken }
          return known
        }
        try tx.requireRoom(for: me.member)
        try tx.insert(new, of: me.member, at: now)
        if partner.bringsInto != nil { try claimBringIn(new, at: now, in: tx) }
        try append(
          Change(
            action: "linked_account.create", subject: "member/\(me.member.rawValue)",
            after: "linked_account/\(new.id.rawValue) of partner/\(new.partner.rawValue) by "
              + new.way.rawValue),
          by: me.actor, in: tx)
        guard let linked = try tx.linkedAccount(new.id) else { throw LinkRefusal.linkNotFound }
        return linked
      }
    } catch let error as DatabaseError where error.isUniqueViolation {
      // Two at once: the other was quicker, be it this member's other click or somebody else.
      let winner = try await database.read { try $0.linkedAccount(new.account, of: new.partner) }
      guard let winner, winner.member == me.member else { throw LinkRefusal.accountTaken }
      return winner
    }
    directoryCache.forgetMembers()
    _ = try await advanceBringIn(of: linked.id)
    return linked
  }

  /// Ends one of the member's own links; again without effect.
  /// - Throws: ``LinkRefusal/linkNotFound``.
  package func endOwnLink(_ id: LinkedAccountID, by me: MemberPrincipal) async throws {
    let link = try await database.read { try $0.linkedAccount(id) }
    guard let link, link.member == me.member else { throw LinkRefusal.linkNotFound }
    try await end(link, because: .member, by: me.actor)
  }

  /// Ends a link: the operator any, a partner those of its own system; again without effect.
  /// - Throws: `AccessRefusal`, ``LinkRefusal/linkNotFound``.
  package func endLink(_ id: LinkedAccountID, by principal: Principal) async throws -> LinkedAccount {
    try principal.require(.writeMembers)
    try principal.requireAllStores()
    let link = try await database.read { try $0.requireLink(id, seenBy: principal) }
    try await end(link, because: principal.merchant == nil ? .operator : .partner, by: principal.actor)
    return try await linkedAccount(id, seenBy: principal)
  }

  private func linkedAccount(
    _ id: LinkedAccountID, seenBy principal: Principal
  ) async throws -> LinkedAccount {
    try await database.read { try $0.requireLink(id, seenBy: principal).seen(by: principal) }
  }

  private func end(
    _ link: LinkedAccount, because reason: LinkedAccount.EndReason, by actor: Actor
  ) async throws {
    let now = clock.now()
    defer { directoryCache.forgetMembers() }
    try await database.write { tx in
      guard try tx.endLinks("id = \(link.id)", because: reason, at: now) == 1 else { return }
      try append(
        Change(
          action: "linked_account.end", subject: "member/\(link.member.rawValue)",
          after: "linked_account/\(link.id.rawValue) of partner/\(link.partner.rawValue)"),
        by: actor, in: tx)
    }
  }
}

extension Storage.Transaction {
  /// The link that was made by this proof, whatever became of it.
  func link(_ way: LinkedAccount.Way, _ proof: String, of partner: PartnerID) throws -> LinkedAccount? {
    try queryFirst(
      LinkedAccount.select + "WHERE partner_id = \(partner) AND way = \(way) AND proof = \(proof)"
    ) { LinkedAccount($0) }
  }

  /// Ends those that are linked now; what lies there and was not asked for yet stays there.
  /// - Returns: how many ended.
  @discardableResult
  func endLinks(_ which: SQL, because reason: LinkedAccount.EndReason, at now: Instant) throws -> Int {
    let ended = try query(
      """
      UPDATE linked_account SET ended_at = \(now), end_reason = \(reason)
      WHERE \(which) AND ended_at IS NULL RETURNING id
      """
    ) { $0[0] as LinkedAccountID }
    guard !ended.isEmpty else { return 0 }
    try execute(
      """
      UPDATE bring_in SET state = 'nothing', failure = 'link_ended'
      WHERE link_id IN (\(ended)) AND state = 'asking'
      """)
    return ended.count
  }

  fileprivate func requireRoom(for member: MemberID) throws {
    let has = try queryFirst(
      "SELECT count(*) FROM linked_account WHERE member_id = \(member) AND ended_at IS NULL"
    ) { $0[0] as Int }
    guard has ?? 0 < Coalition.linksPerMember else { throw LinkRefusal.tooMany }
  }

  fileprivate func insert(_ new: NewLink, of member: MemberID, at now: Instant) throws {
    try execute(
      """
      INSERT INTO linked_account (id, partner_id, member_id, account, way, proof, linked_at, end_reason)
      VALUES (\(new.id), \(new.partner), \(member), \(new.account), \(new.way), \(new.proof), \(now), '')
      """)
  }
}
