internal import Ledger
internal import Storage

extension Coalition {
  /// A try that was begun and of which nothing is known is begun again after so long.
  private static let webhookLease: Int64 = 120
  /// Webhooks that are served side by side, and how many of them may be one owner's: who has twenty dead
  /// addresses leaves the others their places.
  static let webhooksAtOnce = 32
  static let webhooksOfOwnerAtOnce = 4
  /// Deliveries to one webhook in its turn.
  static let webhookTurn = 8
  /// Turns of one run; what is left then, the next run finds.
  private static let webhookTurnsOfRun = 640
  /// How often a run whose turns take long looks for what came due meanwhile.
  private static let webhookLook = Duration.seconds(1)

  /// Sends what is due: webhooks side by side, the deliveries of each one after another.
  ///
  /// A webhook whose turn is over makes room for the next one at once, so one that is slow or dead holds up
  /// its own deliveries and nobody else's. The lease is kept while turns go on, and each of them ends before
  /// it would lapse, so no two servers serve one webhook at the same time.
  ///
  /// A try is noted before it is made, so each event is delivered at least once, always under one id. Behind
  /// one that failed the others of the same webhook wait a minute, untried: an address that is down costs one
  /// time-out a minute and none of the tries of what waits.
  /// - Returns: how many tries were made.
  func deliverWebhooks(_ job: Job, for holder: Int64) async throws -> Int {
    guard let post = webhookSink.post else { return 0 }
    return try await withThrowingTaskGroup(of: WebhookStep.self) { group in
      var (done, left, isLooking) = (job.done, Self.webhookTurnsOfRun, false)
      var busy: [WebhookID: MerchantID] = [:]
      while true {
        for turn in try await claimWebhooks(beside: busy, atMost: left) {
          left -= 1
          busy[turn.webhook.id] = turn.webhook.merchant
          group.addTask { .served(turn.webhook.id, tries: try await serve(turn, post)) }
        }
        if busy.isEmpty { break }
        if !isLooking {
          isLooking = true
          group.addTask {
            try await Task.sleep(for: Self.webhookLook)
            return .look
          }
        }
        switch try await group.next() {
        case .served(let id, let tries):
          busy[id] = nil
          done += tries
        case .look, nil: isLooking = false
        }
        guard try await keep(job.name, for: holder, at: 0, done: done) else {
          throw LostLease(name: job.name)
        }
      }
      group.cancelAll()
      return done
    }
  }

  private enum WebhookStep: Sendable {
    case served(WebhookID, tries: Int)
    /// It is time to look for what came due meanwhile.
    case look
  }

  /// Takes webhooks for which something is due, those first that waited longest for their turn.
  /// - Parameter busy: those that are being served, by owner.
  private func claimWebhooks(
    beside busy: [WebhookID: MerchantID], atMost limit: Int
  ) async throws -> [WebhookTurn] {
    let room = min(limit, Self.webhooksAtOnce - busy.count)
    guard room > 0 else { return [] }
    let now = clock.now()
    // Owners who have their share are passed over: so many at most stand before the last that is taken.
    let most = Self.webhooksAtOnce * (Self.webhookLimit / Self.webhooksOfOwnerAtOnce + 1)
    return try await database.write { tx in
      let due = try tx.query(
        """
        SELECT id, merchant_id FROM webhook_endpoint WHERE state = 'active' AND EXISTS
          (SELECT 1 FROM webhook_delivery WHERE endpoint_id = webhook_endpoint.id
            AND webhook_delivery.state = 'waiting' AND next_try_at <= \(now))
        ORDER BY claimed_at, id LIMIT \(most)
        """
      ) { (id: $0[0] as WebhookID, owner: $0[1] as MerchantID) }
      var ofOwner: [MerchantID: Int] = [:]
      for owner in busy.values { ofOwner[owner, default: 0] += 1 }
      var chosen: [WebhookID] = []
      for one in due where chosen.count < room && busy[one.id] == nil {
        guard ofOwner[one.owner, default: 0] < Self.webhooksOfOwnerAtOnce else { continue }
        ofOwner[one.owner, default: 0] += 1
        chosen.append(one.id)
      }
      return try chosen.compactMap { try claim($0, at: now, in: tx) }
    }
  }

  private func claim(
    _ id: WebhookID, at now: Instant, in tx: any Storage.Transaction
  ) throws -> WebhookTurn? {
    try tx.execute("UPDATE webhook_endpoint SET claimed_at = \(now) WHERE id = \(id)")
    let deliveries = try tx.query(
      """
      UPDATE webhook_delivery SET tries = tries + 1, next_try_at = \(now.adding(seconds: Self.webhookLease))
      WHERE id IN (SELECT id FROM webhook_delivery WHERE endpoint_id = \(id) AND state = 'waiting'
        AND next_try_at <= \(now) ORDER BY next_try_at, id LIMIT \(Self.webhookTurn))
      RETURNING id, event_id, tries, created_at
      """
    ) { DueWebhook(id: $0[0], event: $0[1], tries: $0[2], createdAt: $0[3]) }
    let secrets = try tx.queryFirst(
      """
      SELECT sealed_secret, CASE WHEN earlier_until > \(now) THEN earlier_secret END
      FROM webhook_endpoint WHERE id = \(id)
      """
    ) { ($0[0] as [UInt8], $0[1] as [UInt8]?) }
    let found = try tx.queryFirst(Webhook.select + "WHERE id = \(id)") { Webhook($0) }
    guard let secrets, let found else { return nil }
    return WebhookTurn(
      webhook: found, sealed: secrets.0, earlier: secrets.1, deliveries: deliveries.sorted { $0.id < $1.id })
  }
}
