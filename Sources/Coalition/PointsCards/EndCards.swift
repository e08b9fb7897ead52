package import Ledger
internal import LedgerStore
internal import Storage

extension Coalition {
  /// Stops a batch at once: nothing of it is sold or redeemed until two people thaw it.
  /// - Throws: `AccessRefusal`, ``PointsCardRefusal``.
  @discardableResult
  package func freezePointsCards(
    _ id: PointsCardBatchID, by principal: Principal
  ) async throws -> CardBatchView {
    try principal.requireToFreezeCards()
    try await database.write { tx in
      let state = try tx.pointsCardBatch(id).state
      if state == .frozen { return }
      guard state == .ready else { throw PointsCardRefusal.batchState(state) }
      try tx.execute("UPDATE points_card_batch SET state = 'frozen' WHERE id = \(id)")
      try append(
        Change(
          action: "points_cards.frozen", subject: "points_cards/\(id.rawValue)", before: state.rawValue,
          after: PointsCardBatch.State.frozen.rawValue),
        by: principal.actor, in: tx)
    }
    return try await pointsCardBatch(id, by: principal)
  }

  /// Ends batches whose time is over or that were voided; gives how many ended.
  ///
  /// First no card can be claimed any more, then requests under way end, then what the batch's account still
  /// holds is booked out: the ledger's own balance, so that nothing is left and nothing is taken twice.
  func endBatches() async throws -> Int {
    let now = clock.now()
    let ending = try await database.write { tx in
      try tx.execute(
        """
        UPDATE points_card_batch SET state = 'expiring'
        WHERE state IN ('ready', 'frozen') AND valid_until <= \(now)
        """)
      return try tx.query(
        """
        SELECT \(PointsCardBatch.columns), end_round FROM points_card_batch
        WHERE state IN ('voiding', 'expiring') LIMIT 100
        """
      ) { (batch: PointsCardBatch($0), round: $0[12] as Int64) }
    }
    var ended = 0
    for (batch, round) in ending where try await endCards(of: batch, at: now) {
      try await bookOut(batch, round)
      ended += 1
    }
    return ended
  }

  /// Whether all cards have ended, and no request or sale is under way.
  private func endCards(of batch: PointsCardBatch, at now: Instant) async throws -> Bool {
    let state: PointsCard.State = batch.state == .voiding ? .voided : .expired
    return try await database.write { tx in
      try tx.execute(
        """
        UPDATE points_card SET state = \(state), changed_at = \(now)
        WHERE batch_id = \(batch.id) AND state = 'active'
        """)
      let open = try tx.queryFirst(
        """
        SELECT serial FROM points_card WHERE batch_id = \(batch.id) AND state IN ('activating', 'redeeming')
        LIMIT 1
        """
      ) { $0[0] as Int }
      return open == nil
    }
  }

  /// Gives back what is outstanding of each sale, so that clearing undoes what that was paid with.
  ///
  /// A crash repeats the same commands, which move nothing twice.
  private func withdraw(_ batch: PointsCardBatch) async throws {
    let sales = try await database.read { tx in
      try tx.query(
        """
        SELECT id, transaction_id, (
          SELECT count(*) FROM points_card WHERE points_card.batch_id = sale.batch_id AND state = 'voided'
            AND serial BETWEEN sale.first AND sale.last)
        FROM points_card_activation AS sale WHERE batch_id = \(batch.id) AND state = 'done' ORDER BY id
        """
      ) { (id: $0[0] as Int64, transaction: $0[1] as TransactionID, cards: $0[2] as Int64) }
    }
    for sale in sales where sale.cards > 0 {
      try await submit(
        CardPoints(
          .withdraw, Points(batch.points.units * sale.cards), of: batch.id, in: batch.asset,
          issuer: batch.merchant, sale: sale.transaction),
        IdempotencyKey(job: "points-cards-void", sale.id))
    }
  }

  private func submit(_ cards: CardPoints, _ key: IdempotencyKey) async throws {
    var context = Context(channel: .platform)
    context.merchant = cards.issuer
    let command = Command(key: key, requestHash: 0, context: context, action: .cardPoints(cards))
    guard case .decided = try await ledger.submit(command) else { throw OrderRefusal.outcomeUnknown }
  }

  /// Books out what is outstanding. A crash repeats the same command, which moves nothing twice.
  private func bookOut(_ batch: PointsCardBatch, _ round: Int64) async throws {
    var round = round
    if batch.state == .voiding { try await withdraw(batch) }
    while true {
      let left = try await outstanding(of: [batch.id])[batch.id] ?? 0
      if left == 0 { break }
      try await submit(
        CardPoints(
          batch.state == .voiding ? .withdraw : .lapse, left, of: batch.id, in: batch.asset,
          issuer: batch.merchant),
        IdempotencyKey(job: "points-cards-end", batch.id.rawValue, round))
      round += 1
      let next = round
      try await database.write { tx in
        try tx.execute("UPDATE points_card_batch SET end_round = \(next) WHERE id = \(batch.id)")
      }
    }
    let state: PointsCardBatch.State = batch.state == .voiding ? .voided : .expired
    try await database.write { tx in
      try tx.execute(
        "UPDATE points_card_batch SET state = \(state) WHERE id = \(batch.id) AND state = \(batch.state)")
      try append(
        Change(
          action: "points_cards.\(state.rawValue)", subject: "points_cards/\(batch.id.rawValue)",
          before: batch.state.rawValue, after: state.rawValue),
        by: .system, in: tx)
    }
  }

  /// What the books say is sold and not redeemed.
  func outstanding(of batches: Set<PointsCardBatchID>) async throws -> [PointsCardBatchID: Points] {
    let accounts: [Account]
    do { accounts = try await ledger.trialBalance().accounts } catch { throw OrderRefusal.busy }
    return accounts.reduce(into: [:]) { found, account in
      let batch = PointsCardBatchID(account.key.owner)
      if account.key.kind == .vouchersOutstanding, batches.contains(batch) {
        found[batch, default: 0] += account.balance
      }
    }
  }
}

extension Principal {
  /// Whoever keeps programmes, and whoever watches for abuse.
  fileprivate func requireToFreezeCards() throws(AccessRefusal) {
    if scopes.contains(.reviewApprovals) { return try requireOperator(.reviewApprovals) }
    try requireOperator(.writePrograms)
  }
}
