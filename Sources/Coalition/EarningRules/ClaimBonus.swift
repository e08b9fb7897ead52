internal import Ledger
internal import Loyalty
internal import Storage

/// What a rule with limits is about to give for a purchase.
struct BonusClaim: Sendable, Hashable {
  var asset: AssetID
  var rule: UInt32
  var limits: RuleLimits
  var member: MemberID
  /// The business day that the limit of a day counts.
  var day: BusinessDay
  var points: Points
}

/// Whose claims they are: a request by its key and by what it asks. Another request under the same key has
/// claims of its own, so that it can take none from the first.
struct ClaimingRequest: Sendable, Hashable {
  let key: IdempotencyKey
  let hash: UInt64
}

/// Others took what a limit had left; the purchase is prepared again.
struct LimitTaken: Error {}

extension BonusClaim {
  static let ofAll = MemberID(0)
  static let allDays = Int64(-1)

  /// The totals that it adds to, each with its limit.
  fileprivate var totals: [(owner: MemberID, day: Int64, limit: Points?)] {
    [
      (Self.ofAll, Self.allDays, limits.budget), (member, Self.allDays, limits.perMember),
      (member, Int64(day.daysSince1970), limits.perMemberDay),
    ]
  }

  fileprivate func isSame(as other: BonusClaim) -> Bool {
    (asset, rule, member, day) == (other.asset, other.rule, other.member, other.day)
  }
}

extension Storage.Transaction {
  /// What rules gave before this purchase, without what its own request claimed earlier.
  func uses(
    of rules: [UInt32], _ asset: AssetID, to member: MemberID, on day: BusinessDay,
    besides request: ClaimingRequest
  ) throws -> [UInt32: RuleUse] {
    var uses: [UInt32: RuleUse] = [:]
    func add(_ rule: UInt32, _ owner: MemberID, _ onDay: Int64, _ points: Points) {
      var use = uses[rule] ?? RuleUse()
      if owner == BonusClaim.ofAll {
        use.all += points
      } else if onDay == BonusClaim.allDays {
        use.member += points
      } else {
        use.memberDay += points
      }
      uses[rule] = use
    }
    let totals = try query(
      """
      SELECT number, member_id, day, points FROM rule_total
      WHERE asset_id = \(asset) AND number IN (\(rules.map { Int64($0) }))
        AND member_id IN (0, \(member)) AND day IN (-1, \(Int64(day.daysSince1970)))
      """
    ) {
      (rule: UInt32($0[0] as Int64), owner: $0[1] as MemberID, day: $0[2] as Int64, points: $0[3] as Points)
    }
    for total in totals { add(total.rule, total.owner, total.day, total.points) }
    for own in try claims(of: request) where own.asset == asset {
      for total in own.totals where total.owner == BonusClaim.ofAll || own.member == member {
        if total.day == BonusClaim.allDays || own.day == day {
          add(own.rule, total.owner, total.day, -own.points)
        }
      }
    }
    return uses
  }

  /// Takes the points from what the limits leave. What the same request claimed before counts towards it and
  /// is never lowered: its first try may be at the ledger still.
  /// - Throws: ``LimitTaken``, and the transaction must not be committed.
  func claim(_ claims: [BonusClaim], for request: ClaimingRequest, at now: Instant) throws {
    let before = try self.claims(of: request)
    // In one order, so that two servers never wait for each other in a circle.
    for claim in claims.sorted(by: { $0.rule < $1.rule }) {
      let earlier = before.first { $0.isSame(as: claim) }
      let more = max(claim.points - (earlier?.points ?? 0), 0)
      for total in claim.totals where more > 0 {
        try add(more, of: claim, to: total.owner, total.day)
        if let limit = total.limit, try self.total(of: claim, total.owner, total.day) > limit {
          throw LimitTaken()
        }
      }
      if earlier == nil {
        try insert(claim, for: request, at: now)
      } else {
        try execute(
          "UPDATE rule_claim SET points = points + \(more), claimed_at = \(now), is_settled = 0 WHERE "
            + claim.row(of: request))
      }
    }
  }

  /// Makes what a request claimed what its transaction gave, rule by rule; nothing where there is none.
  /// - Parameter moment: leaves alone what was claimed at or after it, or settled; nil settles all.
  func settle(
    _ request: ClaimingRequest, by transaction: Ledger.Transaction?, claimedBefore moment: Instant? = nil
  ) throws {
    var given = transaction.map(GivenBonuses.init)
    for claim in try claims(of: request, claimedBefore: moment) {
      // Of the same rule on two days, as over midnight, the later one is what was booked.
      let points = given?.take(claim) ?? 0
      if points != claim.points {
        for total in claim.totals { try add(points - claim.points, of: claim, to: total.owner, total.day) }
      }
      let change: SQL =
        points > 0 ? "UPDATE rule_claim SET points = \(points), is_settled = 1" : "DELETE FROM rule_claim"
      try execute(change + " WHERE " + claim.row(of: request))
    }
    try settleFirsts(of: request, by: transaction, claimedBefore: moment)
  }

  /// By rule, the latest day first; their limits are not read.
  private func claims(
    of request: ClaimingRequest, claimedBefore moment: Instant? = nil
  ) throws -> [BonusClaim] {
    let isOpen: SQL = moment.map { " AND is_settled = 0 AND claimed_at < \($0)" } ?? ""
    return try query(
      "SELECT asset_id, number, member_id, day, points FROM rule_claim WHERE " + request.rows + isOpen
        + " ORDER BY number, day DESC"
    ) { row in
      BonusClaim(
        asset: row[0], rule: UInt32(row[1] as Int64), limits: RuleLimits(), member: row[2],
        day: BusinessDay(daysSince1970: Int32(row[3] as Int64)), points: row[4])
    }
  }

  private func insert(_ claim: BonusClaim, for request: ClaimingRequest, at now: Instant) throws {
    try execute(
      """
      INSERT INTO rule_claim (key_high, key_low, request_hash, asset_id, number, member_id, day, points,
        claimed_at, is_settled)
      VALUES (\(request.columns), \(claim.asset), \(Int64(claim.rule)),
        \(claim.member), \(Int64(claim.day.daysSince1970)), \(claim.points), \(now), 0)
      """)
  }

  private func add(_ points: Points, of claim: BonusClaim, to owner: MemberID, _ day: Int64) throws {
    if points < 0 {
      // What is given back was taken before; a row of its own would be below zero.
      try execute(
        """
        UPDATE rule_total SET points = points + \(points) WHERE asset_id = \(claim.asset)
          AND number = \(Int64(claim.rule)) AND member_id = \(owner) AND day = \(day)
        """)
      return
    }
    try execute(
      """
      INSERT INTO rule_total (asset_id, number, member_id, day, points)
      VALUES (\(claim.asset), \(Int64(claim.rule)), \(owner), \(day), \(points))
      ON CONFLICT (asset_id, number, member_id, day)
      DO UPDATE SET points = rule_total.points + \(points)
      """)
  }

  private func total(of claim: BonusClaim, _ owner: MemberID, _ day: Int64) throws -> Points {
    try queryFirst(
      """
      SELECT points FROM rule_total WHERE asset_id = \(claim.asset) AND number = \(Int64(claim.rule))
        AND member_id = \(owner) AND day = \(day)
      """
    ) { $0[0] as Points } ?? 0
  }
}

extension BonusClaim {
  fileprivate func row(of request: ClaimingRequest) -> SQL {
    request.rows
      + """
       AND asset_id = \(asset) AND number = \(Int64(rule)) AND member_id = \(member)
        AND day = \(Int64(day.daysSince1970))
      """
  }
}
