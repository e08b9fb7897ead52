internal import Ledger
internal import Loyalty
internal import Storage

/// That a purchase is a member's first, where a rule asks for it; of no two purchases (decision 0038).
struct FirstClaim: Sendable, Hashable {
  var asset: AssetID
  var member: MemberID
  /// None for the first with any merchant of the programme.
  var merchant: MerchantID

  init(_ first: FirstPurchase, of member: MemberID, _ asset: AssetID, at merchant: MerchantID) {
    self.asset = asset
    self.member = member
    self.merchant = first == .merchant ? merchant : .none
  }
}

extension Storage.Transaction {
  /// Of what a purchase is the first: nothing bought before still stands, and no other request claimed it.
  func firsts(
    of member: MemberID, _ asset: AssetID, at merchant: MerchantID, besides request: ClaimingRequest
  ) throws -> Set<FirstPurchase> {
    let claimed = try query(
      """
      SELECT merchant_id, key_high, key_low, request_hash FROM first_purchase
      WHERE asset_id = \(asset) AND member_id = \(member) AND merchant_id IN (0, \(merchant))
      """
    ) {
      (
        merchant: $0[0] as MerchantID,
        by: ClaimingRequest(
          key: IdempotencyKey(
            high: UInt64(bitPattern: $0[1] as Int64), low: UInt64(bitPattern: $0[2] as Int64)),
          hash: UInt64(bitPattern: $0[3] as Int64))
      )
    }
    let bought = try query(
      """
      SELECT merchant_id FROM qualifying_purchase
      WHERE asset_id = \(asset) AND member_id = \(member) AND purchases > 0
      """
    ) { $0[0] as MerchantID }
    func isFirst(_ first: FirstPurchase, _ place: MerchantID, _ isBought: Bool) -> Bool {
      // What this request claimed is its own, also once its purchase was counted.
      if let claim = claimed.first(where: { $0.merchant == place }) { return claim.by == request }
      return !isBought
    }
    var firsts: Set<FirstPurchase> = []
    if isFirst(.program, .none, !bought.isEmpty) { firsts.insert(.program) }
    if isFirst(.merchant, merchant, bought.contains(merchant)) { firsts.insert(.merchant) }
    return firsts
  }

  /// - Throws: ``LimitTaken`` where another request was quicker, and the transaction must not be committed.
  func claim(_ firsts: [FirstClaim], for request: ClaimingRequest, at now: Instant) throws {
    // In one order, so that two servers never wait for each other in a circle.
    for claim in firsts.sorted(by: { $0.merchant < $1.merchant }) {
      let isIt: SQL = """
        asset_id = \(claim.asset) AND member_id = \(claim.member) AND merchant_id = \(claim.merchant)
        """
      let own = try execute(
        "UPDATE first_purchase SET claimed_at = \(now), is_settled = 0 WHERE " + isIt + " AND "
          + request.rows)
      if own == 1 { continue }
      let isNew = try execute(
        """
        INSERT INTO first_purchase (asset_id, member_id, merchant_id, key_high, key_low, request_hash,
          claimed_at, is_settled)
        VALUES (\(claim.asset), \(claim.member), \(claim.merchant), \(request.columns), \(now), 0)
        ON CONFLICT (asset_id, member_id, merchant_id) DO NOTHING
        """)
      if isNew == 0 { throw LimitTaken() }
    }
  }

  /// Keeps what a request claimed where the ledger booked it, and gives it back where not.
  func settleFirsts(
    of request: ClaimingRequest, by transaction: Ledger.Transaction?, claimedBefore moment: Instant?
  ) throws {
    let isOpen: SQL = moment.map { " AND is_settled = 0 AND claimed_at < \($0)" } ?? ""
    let isBooked = transaction.map { $0.refusal == nil } ?? false
    let change: SQL = isBooked ? "UPDATE first_purchase SET is_settled = 1" : "DELETE FROM first_purchase"
    try execute(change + " WHERE " + request.rows + isOpen)
  }
}
