package import Ledger
internal import LedgerStore
internal import Logging
internal import Storage

/// Cards of a batch that were sold or given away together.
package struct CardActivation: Sendable, Hashable {
  /// Raw values are stored and public.
  package enum State: String, CaseIterable, Sendable, SQLScalar {
    /// The ledger's answer is not known yet; the job asks again.
    case pending
    case done
    /// The ledger declined: the cards are as unsold as before.
    case refused
  }

  package let id: CardActivationID
  package let batch: PointsCardBatchID
  package let first: Int
  package let last: Int
  /// The seller's own number, as of an invoice.
  package let reference: String
  package let state: State
  package let transaction: TransactionID
  package let actor: OperatorID
  package let createdAt: Instant

  package var count: Int { last - first + 1 }
}

extension Coalition {
  /// Puts points on cards that are sold, from serial to serial: from then on whoever has one can redeem it,
  /// and what stands on them is outstanding in the books.
  ///
  /// The batch was approved by two people up to its whole worth, so one person sells out of it.
  /// - Parameter key: of the caller's form, of 1…255 bytes: with it the same cards are sold once.
  /// - Throws: `AccessRefusal`, ``PointsCardRefusal``, ``OrderRefusal/declined(_:)`` where the issuer's limit
  ///   is reached, ``OrderRefusal/busy`` where the answer comes later.
  package func activatePointsCards(
    _ id: PointsCardBatchID, _ serials: ClosedRange<Int>, reference: String = "", key: String,
    by principal: Principal
  ) async throws -> CardActivation {
    try principal.requireOperator(.writePrograms)
    let now = clock.now()
    try principal.requireConfirmed(at: now)
    guard 1...255 ~= key.utf8.count else { throw OrderRefusal.keyInvalid }
    guard reference.unicodeScalars.count <= 60 else { throw OrderRefusal.textOutOfRange }
    let activation = CardActivation(
      id: ids.next(), batch: id, first: serials.lowerBound, last: serials.upperBound, reference: reference,
      state: .pending, transaction: .none, actor: principal.actor.operatorID, createdAt: now)
    let noted = try await database.write { tx in
      if let earlier = try tx.activation("batch_id = \(id) AND form_key = \(key)") {
        guard earlier.first == activation.first, earlier.last == activation.last else {
          throw PointsCardRefusal.otherActivation
        }
        return earlier
      }
      try tx.check(activation, at: now)
      try tx.insert(activation, key: key)
      try append(
        Change(
          action: "points_cards.activate", subject: "points_cards/\(id.rawValue)",
          after: "\(serials.lowerBound)-\(serials.upperBound)"),
        by: principal.actor, in: tx)
      return activation
    }
    guard noted.state == .pending else { return noted }
    return try await finish(noted)
  }

  /// Sales that a crash interrupted, or that the ledger could not take at the time; gives how many.
  func finishActivations() async throws -> Int {
    let pending = try await database.read { tx in
      try tx.query(CardActivation.select + "WHERE state = 'pending' ORDER BY id LIMIT 100") {
        CardActivation($0)
      }
    }
    for activation in pending {
      do { _ = try await finish(activation) } catch OrderRefusal.declined {
        logger.notice("a sale of points cards was declined")
      }
    }
    return pending.count
  }

