internal import Ledger
internal import Loyalty
internal import Storage

extension Coalition {
  /// Puts all points of a card into a member's wallet, once (积分卡充值): for oneself or another.
  /// - Throws: ``PointsCardRefusal``, ``OrderRefusal``, `AccessRefusal`, `MemberRefusal`.
  package func redeemCard(
    _ order: RedeemCardOrder, key: String, by principal: Principal
  ) async throws -> Receipt {
    try await carryOut(.redeemCard(order), key: key, by: principal)
  }
}

/// What redeems a card, claimed before the ledger is asked.
struct CardClaim: Sendable, Hashable {
  var batch: PointsCardBatchID
  var serial: Int
  var member: MemberID
}

extension Preparation {
  /// Purchased points of a merchant are prepaid money of its own: good there only (risk.md 3.3).
  mutating func redeem(_ order: RedeemCardOrder) throws -> Draft {
    try principal.require(.earn)
    let place = try place(order.occasion)
    let context = try context(order.occasion, place)
    let card = try self.card(order.code)
    try card.requireRedeemable(at: now, by: request.key)
    let batch = card.batch
    let program = try program(.asset(batch.asset))
    let member = try member(order.member)
    let origin: Origin = batch.purpose == .sale ? .purchased : .awarded
    let terms = batch.merchant.isGiven ? try directory.terms(of: batch.merchant, in: batch.asset) : nil
    let credit = Credit(
      batch.purpose == .sale ? .topUp : .award, to: WalletKey(member: member, asset: batch.asset),
      batch.points,
      source: LotSource(
        issuer: batch.merchant, origin: origin, onlyAt: origin == .purchased ? batch.merchant : .none),
      expiresAt: expiry(origin, program, terms).expiry(ofCreditAt: now, in: calendar.zone),
      fromCards: batch.id)
    var draft = Draft(context, .credit(credit))
    draft.card = CardClaim(batch: batch.id, serial: card.serial, member: member)
    return draft
  }

  private func card(_ code: String) throws -> PointsCard {
    guard let found = cards[code] else { throw PointsCardRefusal.codeInvalid }
    return try found.get()
  }
}

extension PointsCard {
  /// - Throws: ``PointsCardRefusal``, the batch's first.
  fileprivate func requireRedeemable(at now: Instant, by key: IdempotencyKey) throws(PointsCardRefusal) {
    switch state {
    case .active: break
    // The same request again, whose end is not noted yet.
    case .redeeming where self.key == key: break
    case .made, .activating: throw .notActive
    case .redeeming, .redeemed: throw .used
    case .voided: throw .voided
    case .expired: throw .expired
    }
    switch batch.state {
    case .ready: break
    case .making: throw .notActive
    case .frozen: throw .frozen
    case .voiding, .voided: throw .voided
    case .expiring, .expired: throw .expired
    }
    guard now < batch.validUntil else { throw .expired }
  }
}

extension Coalition {
  /// Claims the cards of requests before the ledger is asked: of many that come at once with one code, on any
  /// server, one has it, and the others are refused.
  func claimCards(of requests: inout [OrderRequest]) async throws {
    for index in requests.indices where requests[index].refusal == nil {
      guard let claim = requests[index].card, let key = requests[index].key else { continue }
      let (hash, now) = (Int64(bitPattern: requests[index].hash), clock.now())
      let isOurs = try await database.write { try $0.claim(claim, for: key, hash, at: now) }
      if !isOurs { requests[index].refusal = PointsCardRefusal.used }
    }
  }
}

extension Storage.Transaction {
  /// Whether the card is this request's now: it was nobody's, or this very request's before.
  fileprivate func claim(
    _ claim: CardClaim, for key: IdempotencyKey, _ hash: Int64, at now: Instant
  ) throws -> Bool {
    try execute(
      """
      UPDATE points_card SET state = 'redeeming', key_high = \(key.highColumn), key_low = \(key.lowColumn),
        request_hash = \(hash), member_id = \(claim.member), changed_at = \(now)
      WHERE batch_id = \(claim.batch) AND serial = \(claim.serial)
        AND (state = 'active' OR (state = 'redeeming' AND key_high = \(key.highColumn)
          AND key_low = \(key.lowColumn) AND request_hash = \(hash)))
        AND EXISTS (SELECT 1 FROM points_card_batch WHERE id = \(claim.batch) AND state = 'ready')
      """) == 1
  }
}
