internal import Ledger
internal import Storage

/// Who sends to whom on a day, and how many others either may deal with (fan-out and fan-in, risk.md 2.2).
struct TransferReach: Sendable, Hashable {
  var asset: AssetID
  var day: BusinessDay
  var sender: MemberID
  var receiver: MemberID
  var receiversPerDay: Int?
  var sendersPerDay: Int?

  var dayNumber: Int64 { Int64(day.daysSince1970) }

  /// - Throws: ``OrderRefusal/tooManyReceivers(_:)``, ``OrderRefusal/tooManySenders(_:)``.
  func require(out receivers: Int, in senders: Int) throws(OrderRefusal) {
    if let receiversPerDay, receivers > receiversPerDay { throw .tooManyReceivers(receiversPerDay) }
    if let sendersPerDay, senders > sendersPerDay { throw .tooManySenders(sendersPerDay) }
  }

  /// In one order, so that two transfers never wait for each other in a circle.
  fileprivate var sides: [(member: MemberID, side: String)] {
    let (out, into) = ((sender, "out"), (receiver, "in"))
    return sender < receiver ? [out, into] : [into, out]
  }
}

/// How many others the two sides of a transfer dealt with before.
struct ReachedOthers: Sendable {
  /// The sender sent to this receiver on that day already.
  var isLinked = false
  var receivers = 0
  var senders = 0
}

extension Storage.Transaction {
  func reached(_ reach: TransferReach) throws -> ReachedOthers {
    let day = reach.dayNumber
    let link = try queryFirst(
      """
      SELECT 1 FROM transfer_link WHERE asset_id = \(reach.asset) AND day = \(day)
        AND sender_id = \(reach.sender) AND receiver_id = \(reach.receiver)
      """
    ) { $0[0] as Int }
    func others(_ member: MemberID, _ side: String) throws -> Int {
      try queryFirst(
        """
        SELECT others FROM transfer_reach WHERE asset_id = \(reach.asset) AND day = \(day)
          AND member_id = \(member) AND side = \(side)
        """
      ) { $0[0] as Int } ?? 0
    }
    return ReachedOthers(
      isLinked: link != nil, receivers: try others(reach.sender, "out"),
      senders: try others(reach.receiver, "in"))
  }

  /// Takes the place for a request, once; a place that it took before counts.
  /// - Throws: ``OrderRefusal``, and the transaction must not be committed.
  func claim(_ reach: TransferReach, for request: ClaimingRequest, at now: Instant) throws -> ReachClaim {
    // The moment is renewed, so that what settles old claims leaves this one alone.
    let known = try execute("UPDATE transfer_claim SET claimed_at = \(now) WHERE \(request.rows)")
    if known == 1 { return .known }
    // Taking both rows first puts transfers that share a side in a row, on both engines.
    for (member, side) in reach.sides { try addReach(0, reach, member, side) }
    let transfers = try queryFirst(
      """
      INSERT INTO transfer_link (asset_id, day, sender_id, receiver_id, transfers)
      VALUES (\(reach.asset), \(reach.dayNumber), \(reach.sender), \(reach.receiver), 1)
      ON CONFLICT (asset_id, day, sender_id, receiver_id)
      DO UPDATE SET transfers = transfer_link.transfers + 1
      RETURNING transfers
      """
    ) { $0[0] as Int }
    if transfers == 1 {
      for (member, side) in reach.sides { try addReach(1, reach, member, side) }
      let reached = try reached(reach)
      try reach.require(out: reached.receivers, in: reached.senders)
    }
    try execute(
      """
      INSERT INTO transfer_claim
        (key_high, key_low, request_hash, asset_id, day, sender_id, receiver_id, claimed_at, is_settled)
      VALUES (\(request.columns), \(reach.asset), \(reach.dayNumber), \(reach.sender), \(reach.receiver),
        \(now), 0)
      """)
    return .new
  }

  /// The points went: the place stays taken for the day.
  func settleReach(of request: ClaimingRequest) throws {
    try execute("UPDATE transfer_claim SET is_settled = 1 WHERE \(request.rows)")
  }

  /// Gives the place back that a request took; nothing where it took none, or its points went.
  /// - Parameter moment: leaves alone what was claimed at or after it.
  func releaseReach(of request: ClaimingRequest, claimedBefore moment: Instant = .distantFuture) throws {
    let released = try queryFirst(
      """
      DELETE FROM transfer_claim WHERE \(request.rows) AND is_settled = 0 AND claimed_at < \(moment)
      RETURNING asset_id, day, sender_id, receiver_id
      """
    ) { row in
      TransferReach(
        asset: row[0], day: BusinessDay(daysSince1970: Int32(row[1] as Int64)), sender: row[2],
        receiver: row[3])
    }
    guard let reach = released else { return }
    for (member, side) in reach.sides { try addReach(0, reach, member, side) }
    let isIt: SQL = """
      asset_id = \(reach.asset) AND day = \(reach.dayNumber) AND sender_id = \(reach.sender)
        AND receiver_id = \(reach.receiver)
      """
    let wasLast = try execute("DELETE FROM transfer_link WHERE transfers = 1 AND " + isIt) == 1
    if wasLast {
      for (member, side) in reach.sides { try addReach(-1, reach, member, side) }
    } else {
      try execute("UPDATE transfer_link SET transfers = transfers - 1 WHERE " + isIt)
    }
  }

  private func addReach(_ change: Int, _ reach: TransferReach, _ member: MemberID, _ side: String) throws {
    try execute(
      """
      INSERT INTO transfer_reach (asset_id, day, member_id, side, others)
      VALUES (\(reach.asset), \(reach.dayNumber), \(member), \(side), \(max(0, change)))
      ON CONFLICT (asset_id, day, member_id, side)
      DO UPDATE SET others = transfer_reach.others + \(change)
      """)
  }
}

extension ClaimingRequest {
  /// The rows of a table of claims that are this request's.
  var rows: SQL { "key_high = \(high) AND key_low = \(low) AND request_hash = \(hashColumn)" }

  var columns: SQL { "\(high), \(low), \(hashColumn)" }

  private var high: Int64 { Int64(bitPattern: key.high) }
  private var low: Int64 { Int64(bitPattern: key.low) }
  private var hashColumn: Int64 { Int64(bitPattern: hash) }

  /// Reads key and hash as a table of claims has them.
  init(_ row: borrowing Row) {
    self.init(
      key: IdempotencyKey(
        high: UInt64(bitPattern: row[0] as Int64), low: UInt64(bitPattern: row[1] as Int64)),
      hash: UInt64(bitPattern: row[2] as Int64))
  }
}
