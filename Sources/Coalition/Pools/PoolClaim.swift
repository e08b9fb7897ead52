internal import Ledger
internal import Storage

/// What a person spends of a pool or puts into it: taken before the ledger is asked, and kept as who it was.
struct PoolClaim: Sendable, Hashable {
  enum Way: String, CaseIterable, Sendable, SQLScalar {
    case out
    case into = "in"
  }

  var way: Way
  var pool: PoolID
  var person: PoolPersonID
  var day: BusinessDay
  var points: Points

  fileprivate var dayNumber: Int64 { Int64(day.daysSince1970) }
}

extension Storage.Transaction {
  /// Refuses what the person may not spend as things stand; a request that claimed before has its place.
  func requireRoom(for claim: PoolClaim, of request: ClaimingRequest) throws {
    do { try require(claim, adding: claim.points) } catch let refusal as OrderRefusal {
      let own = try queryFirst("SELECT 1 FROM pool_claim WHERE \(request.rows)") { $0[0] as Int64 }
      if own == nil { throw refusal }
    }
  }

  /// Takes the points for a request, once; what it took before counts.
  /// - Throws: ``OrderRefusal/poolLimit(_:isDaily:)``, ``OrderRefusal/poolUnavailable``,
  ///   ``OrderRefusal/busy``, and the transaction must not be committed.
  func claim(_ claim: PoolClaim, for request: ClaimingRequest, at now: Instant) throws -> ReachClaim {
    // The moment is renewed, so that what settles old claims leaves this one alone.
    let known = try execute("UPDATE pool_claim SET claimed_at = \(now) WHERE \(request.rows)")
    if known == 1 { return .known }
    // Whoever leaves or closes the pool takes its row, too: one of both comes first.
    let turn = try queryFirst(
      "UPDATE pool SET turn_id = turn_id WHERE id = \(claim.pool) AND status = 'open' RETURNING turn_id"
    ) { $0[0] as Int64 }
    guard let turn else { throw OrderRefusal.poolUnavailable }
    // What is put in while a part is reckoned would be counted before its person is.
    if claim.way == .into, turn != 0 { throw OrderRefusal.busy }
    if claim.way == .out { try addSpent(claim.points, by: claim.person, on: claim.dayNumber) }
    try require(claim, adding: 0)
    try execute(
      """
      INSERT INTO pool_claim (key_high, key_low, request_hash, pool_id, person_id, way, day, points,
        transaction_id, claimed_at, is_settled)
      VALUES (\(request.columns), \(claim.pool), \(claim.person), \(claim.way), \(claim.dayNumber),
        \(claim.points), 0, \(now), 0)
      """)
    return .new
  }

  /// The ledger took it: what was spent counts as it is, as a part of what was asked; what was put in counts
  /// for its person. Once, however often it is told.
  func settlePool(of request: ClaimingRequest, by transaction: Ledger.Transaction) throws {
    let settled = try queryFirst(
      """
      UPDATE pool_claim SET is_settled = 1, transaction_id = \(transaction.id)
      WHERE \(request.rows) AND is_settled = 0 RETURNING person_id, way, day, points
      """
    ) {
      (
        person: $0[0] as PoolPersonID, way: $0[1] as PoolClaim.Way, day: $0[2] as Int64,
        points: $0[3] as Points
      )
    }
    guard let settled else { return }
    switch settled.way {
    case .into:
      try execute(
        "UPDATE pool_person SET put_in = put_in + \(transaction.amount) WHERE id = \(settled.person)")
    case .out where settled.points != transaction.amount:
      try execute("UPDATE pool_claim SET points = \(transaction.amount) WHERE \(request.rows)")
      try addSpent(transaction.amount - settled.points, by: settled.person, on: settled.day)
    case .out: break
    }
  }

  /// Gives back what a request took; nothing where it took none, or its points went.
  /// - Parameter moment: leaves alone what was claimed at or after it.
  func releasePool(of request: ClaimingRequest, claimedBefore moment: Instant = .distantFuture) throws {
    let released = try queryFirst(
      """
      DELETE FROM pool_claim WHERE \(request.rows) AND is_settled = 0 AND claimed_at < \(moment)
      RETURNING person_id, way, day, points
      """
    ) {
      (
        person: $0[0] as PoolPersonID, way: $0[1] as PoolClaim.Way, day: $0[2] as Int64,
        points: $0[3] as Points
      )
    }
    guard let released, released.way == .out else { return }
    try addSpent(-released.points, by: released.person, on: released.day)
  }

  /// Points of a spend that came back to the pool, or went again: its day has so many more, or fewer.
  func giveBack(_ points: Points, ofSpend spent: TransactionID) throws {
    let claim = try queryFirst(
      """
      UPDATE pool_claim SET points = points - \(points)
      WHERE transaction_id = \(spent) AND transaction_id <> 0 AND way = 'out'
      RETURNING person_id, day
      """
    ) { (person: $0[0] as PoolPersonID, day: $0[1] as Int64) }
    if let claim { try addSpent(-points, by: claim.person, on: claim.day) }
  }

  /// What a person has spent of the pool on a day.
  func spent(by person: PoolPersonID, on day: BusinessDay) throws -> Points {
    try queryFirst(
      "SELECT points FROM pool_total WHERE person_id = \(person) AND day = \(Int64(day.daysSince1970))"
    ) { $0[0] as Points } ?? 0
  }

  /// Removes the totals of days that are over; who spent what stays.
  func forgetPoolDays(before day: Int64) throws {
    try execute("DELETE FROM pool_total WHERE day < \(day)")
  }

  private func require(_ claim: PoolClaim, adding more: Points) throws {
    guard let person = try poolPerson(claim.person), person.status == .inside, person.pool == claim.pool
    else {
      throw OrderRefusal.poolUnavailable
    }
    guard claim.way == .out else {
      guard person.role.putsIn else { throw OrderRefusal.poolUnavailable }
      return
    }
    guard person.role.spends else { throw OrderRefusal.poolUnavailable }
    if let once = person.limit.perTransaction, claim.points > once {
      throw OrderRefusal.poolLimit(once, isDaily: false)
    }
    guard let daily = person.limit.perDay else { return }
    guard try spent(by: person.id, on: claim.day) + more <= daily else {
      throw OrderRefusal.poolLimit(daily, isDaily: true)
    }
  }

  private func addSpent(_ points: Points, by person: PoolPersonID, on day: Int64) throws {
    try execute(
      """
      INSERT INTO pool_total (person_id, day, points) VALUES (\(person), \(day), \(points))
      ON CONFLICT (person_id, day) DO UPDATE SET points = pool_total.points + \(points)
      """)
  }
}
