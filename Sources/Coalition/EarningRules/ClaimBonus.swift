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

/// What was given before, as far as limits ask.
struct BonusUses: Sendable {
  var uses: [UInt32: RuleUse] = [:]
  /// The same request claimed points before, in a try whose end is not known.
  var isRepeated = false
}

/// What a transaction gave by rules beside the base rate.
enum GivenBonuses: Sendable, Hashable {
  case points([UInt32: Points])
  /// More rules counted than its explanation has room for.
  case asClaimed

  static let nothing = GivenBonuses.points([:])

  fileprivate func points(of claim: BonusClaim) -> Points {
    switch self {
    case .points(let points): points[claim.rule] ?? 0
    case .asClaimed: claim.points
    }
  }
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
}

extension Storage.Transaction {
  /// What rules gave before this purchase, without what its own request claimed earlier.
  func uses(
    of rules: [UInt32], _ asset: AssetID, to member: MemberID, on day: BusinessDay,
    besides key: IdempotencyKey
  ) throws -> BonusUses {
    var found = BonusUses()
    func add(_ rule: UInt32, _ owner: MemberID, _ onDay: Int64, _ points: Points) {
      var use = found.uses[rule] ?? RuleUse()
      if owner == BonusClaim.ofAll {
        use.all += points
      } else if onDay == BonusClaim.allDays {
        use.member += points
      } else {
        use.memberDay += points
      }
      found.uses[rule] = use
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
    for own in try claims(of: key) {
      found.isRepeated = true
      for total in own.totals where total.owner == BonusClaim.ofAll || own.member == member {
        if total.day == BonusClaim.allDays || own.day == day {
          add(own.rule, total.owner, total.day, -own.points)
        }
      }
    }
    return found
  }

  /// Takes the points from what the limits leave, in place of what the request claimed before.
  /// - Throws: ``LimitTaken``, and the transaction must not be committed.
  func claim(_ claims: [BonusClaim], for key: IdempotencyKey, at now: Instant) throws {
    try settle(key, given: .nothing)
    // In one order, so that two servers never wait for each other in a circle.
    for claim in claims.sorted(by: { $0.rule < $1.rule }) {
      for total in claim.totals {
        try add(claim.points, of: claim, to: total.owner, total.day)
        if let limit = total.limit, try self.total(of: claim, total.owner, total.day) > limit {
          throw LimitTaken()
        }
      }
      try execute(
        """
        INSERT INTO rule_claim
          (key_high, key_low, asset_id, number, member_id, day, points, claimed_at, is_settled)
        VALUES (\(key.highColumn), \(key.lowColumn), \(claim.asset), \(Int64(claim.rule)), \(claim.member),
          \(Int64(claim.day.daysSince1970)), \(claim.points), \(now), 0)
        """)
    }
  }

  /// Makes what a request claimed what the ledger gave for it, rule by rule; nothing where it gave nothing.
  func settle(_ key: IdempotencyKey, given: GivenBonuses) throws {
    for claim in try claims(of: key) {
      let points = given.points(of: claim)
      if points != claim.points {
        for total in claim.totals { try add(points - claim.points, of: claim, to: total.owner, total.day) }
      }
      let isIt: SQL = """
        key_high = \(key.highColumn) AND key_low = \(key.lowColumn) AND asset_id = \(claim.asset)
          AND number = \(Int64(claim.rule))
        """
      if points > 0 {
        try execute("UPDATE rule_claim SET points = \(points), is_settled = 1 WHERE " + isIt)
      } else {
        try execute("DELETE FROM rule_claim WHERE " + isIt)
      }
    }
  }

  /// In the order of rules; their limits are not read.
  private func claims(of key: IdempotencyKey) throws -> [BonusClaim] {
    try query(
      """
      SELECT asset_id, number, member_id, day, points FROM rule_claim
      WHERE key_high = \(key.highColumn) AND key_low = \(key.lowColumn) ORDER BY number
      """
    ) { row in
      BonusClaim(
        asset: row[0], rule: UInt32(row[1] as Int64), limits: RuleLimits(), member: row[2],
        day: BusinessDay(daysSince1970: Int32(row[3] as Int64)), points: row[4])
    }
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

extension IdempotencyKey {
  var highColumn: Int64 { Int64(bitPattern: high) }
  var lowColumn: Int64 { Int64(bitPattern: low) }
}
