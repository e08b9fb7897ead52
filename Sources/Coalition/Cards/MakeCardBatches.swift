internal import Ledger
internal import Storage

extension Coalition {
  /// How many cards one transaction makes.
  private static let cardPage = 500

  /// Makes the cards of batches that wait, page by page.
  ///
  /// A page and the count of what is made are one transaction that only the first of two servers at the same
  /// page wins: a batch has exactly as many cards as were asked for, whatever is interrupted or taken over.
  func makeCardBatches(_ job: Job, for holder: Int64) async throws -> Int {
    var done = job.done
    while let batch = try await nextCardBatch() {
      done += try await makePage(of: batch)
      guard try await keep(job.name, for: holder, at: batch.id.rawValue, done: done) else {
        throw LostLease(name: job.name)
      }
    }
    return done
  }

  func nextCardBatch() async throws -> CardBatch? {
    try await database.read { tx in
      try tx.queryFirst(CardBatch.select + "WHERE state = 'making' ORDER BY id LIMIT 1") { CardBatch($0) }
    }
  }

  /// Makes the next cards of the batch as it was when it was read.
  /// - Returns: how many; 0 where another server made them meanwhile.
  func makePage(of batch: CardBatch) async throws -> Int {
    let now = clock.now()
    return try await database.write { tx in
      guard let type = try tx.cardType(batch.type) else { throw MemberRefusal.cardTypeNotFound }
      let wanted = min(Self.cardPage, batch.wanted - batch.made)
      var added = 0
      // Whoever has a number already keeps it, as does a card whose id another server drew: another is drawn.
      var tries = 0
      while added < wanted, tries < 20 * wanted {
        tries += 1
        added += try tx.execute(
          """
          INSERT INTO card (id, number, kind, status, merchant_id, type_id, batch_id, expires_at, created_at,
            updated_at)
          VALUES (\(ids.next(Identified.Card.self)), \(newCardNumber(of: type)), \(type.kind), 'issued',
            \(batch.merchant), \(type.id), \(batch.id), \(expiry(of: type, madeAt: now)), \(now), \(now))
          ON CONFLICT DO NOTHING
          """)
      }
      let isFull = added < wanted
      let isDone = batch.made + added == batch.wanted
      let state: CardBatch.State = isFull ? .failed : isDone ? .ready : .making
      let failure = isFull ? "range_full" : ""
      let finishedAt = state == .making ? nil : now
      let taken = try tx.execute(
        """
        UPDATE card_batch SET made = made + \(added), state = \(state),
          failure = \(failure), finished_at = \(finishedAt)
        WHERE id = \(batch.id) AND made = \(batch.made) AND state = 'making'
        """)
      guard taken == 1 else { throw TakenPage() }
      return added
    }
  }
}

/// Another server made this page of a batch; nothing of ours is kept.
struct TakenPage: Error {}
