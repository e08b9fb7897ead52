internal import Ledger
internal import LedgerStore
internal import Logging
internal import Storage

extension Coalition {
  /// How long a claim may wait for its answer before the ledger is asked, in seconds.
  static let cardClaimSeconds: Int64 = 60

  /// Notes what the ledger said of claimed cards. What it cannot do now, ``settleOldCards()`` does later.
  func settleCards(of answers: [(request: OrderRequest, outcome: Outcome)]) async {
    for (request, outcome) in answers {
      guard request.card != nil, let key = request.key else { continue }
      if case .unknown = outcome { continue }
      do { try await settleCard(of: key, request.hash) } catch {
        logger.error("a points card could not be settled: \(error)")
      }
    }
  }

  /// Asks the ledger about claims that nobody settled, as after a crash; gives how many.
  ///
  /// What it has not heard of by then it never will: the request is undone before it can arrive.
  func settleOldCards() async throws -> Int {
    let before = clock.now().adding(seconds: -Self.cardClaimSeconds)
    let open = try await database.read { tx in
      try tx.query(
        """
        SELECT key_high, key_low, request_hash FROM points_card
        WHERE state = 'redeeming' AND changed_at < \(before) ORDER BY changed_at LIMIT 500
        """
      ) { (key: IdempotencyKey(columns: $0[0], $0[1]), hash: UInt64(bitPattern: $0[2] as Int64)) }
    }
    for claim in open { try await settleCard(of: claim.key, claim.hash, isOld: true) }
    return open.count
  }

  /// The ledger decides: what it took is redeemed, what it refused can be redeemed again.
  private func settleCard(of key: IdempotencyKey, _ hash: UInt64, isOld: Bool = false) async throws {
    let decided = try await ledger.transaction(for: key)
    if decided == nil {
      guard isOld, try await undo(key) else { return }
    }
    let taken = decided.flatMap { $0.refusal == nil && $0.requestHash == hash ? $0 : nil }
    let now = clock.now()
    try await database.write { tx in
      if let taken {
        try tx.noteRedeemed(taken, at: now)
      } else {
        try tx.freeCard(claimedBy: key, hash, at: now)
      }
    }
  }

  /// Makes sure that a request which the ledger has not heard of never counts; whether it was so. If it came
  /// in between, it is undone, and the journal tells the card's table (``Projection/pointsCards``).
  private func undo(_ key: IdempotencyKey) async throws -> Bool {
    let reversal = Command(
      key: IdempotencyKey(job: "points-card-undo", key.highColumn, key.lowColumn), requestHash: 0,
      context: Context(channel: .platform), action: .reverse(key: key))
    guard case .decided(let transaction, _) = try await ledger.submit(reversal) else { return false }
    return transaction.refusal == nil && !transaction.original.isGiven
  }
}

extension Storage.Transaction {
  /// What the journal says of cards, whatever a crash or another server kept from being noted: a redemption,
  /// and a reversal that gives a card its points back. Taking it twice changes nothing.
  func followPointsCards(_ journal: [Ledger.Transaction]) throws {
    for transaction in journal where transaction.refusal == nil {
      if transaction.isOfCard {
        try noteRedeemed(transaction, at: transaction.at)
      } else if transaction.kind == .reversal, let key = transaction.reversedKey, transaction.fillsCard {
        try reopenCard(redeemedBy: key, at: transaction.at)
      }
    }
  }

  fileprivate func noteRedeemed(_ transaction: Ledger.Transaction, at now: Instant) throws {
    let key = transaction.key
    try execute(
      """
      UPDATE points_card SET state = 'redeemed', member_id = \(transaction.subject.member),
        transaction_id = \(transaction.id), changed_at = \(now)
      WHERE key_high = \(key.highColumn) AND key_low = \(key.lowColumn)
        AND state = 'redeeming'
        AND request_hash = \(Int64(bitPattern: transaction.requestHash))
      """)
  }

  fileprivate func freeCard(claimedBy key: IdempotencyKey, _ hash: UInt64, at now: Instant) throws {
    try execute(
      """
      UPDATE points_card SET state = 'active', key_high = NULL, key_low = NULL, request_hash = NULL,
        member_id = 0,
        changed_at = \(now)
      WHERE key_high = \(key.highColumn) AND key_low = \(key.lowColumn)
        AND state = 'redeeming'
        AND request_hash = \(Int64(bitPattern: hash))
      """)
  }

  /// The card can be redeemed again; where its batch has ended since, that ends once more.
  private func reopenCard(redeemedBy key: IdempotencyKey, at now: Instant) throws {
    let batch = try queryFirst(
      """
      UPDATE points_card SET state = 'active', key_high = NULL, key_low = NULL, request_hash = NULL,
        member_id = 0,
        transaction_id = 0, changed_at = \(now)
      WHERE key_high = \(key.highColumn) AND key_low = \(key.lowColumn)
        AND state IN ('redeeming', 'redeemed')
      RETURNING batch_id
      """
    ) { $0[0] as PointsCardBatchID }
    guard let batch else { return }
    try execute(
      """
      UPDATE points_card_batch SET state = CASE state WHEN 'voided' THEN 'voiding' ELSE 'expiring' END
      WHERE id = \(batch) AND state IN ('voided', 'expired')
      """)
  }
}

extension Ledger.Transaction {
  fileprivate var fillsCard: Bool {
    entries.contains { $0.account.kind == .vouchersOutstanding && $0.amount > 0 }
  }
}
