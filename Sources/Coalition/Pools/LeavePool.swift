package import Ledger
internal import Logging
internal import Storage

extension Coalition {
  /// What the member would take by leaving now; nothing where the pool's rule says so.
  /// - Throws: ``PoolRefusal/poolNotFound``, ``OrderRefusal/busy``.
  package func partOnLeaving(_ pool: PoolID, by me: MemberPrincipal) async throws -> Points {
    let (pool, own, inside) = try await database.read { tx in
      let (pool, own) = try tx.place(of: me, in: pool)
      return (pool, own, try tx.people(of: pool.id, [.inside, .leaving]))
    }
    return pool.part(of: own, among: inside, of: try await spendable(of: pool))
  }

  /// Leaves a pool, with the part that its rule gives; final.
  /// - Throws: ``PoolRefusal``: `headStays`, `poolNotFound`, `frozen`, `busy`; `MemberRefusal.memberFrozen`,
  ///   `AccessRefusal.confirmationNeeded`.
  package func leavePool(_ pool: PoolID, by me: MemberPrincipal) async throws {
    try me.moving.requireConfirmed(at: clock.now())
    try await database.write { tx in
      let (pool, own) = try tx.place(of: me, in: pool)
      guard !own.role.heads else { throw PoolRefusal.headStays }
      try tx.requireMember(me.member).requireActive()
      try beginLeaving(own, pool, action: "pool.leave", by: me, tx)
    }
    await payPartsNow(of: pool)
  }

  /// Takes somebody out of a pool, who gets the part that its rule gives.
  /// - Throws: ``PoolRefusal``: `notAllowed`, `personNotFound`, `headStays`, `frozen`, `busy`;
  ///   `AccessRefusal.confirmationNeeded`.
  package func remove(_ person: PoolPersonID, from pool: PoolID, by me: MemberPrincipal) async throws {
    try me.moving.requireConfirmed(at: clock.now())
    try await database.write { tx in
      let (pool, own) = try tx.headed(by: me, pool)
      let person = try tx.insider(person, of: pool.id)
      guard person.id != own.id else { throw PoolRefusal.headStays }
      try beginLeaving(person, pool, action: "pool.remove", by: me, tx)
    }
    await payPartsNow(of: pool)
  }

  /// Closes a pool: what is left goes to everybody in it by what they put in; final.
  /// - Throws: ``PoolRefusal``: `notAllowed`, `holdsOpen`, `frozen`, `busy`;
  ///   `AccessRefusal.confirmationNeeded`.
  package func closePool(_ id: PoolID, by me: MemberPrincipal) async throws {
    let now = clock.now()
    try me.moving.requireConfirmed(at: now)
    let (pool, _) = try await database.read { try $0.place(of: me, in: id) }
    if try await unmerged(of: pool.account).contains(where: { $0.balance.held > 0 }) {
      throw PoolRefusal.holdsOpen
    }
    try await database.write { tx in
      let (pool, _) = try tx.headed(by: me, id)
      try tx.requireNothingOpen(in: pool.id, ["out", "in"])
      let people = try tx.people(of: pool.id, [.inside])
      try tx.execute(
        "UPDATE pool SET status = 'closing', heir_id = 0, closed_at = \(now) WHERE id = \(pool.id)")
      try tx.execute(
        "UPDATE pool_person SET status = 'ended' WHERE pool_id = \(pool.id) AND status = 'invited'")
      try tx.execute(
        """
        UPDATE pool_person SET status = 'leaving', is_last = 1, left_at = \(now)
        WHERE pool_id = \(pool.id) AND status = 'in'
        """)
      try make(people.map { MessageDraft(.poolClosed, about: pool, to: $0.member) }, in: tx)
      try append(
        Change(action: "pool.close", subject: "pool/\(pool.id.rawValue)", after: "closing"), by: me.actor,
        in: tx)
    }
    await payPartsNow(of: id)
  }

  private func beginLeaving(
    _ person: PoolPerson, _ pool: Pool, action: String, by me: MemberPrincipal, _ tx: any Storage.Transaction
  ) throws {
    try tx.lock(pool)
    // What was put in and is not counted yet would be missing in their part.
    try tx.requireNothingOpen(in: pool.id, ["in"])
    let hasPart = pool.leaving == .part && person.putIn > 0
    let status: PoolPerson.Status = hasPart ? .leaving : .left
    try tx.execute(
      "UPDATE pool_person SET status = \(status), left_at = \(clock.now()) WHERE id = \(person.id)")
    if hasPart { try tx.execute("UPDATE pool SET turn_id = \(person.id) WHERE id = \(pool.id)") }
    try tx.execute("UPDATE pool SET heir_id = 0 WHERE id = \(pool.id) AND heir_id = \(person.id)")
    let told = Set([person.member, try tx.head(of: pool.id)?.member].compactMap { $0 }).sorted()
    try make(told.map { MessageDraft(.poolLeft, about: pool, to: $0) }, in: tx)
    try append(
      Change(
        action: action, subject: "pool/\(pool.id.rawValue)", before: "member/\(person.member.rawValue)",
        after: status.rawValue),
      by: me.actor, in: tx)
  }
}

