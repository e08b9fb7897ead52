internal import Ledger
internal import Loyalty
internal import Storage

/// Over what the points of a member are counted; the raw value is stored.
package enum ServicePeriod: String, Sendable, Hashable {
  /// A business day.
  case day
  /// A month of business days.
  case month
}

/// What a request takes of a service's limits of a member's day and month.
struct ServiceClaim: Sendable, Hashable {
  var asset: AssetID
  var service: PaidService
  var member: MemberID
  var day: BusinessDay
  var points: Points
  var daily: Points?
  var monthly: Points?

  var dayNumber: Int64 { Int64(day.daysSince1970) }

  /// The totals that it adds to, each with its limit.
  fileprivate var periods: [(name: ServicePeriod, number: Int64, limit: Points?)] {
    [(.day, dayNumber, daily), (.month, EndMonth(CivilDate(day)).number, monthly)]
  }
}

extension ServiceTerms {
  func claim(
    of service: PaidService, _ points: Points, by member: MemberID, in asset: AssetID, on day: BusinessDay
  ) -> ServiceClaim {
    ServiceClaim(
      asset: asset, service: service, member: member, day: day, points: points, daily: daily,
      monthly: monthly)
  }
}

extension Storage.Transaction {
  /// Refuses what would go past a limit as things stand; a request that claimed before has its place.
  func requireRoom(for claim: ServiceClaim, of request: ClaimingRequest) throws {
    do { try requireRoom(for: claim) } catch let refusal as OrderRefusal {
      // Read after the totals, in which the same request's first try may stand already.
      let own = try queryFirst("SELECT 1 FROM service_claim WHERE \(request.rows)") { $0[0] as Int64 }
      if own == nil { throw refusal }
    }
  }

  /// Refuses what would go past a limit as things stand.
  func requireRoom(for claim: ServiceClaim) throws { try require(claim, adding: claim.points) }

  /// Takes the points for a request, once; what it took before counts.
  /// - Throws: ``OrderRefusal/serviceLimit(_:in:)``, and the transaction must not be committed.
  func claim(_ claim: ServiceClaim, for request: ClaimingRequest, at now: Instant) throws -> ReachClaim {
    // The moment is renewed, so that what settles old claims leaves this one alone.
    let known = try execute("UPDATE service_claim SET claimed_at = \(now) WHERE \(request.rows)")
    if known == 1 { return .known }
    try take(claim)
    try execute(
      """
      INSERT INTO service_claim (key_high, key_low, request_hash, asset_id, service, member_id, day, points,
        claimed_at, is_settled)
      VALUES (\(request.columns), \(claim.asset), \(claim.service), \(claim.member), \(claim.dayNumber),
        \(claim.points), \(now), 0)
      """)
    return .new
  }

  /// Adds to the totals, which refuses what goes past a limit.
  func take(_ claim: ServiceClaim) throws {
    try add(claim.points, of: claim)
    try require(claim, adding: 0)
  }

  /// Takes back what was added.
  func giveBack(_ claim: ServiceClaim) throws { try add(-claim.points, of: claim) }

  func settleService(of request: ClaimingRequest) throws {
    try execute("UPDATE service_claim SET is_settled = 1 WHERE \(request.rows)")
  }

  /// Gives back what a request took; nothing where it took none, or its points went.
  /// - Parameter moment: leaves alone what was claimed at or after it.
  func releaseService(of request: ClaimingRequest, claimedBefore moment: Instant = .distantFuture) throws {
    let released = try queryFirst(
      """
      DELETE FROM service_claim WHERE \(request.rows) AND is_settled = 0 AND claimed_at < \(moment)
      RETURNING asset_id, service, member_id, day, points
      """
    ) { row in
      ServiceClaim(
        asset: row[0], service: row[1], member: row[2],
        day: BusinessDay(daysSince1970: Int32(clamping: row[3] as Int64)), points: row[4])
    }
    if let released { try giveBack(released) }
  }

  /// Removes what was counted of days and months that are over, and the claims of such days.
  func forgetServices(before day: Int64) throws {
    let month = EndMonth(CivilDate(BusinessDay(daysSince1970: Int32(clamping: day)))).number
    try execute("DELETE FROM service_claim WHERE day < \(day) AND is_settled = 1")
    try execute("DELETE FROM service_total WHERE period = 'day' AND number < \(day)")
    try execute("DELETE FROM service_total WHERE period = 'month' AND number < \(month)")
  }

  private func require(_ claim: ServiceClaim, adding more: Points) throws {
    for period in claim.periods {
      guard let limit = period.limit else { continue }
      let taken = try queryFirst(
        """
        SELECT points FROM service_total WHERE member_id = \(claim.member) AND asset_id = \(claim.asset)
          AND service = \(claim.service) AND period = \(period.name.rawValue) AND number = \(period.number)
        """
      ) { $0[0] as Points }
      guard (taken ?? 0) + more <= limit else { throw OrderRefusal.serviceLimit(limit, in: period.name) }
    }
  }

  /// The day's before the month's, always, so that two requests never wait for each other in a circle.
  private func add(_ points: Points, of claim: ServiceClaim) throws {
    for period in claim.periods {
      try execute(
        """
        INSERT INTO service_total (asset_id, service, member_id, period, number, points)
        VALUES (\(claim.asset), \(claim.service), \(claim.member), \(period.name.rawValue),
          \(period.number),
          \(max(0, points)))
        ON CONFLICT (member_id, asset_id, service, period, number)
        DO UPDATE SET points = service_total.points + \(points)
        """)
    }
  }
}
