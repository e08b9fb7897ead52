internal import Ledger
internal import Storage

extension Coalition {
  /// The most deliveries that are sent again at once.
  package static let resendLimit = 1_000

  /// Sends deliveries again that are over, whatever became of them, under the same message id; gives how
  /// many. A receiver that keeps ids takes none twice.
  /// - Throws: `AccessRefusal`, `WebhookRefusal`.
  @discardableResult
  package func resendWebhooks(
    _ query: WebhookDeliveryQuery, only id: WebhookDeliveryID? = nil, by principal: Principal
  ) async throws -> Int {
    let owner = try principal.webhookOwner(.keys)
    let now = clock.now()
    var chosen = query.condition(of: owner)
    if let id { chosen += " AND webhook_delivery.id = \(id)" }
    let condition = chosen
    return try await database.write { tx in
      let count = try tx.execute(
        """
        UPDATE webhook_delivery SET state = 'waiting', tries = 0, next_try_at = \(now), finished_at = NULL
        WHERE id IN (SELECT webhook_delivery.id FROM webhook_delivery
          JOIN webhook_endpoint ON webhook_endpoint.id = endpoint_id
          WHERE \(condition) AND webhook_delivery.state <> 'waiting' AND webhook_endpoint.state <> 'removed'
          ORDER BY webhook_delivery.id DESC LIMIT \(Self.resendLimit))
        """)
      if count == 0, id != nil { throw WebhookRefusal.deliveryNotFound }
      try append(
        Change(
          action: "webhook.resend",
          subject: query.webhook.map { "webhook/\($0.rawValue)" } ?? "webhook_delivery/\(id?.rawValue ?? 0)",
          after: "\(count) deliveries"),
        by: principal.actor, in: tx)
      return count
    }
  }

  /// Sends a message that says nothing, to see whether it arrives.
  /// - Throws: `AccessRefusal`, `WebhookRefusal`.
  package func testWebhook(_ id: WebhookID, by principal: Principal) async throws -> WebhookDeliveryID {
    let owner = try principal.webhookOwner(.keys)
    let now = clock.now()
    let delivery: WebhookDeliveryID = ids.next()
    try await database.write { tx in
      let webhook = try tx.webhook(id, of: owner)
      guard webhook.state == .active else { throw WebhookRefusal.notActive }
      try tx.insert(
        into: "webhook_delivery", columns: WebhookDelivery.columns,
        rows: [
          WebhookDelivery.row(delivery, to: webhook, of: nil, kind: WebhookDelivery.testKind, at: now)
        ])
      try append(
        Change(action: "webhook.test", subject: "webhook/\(id.rawValue)"), by: principal.actor, in: tx)
    }
    return delivery
  }
}
