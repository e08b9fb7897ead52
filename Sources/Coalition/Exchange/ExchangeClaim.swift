internal import Ledger
internal import Storage

/// What an exchange takes of a rate's limits of a day, and the quote that it uses up.
struct ExchangeClaim: Sendable, Hashable {
  var from: AssetID
  var into: AssetID
  var day: BusinessDay
  var member: MemberID
  var points: Points
  /// None where it goes at the rate of the moment.
  var quote: ExchangeQuoteID
  var memberDaily: Points?
  var pairDaily: Points?

  var dayNumber: Int64 { Int64(day.daysSince1970) }
  static let everybody = MemberID(0)
}

extension Storage.Transaction {
  /// Refuses what would go past a limit of the day as things stand; a request that claimed before has its
  /// place.
  func requireRoom(for claim: ExchangeClaim, of request: ClaimingRequest) throws {
    do { try require(claim, adding: claim.points) } catch let refusal as OrderRefusal {
      // Read after the totals, in which the same request's first try may stand already.
      let own = try queryFirst("SELECT 1 FROM exchange_claim WHERE \(request.rows)") { $0[0] as Int64 }
      if own == nil { throw refusal }
    }
  }

  /// Takes the points and the quote for a request, once; what it took before counts.
  /// - Throws: ``OrderRefusal``, and the transaction must not be committed.
  func claim(_ claim: ExchangeClaim, for request: ClaimingRequest, at now: Instant) throws -> ReachClaim {
    // The moment is renewed, so that what settles old claims leaves this one alone.
    let known = try execute("UPDATE exchange_claim SET claimed_at = \(now) WHERE \(request.rows)")
    if known == 1 { return .known }
    if claim.quote.isGiven {
      let taken = try execute(
        """
        UPDATE exchange_quote SET is_taken = 1
        WHERE id = \(claim.quote) AND member_id = \(claim.member) AND is_taken = 0
        """)
      guard taken == 1 else { throw OrderRefusal.quoteEnded }
    }
    try add(claim.points, of: claim)
    try require(claim, adding: 0)
    try execute(
      """
      INSERT INTO exchange_claim (key_high, key_low, request_hash, from_asset, into_asset, day, member_id,
        points, quote_id, claimed_at, is_settled)
      VALUES (\(request.columns), \(claim.from), \(claim.into), \(claim.dayNumber), \(claim.member),
        \(claim.points), \(claim.quote), \(now), 0)
      """)
    return .new
  }

  func settleExchange(of request: ClaimingRequest) throws {
    try execute("UPDATE exchange_claim SET is_settled = 1 WHERE \(request.rows)")
  }

  /// Gives back what a request took; nothing where it took none, or its points went.
  /// - Parameter moment: leaves alone what was claimed at or after it.
  func releaseExchange(of request: ClaimingRequest, claimedBefore moment: Instant = .distantFuture) throws {
    let released = try queryFirst(
      """
      DELETE FROM exchange_claim WHERE \(request.rows) AND is_settled = 0 AND claimed_at < \(moment)
      RETURNING from_asset, into_asset, day, member_id, points, quote_id
      """
    ) { row in
      ExchangeClaim(
        from: row[0], into: row[1], day: BusinessDay(daysSince1970: Int32(row[2] as Int64)), member: row[3],
        points: row[4], quote: row[5])
    }
    guard let claim = released else { return }
    try add(-claim.points, of: claim)
    if claim.quote.isGiven {
      try execute("UPDATE exchange_quote SET is_taken = 0 WHERE id = \(claim.quote)")
    }
  }

  func require(_ claim: ExchangeClaim, adding more: Points) throws {
    for (member, limit) in [(claim.member, claim.memberDaily), (ExchangeClaim.everybody, claim.pairDaily)] {
      guard let limit else { continue }
      let taken = try queryFirst(
        """
        SELECT points FROM exchange_total WHERE from_asset = \(claim.from) AND into_asset = \(claim.into)
          AND day = \(claim.dayNumber) AND member_id = \(member)
        """
      ) { $0[0] as Points }
      guard (taken ?? 0) + more <= limit else { throw OrderRefusal.exchangeDailyLimit }
    }
  }

  /// To everybody's total first, so that two requests never wait for each other in a circle.
  func add(_ points: Points, of claim: ExchangeClaim) throws {
    for member in [ExchangeClaim.everybody, claim.member] {
      try execute(
        """
        INSERT INTO exchange_total (from_asset, into_asset, day, member_id, points)
        VALUES (\(claim.from), \(claim.into), \(claim.dayNumber), \(member), \(max(0, points)))
        ON CONFLICT (from_asset, into_asset, day, member_id)
        DO UPDATE SET points = exchange_total.points + \(points)
        """)
    }
  }
}
