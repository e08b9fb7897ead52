internal import Crypto
internal import Ledger
internal import Storage

extension Coalition {
  /// How many codes are made at a time.
  private static let cardPage = 1_000

  /// What the clock and approvals ask of points cards: requests whose end is not known are settled, sales
  /// that a crash interrupted are finished, codes are made, batches end.
  func runPointsCards(_ job: Job, for holder: Int64) async throws -> Int {
    var done = try await job.done + settleOldCards() + finishActivations()
    while let (batch, seed) = try await nextBatchToMake() {
      done += try await makeCards(of: batch, seed)
      guard try await keep(job.name, for: holder, at: batch.id.rawValue, done: done) else {
        throw LostLease(name: job.name)
      }
    }
    return try await done + endBatches()
  }

  private func nextBatchToMake() async throws -> (PointsCardBatch, SymmetricKey)? {
    let found = try await database.read { tx in
      try tx.queryFirst(
        """
        SELECT \(PointsCardBatch.columns), sealed_seed FROM points_card_batch WHERE state = 'making'
        ORDER BY id LIMIT 1
        """
      ) { (PointsCardBatch($0), $0[12] as [UInt8]) }
    }
    return try found.map { ($0.0, try cardVault.opened($0.1, of: $0.0.id)) }
  }

  /// One page of codes. They follow from the seed, so a page that a crash interrupted is made again, and two
  /// servers that meet make it once.
  private func makeCards(of batch: PointsCardBatch, _ seed: SymmetricKey) async throws -> Int {
    let serials = (batch.made + 1)...min(batch.made + Self.cardPage, batch.count)
    let hashes = serials.map { CardCode(serial: $0, seed: seed).hash(secrets.pointsCardKey) }
    let now = clock.now()
    return try await database.write { tx in
      let state: PointsCardBatch.State = serials.upperBound == batch.count ? .ready : .making
      let moved = try tx.execute(
        """
        UPDATE points_card_batch SET made = \(serials.upperBound), state = \(state)
        WHERE id = \(batch.id) AND made = \(batch.made) AND state = 'making'
        """)
      guard moved == 1 else { return 0 }
      for (serial, hash) in zip(serials, hashes) {
        try tx.execute(
          """
          INSERT INTO points_card (batch_id, serial, code_hash, state, activation_id, key_high, key_low,
            request_hash, member_id, transaction_id, changed_at)
          VALUES (\(batch.id), \(serial), \(hash), 'made', 0, NULL, NULL, NULL, 0, 0, \(now))
          """)
      }
      return serials.count
    }
  }
}