extension Storage.Transaction {
  /// - Throws: ``PoolRefusal/busy`` while the ledger has not decided on something.
  fileprivate func requireNothingOpen(in pool: PoolID, _ ways: [String]) throws {
    let open = try queryFirst(
      "SELECT 1 FROM pool_claim WHERE pool_id = \(pool) AND is_settled = 0 AND way IN (\(ways)) LIMIT 1"
    ) { $0[0] as Int64 }
    if open != nil { throw PoolRefusal.busy }
  }

  /// A member who leaves the platform leaves their pools, in its transaction; their part stays there. Whoever
  /// wants it leaves the pool first.
  /// - Throws: `MemberAccessRefusal.poolHeaded`, `.holdsOpen` while a part is on its way to them.
  func leavePools(of member: MemberID, at now: Instant) throws {
    let places = try query(
      PoolPerson.select
        + "WHERE member_id = \(member) AND status IN ('invited', 'in', 'leaving') ORDER BY id LIMIT 1000"
    ) { PoolPerson($0) }
    if places.contains(where: { $0.status == .inside && $0.role.heads }) {
      throw MemberAccessRefusal.poolHeaded
    }
    if places.contains(where: { $0.status == .leaving }) { throw MemberAccessRefusal.holdsOpen }
    for place in places {
      let status: PoolPerson.Status = place.status == .invited ? .declined : .left
      try execute("UPDATE pool_person SET status = \(status), left_at = \(now) WHERE id = \(place.id)")
      try execute("UPDATE pool SET heir_id = 0 WHERE id = \(place.pool) AND heir_id = \(place.id)")
    }
  }

  /// The survivor of a merge takes the other's places: of two in one pool, both together.
  /// - Throws: ``PoolRefusal/placedAlready`` where they are in two pools of a kind; ``OrderRefusal/busy``
  ///   while points of one of them are on their way.
  func movePlaces(of from: MemberID, to into: MemberID, at now: Instant) throws {
    let places = try query(
      PoolPerson.select
        + "WHERE member_id = \(from) AND status IN ('invited', 'in', 'leaving') ORDER BY id LIMIT 1000"
    ) { PoolPerson($0) }
    for place in places {
      guard let pool = try pool(place.pool) else { continue }
      let own = try people(of: pool.id, [.invited, .inside, .leaving]).first { $0.member == into }
      guard let own else {
        if place.status == .inside { try requireNoPlace(into, pool.kind, in: pool.asset) }
        try execute("UPDATE pool_person SET member_id = \(into) WHERE id = \(place.id)")
        continue
      }
      try unite(place, with: own, at: now)
    }
  }

  private func unite(_ place: PoolPerson, with own: PoolPerson, at now: Instant) throws {
    // A part on its way is the one place that must stay as it is, and points that one put in would count for
    // a place that is over.
    if [place.status, own.status].contains(.leaving) { throw OrderRefusal.busy }
    if try isPuttingIn([place.id, own.id], into: place.pool) { throw OrderRefusal.busy }
    let (kept, ended) = place.status == .inside && own.status == .invited ? (place, own) : (own, place)
    if kept.id == place.id, let pool = try pool(place.pool) {
      // Who is only asked into this pool may be in another.
      try requireNoPlace(own.member, pool.kind, in: pool.asset)
    }
    let gone: PoolPerson.Status = ended.status == .inside ? .left : .ended
    try execute(
      "UPDATE pool_person SET status = \(gone), put_in = 0, left_at = \(now) WHERE id = \(ended.id)")
    let role = ended.status == .inside && ended.role.heads ? ended.role : kept.role
    try execute(
      """
      UPDATE pool_person SET member_id = \(own.member), role = \(role), put_in = put_in + \(ended.putIn)
      WHERE id = \(kept.id)
      """)
    try execute(
      """
      INSERT INTO pool_total (person_id, day, points)
      SELECT \(kept.id), day, points FROM pool_total WHERE person_id = \(ended.id)
      ON CONFLICT (person_id, day) DO UPDATE SET points = pool_total.points + excluded.points
      """)
    // Offered to one of both, and both are one now.
    try execute(
      "UPDATE pool SET heir_id = 0 WHERE id = \(kept.pool) AND heir_id IN (\(ended.id), \(kept.id))")
  }

  private func isPuttingIn(_ people: [PoolPersonID], into pool: PoolID) throws -> Bool {
    try queryFirst(
      """
      SELECT 1 FROM pool_claim
      WHERE pool_id = \(pool) AND is_settled = 0 AND way = 'in' AND person_id IN (\(people)) LIMIT 1
      """
    ) { $0[0] as Int64 } != nil
  }
}