  /// Asks the ledger, under a key that follows from the sale, and notes what it said.
  private func finish(_ activation: CardActivation) async throws -> CardActivation {
    let batch = try await database.read { try $0.pointsCardBatch(activation.batch) }
    let terms =
      batch.merchant.isGiven ? try await terms(of: batch.merchant, in: batch.asset) : nil
    var context = Context(channel: .platform)
    context.merchant = batch.merchant
    context.actor = activation.actor
    context.memo = activation.reference.memo
    let points = Points(batch.points.units * Int64(activation.count))
    let command = Command(
      key: IdempotencyKey(job: "points-cards-activate", activation.id.rawValue), requestHash: 0,
      context: context,
      action: .cardPoints(
        CardPoints(
          .activate, points, of: batch.id, in: batch.asset, issuer: batch.merchant,
          issuingLimit: terms?.mostIssued)))
    let outcome: Outcome
    do { outcome = try await ledger.submit(command) } catch { throw OrderRefusal.busy }
    guard case .decided(let transaction, let isReplay) = outcome else { throw OrderRefusal.outcomeUnknown }
    let now = clock.now()
    let done = try await database.write { tx in
      try tx.settle(activation, transaction, at: now)
      return try tx.activation("id = \(activation.id)") ?? activation
    }
    if let refusal = transaction.refusal {
      throw OrderRefusal.declined(Decline(refusal, transaction, isReplay: isReplay))
    }
    return done
  }
}

extension CardActivation {
  static let select: SQL = """
    SELECT id, batch_id, first, last, reference, state, transaction_id, actor_id, created_at
    FROM points_card_activation 
    """

  init(_ row: borrowing Row) {
    self.init(
      id: row[0], batch: row[1], first: row[2], last: row[3], reference: row[4], state: row[5],
      transaction: row[6], actor: row[7], createdAt: row[8])
  }
}

extension Storage.Transaction {
  fileprivate func activation(_ condition: SQL) throws -> CardActivation? {
    try queryFirst(CardActivation.select + "WHERE " + condition) { CardActivation($0) }
  }

  fileprivate func check(_ activation: CardActivation, at now: Instant) throws {
    let batch = try pointsCardBatch(activation.batch)
    guard batch.state == .ready else { throw PointsCardRefusal.batchState(batch.state) }
    guard batch.exportedAt != nil else { throw PointsCardRefusal.notExported }
    guard now < batch.validUntil else { throw PointsCardRefusal.expired }
    // Keeps the batch as it is until this is committed: one that ends meanwhile waits for the sale.
    let isHeld = try execute(
      "UPDATE points_card_batch SET made = made WHERE id = \(batch.id) AND state = 'ready'")
    guard isHeld == 1 else { throw PointsCardRefusal.batchState(batch.state) }
    guard activation.first >= 1, activation.last <= batch.count else { throw PointsCardRefusal.rangeTaken }
  }

  /// - Throws: ``PointsCardRefusal/rangeTaken`` unless all of its cards are unsold.
  fileprivate func insert(_ activation: CardActivation, key: String) throws {
    let taken = try execute(
      """
      UPDATE points_card SET state = 'activating', activation_id = \(activation.id),
        changed_at = \(activation.createdAt)
      WHERE batch_id = \(activation.batch) AND serial BETWEEN \(activation.first) AND \(activation.last)
        AND state = 'made'
      """)
    guard taken == activation.count else { throw PointsCardRefusal.rangeTaken }
    try execute(
      """
      INSERT INTO points_card_activation
        (id, batch_id, form_key, first, last, reference, state, transaction_id, actor_id, created_at)
      VALUES (\(activation.id), \(activation.batch), \(key), \(activation.first), \(activation.last),
        \(activation.reference), \(activation.state), 0, \(activation.actor), \(activation.createdAt))
      """)
  }

  fileprivate func settle(
    _ activation: CardActivation, _ transaction: Ledger.Transaction, at now: Instant
  ) throws {
    let isSold = transaction.refusal == nil
    let state: CardActivation.State = isSold ? .done : .refused
    let moved = try execute(
      """
      UPDATE points_card_activation SET state = \(state), transaction_id = \(transaction.id)
      WHERE id = \(activation.id) AND state = 'pending'
      """)
    guard moved == 1 else { return }
    let cards: PointsCard.State = isSold ? .active : .made
    let owner = isSold ? activation.id : .none
    try execute(
      """
      UPDATE points_card SET state = \(cards), activation_id = \(owner), changed_at = \(now)
      WHERE batch_id = \(activation.batch) AND serial BETWEEN \(activation.first) AND \(activation.last)
        AND state = 'activating' AND activation_id = \(activation.id)
      """)
  }
}
