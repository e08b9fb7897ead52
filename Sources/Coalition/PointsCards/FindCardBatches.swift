package import Ledger
internal import LedgerStore
internal import Storage

/// A batch with what became of its cards.
package struct CardBatchView: Sendable, Hashable {
  package let batch: PointsCardBatch
  /// How many cards are in which state; those that are not made are in none.
  package let sold: Int
  package let redeemed: Int
  package let voided: Int
  package let expired: Int
  /// Sold and neither redeemed nor ended, as the cards' table has it.
  package let open: Int
  /// The same in points, as the books have it.
  package let outstanding: Points
}

/// That somebody guesses at codes.
package struct CardAlarm: Sendable, Hashable {
  /// What the guesses have in common. Raw values are stored.
  package enum Subject: String, CaseIterable, Sendable, SQLScalar {
    case caller, member, address, terminal, everybody
  }

  package let id: CardAlarmID
  package let subject: Subject
  /// 0 for an address, which is personal data, and for everybody.
  package let subjectID: Int64
  package let failures: Int
  package let at: Instant
}

extension Coalition {
  /// Batches, newest first.
  /// - Throws: `AccessRefusal`, ``OrderRefusal/busy``.
  package func pointsCardBatches(
    _ page: PageRequest<Identified.PointsCardBatch> = PageRequest(), by principal: Principal
  ) async throws -> Page<CardBatchView> {
    try principal.requireOperator(.readPrograms)
    let found = try await database.read { tx in
      let batches = try tx.query(
        PointsCardBatch.select + "WHERE id < \(page.bound) ORDER BY id DESC LIMIT \(page.limit + 1)"
      ) { PointsCardBatch($0) }
      return Page(batches, limit: page.limit)
    }
    return Page(try await views(of: found.items), hasMore: found.hasMore)
  }

  /// One batch.
  /// - Throws: `AccessRefusal`, ``PointsCardRefusal/batchNotFound``, ``OrderRefusal/busy``.
  package func pointsCardBatch(
    _ id: PointsCardBatchID, by principal: Principal
  ) async throws -> CardBatchView {
    try principal.requireOperator(.readPrograms)
    let batch = try await database.read { try $0.pointsCardBatch(id) }
    return try await views(of: [batch])[0]
  }

  /// The latest sales of a batch, newest first, at most a hundred.
  /// - Throws: `AccessRefusal`.
  package func cardActivations(
    of id: PointsCardBatchID, by principal: Principal
  ) async throws -> [CardActivation] {
    try principal.requireOperator(.readPrograms)
    return try await database.read { tx in
      try tx.query(CardActivation.select + "WHERE batch_id = \(id) ORDER BY id DESC LIMIT 100") {
        CardActivation($0)
      }
    }
  }

  /// The latest alarms, newest first, at most twenty.
  /// - Throws: `AccessRefusal`.
  package func cardAlarms(by principal: Principal) async throws -> [CardAlarm] {
    try principal.requireOperator(.readPrograms)
    return try await database.read { tx in
      try tx.query(
        """
        SELECT id, subject, subject_id, failures, raised_at FROM points_card_alarm ORDER BY id DESC LIMIT 20
        """
      ) { CardAlarm(id: $0[0], subject: $0[1], subjectID: $0[2], failures: $0[3], at: $0[4]) }
    }
  }

  private func views(of batches: [PointsCardBatch]) async throws -> [CardBatchView] {
    let ids = batches.map(\.id)
    let counts = try await database.read { tx in
      try tx.query(
        """
        SELECT batch_id, state, count(*) FROM points_card WHERE batch_id IN (\(ids)) GROUP BY batch_id, state
        """
      ) { (batch: $0[0] as PointsCardBatchID, state: $0[1] as PointsCard.State, count: $0[2] as Int) }
    }
    let outstanding = try await outstanding(of: Set(ids))
    return batches.map { batch in
      func count(_ states: PointsCard.State...) -> Int {
        counts.reduce(0) { $1.batch == batch.id && states.contains($1.state) ? $0 + $1.count : $0 }
      }
      return CardBatchView(
        batch: batch, sold: count(.active, .redeeming, .redeemed, .voided, .expired),
        redeemed: count(.redeemed), voided: count(.voided), expired: count(.expired),
        open: count(.active, .redeeming), outstanding: outstanding[batch.id] ?? 0)
    }
  }
}
