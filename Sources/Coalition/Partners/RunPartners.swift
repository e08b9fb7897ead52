internal import Ledger
internal import Logging
internal import Storage

extension Coalition {
  private static let exchangesAtOnce = 32
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
    return try await done + resumeMallOrders() + resumeBringIns()
  }

  /// What goes wrong with one holds up no other; its lease brings it back.
  private func advanceOrLog(_ id: PartnerExchangeID) async {
    do { _ = try await advance(id) } catch is CancellationError {} catch {
      logger.error("an exchange with a partner stopped: \(error)")
    }
  }

  /// Takes what is due for a minute, of those partners first that waited longest. Each partner's part is read
  /// from its own end of an index, however much waits.
  private func claimPartnerExchanges() async throws -> [PartnerExchangeID] {
    let now = clock.now()
    let lease = now.adding(seconds: Self.partnerLease)
    return try await database.write { tx in
      let partners = try tx.query(
        """
        SELECT id FROM (
          SELECT id, (SELECT min(next_try_at) FROM partner_exchange
            WHERE partner_id = partner.id AND finished_at IS NULL) AS waits_since FROM partner) AS waiting
        WHERE waits_since <= \(now) ORDER BY waits_since, id LIMIT \(Self.exchangesAtOnce)
        """
      ) { $0[0] as PartnerID }
      var claimed: [PartnerExchangeID] = []
      for partner in partners where claimed.count < Self.exchangesAtOnce {
        let most = min(Self.ofPartnerAtOnce, Self.exchangesAtOnce - claimed.count)
        claimed += try tx.query(
          """
          UPDATE partner_exchange SET next_try_at = \(lease) WHERE id IN (
            SELECT id FROM partner_exchange
            WHERE partner_id = \(partner) AND finished_at IS NULL AND next_try_at <= \(now)
            ORDER BY next_try_at, id LIMIT \(most))
            AND finished_at IS NULL AND next_try_at <= \(now)
          RETURNING id
          """
        ) { $0[0] as PartnerExchangeID }
      }
      return claimed
    }
  }
}
