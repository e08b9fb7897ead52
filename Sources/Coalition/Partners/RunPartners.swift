internal import Ledger
internal import Logging
internal import Storage

extension Coalition {
  private static let partnersAtOnce = 32
  /// Exchanges of one partner at a time: one that hangs leaves the others their places.
  private static let ofPartnerAtOnce = 8
  /// Rounds of one run; what is left then, the next run finds.
  private static let partnerRounds = 100

  /// Goes on with exchanges whose time has come.
  /// - Returns: how many steps were tried.
  func runPartners(_ job: Job, for holder: Int64) async throws -> Int {
    var done = job.done
    func keepOn() async throws {
      guard try await keep(job.name, for: holder, at: 0, done: done) else { throw LostLease(name: job.name) }
    }
    for _ in 0..<Self.partnerRounds {
      let due = try await claimPartnerExchanges()
      if due.isEmpty { break }
      await withTaskGroup { group in
        for id in due { group.addTask { await advanceOrLog(id) } }
      }
      try Task.checkCancellation()
      done += due.count
      try await keepOn()
    }
    return try await done + resumeMallOrders()
  }

  /// What goes wrong with one holds up no other; its lease brings it back.
  private func advanceOrLog(_ id: PartnerExchangeID) async {
    do { _ = try await advance(id) } catch is CancellationError {} catch {
      logger.error("an exchange with a partner stopped: \(error)")
    }
  }

  /// Takes what is due for a minute, those first that waited longest.
  private func claimPartnerExchanges() async throws -> [PartnerExchangeID] {
    let now = clock.now()
    let lease = now.adding(seconds: Self.partnerLease)
    return try await database.write { tx in
      let due = try tx.query(
        """
        SELECT id FROM (
          SELECT id, next_try_at,
            row_number() OVER (PARTITION BY partner_id ORDER BY next_try_at, id) AS place
          FROM partner_exchange WHERE finished_at IS NULL AND next_try_at <= \(now)) AS due
        WHERE place <= \(Self.ofPartnerAtOnce) ORDER BY next_try_at, id LIMIT \(Self.partnersAtOnce)
        """
      ) { $0[0] as PartnerExchangeID }
      if due.isEmpty { return [] }
      return try tx.query(
        """
        UPDATE partner_exchange SET next_try_at = \(lease)
        WHERE id IN (\(due)) AND finished_at IS NULL AND next_try_at <= \(now) RETURNING id
        """
      ) { $0[0] as PartnerExchangeID }
    }
  }
}
