package import Ledger
internal import Storage

/// Which deliveries a list shows; all given conditions must hold.
package struct WebhookDeliveryQuery: Sendable, Hashable {
  package var webhook: WebhookID?
  package var state: WebhookDelivery.State?
  package var kind: String?
  /// From this moment.
  package var from: Instant?
  /// Before this moment.
  package var until: Instant?

  package init() {}
}

/// A delivery with everything about it.
package struct WebhookDeliveryFile: Sendable {
  package let delivery: WebhookDelivery
  /// Oldest first; at most 100.
  package let attempts: [WebhookAttempt]
  /// What is sent; the same at every try.
  package let body: String
  /// Names the message to its receiver.
  package let messageID: String
}

extension Coalition {
  /// Deliveries of the caller's webhooks, newest first.
  /// - Throws: `AccessRefusal`.
  package func webhookDeliveries(
    _ query: WebhookDeliveryQuery = WebhookDeliveryQuery(),
    _ page: PageRequest<Identified.WebhookDelivery> = PageRequest(), by principal: Principal
  ) async throws -> Page<WebhookDelivery> {
    let owner = try principal.webhookOwner(.events)
    let condition = query.condition(of: owner)
    return try await database.read { tx in
      let found = try tx.query(
        WebhookDelivery.select + "WHERE " + condition + " AND webhook_delivery.id < \(page.bound) "
          + "ORDER BY webhook_delivery.id DESC LIMIT \(page.limit + 1)"
      ) { WebhookDelivery($0) }
      return Page(found, limit: page.limit)
    }
  }

  /// One delivery with its tries and what it says.
  /// - Throws: `AccessRefusal`, `WebhookRefusal.deliveryNotFound`.
  package func webhookDelivery(
    _ id: WebhookDeliveryID, by principal: Principal
  ) async throws -> WebhookDeliveryFile {
    let owner = try principal.webhookOwner(.events)
    let found = try await database.read { tx in
      let delivery = try tx.queryFirst(
        WebhookDelivery.select
          + "WHERE webhook_delivery.id = \(id) AND webhook_delivery.merchant_id = \(owner)"
      ) { WebhookDelivery($0) }
      guard let delivery else { throw WebhookRefusal.deliveryNotFound }
      let attempts = try tx.query(
        """
        SELECT number, at, status, milliseconds, failure FROM webhook_attempt
        WHERE delivery_id = \(id) ORDER BY number LIMIT 100
        """
      ) { WebhookAttempt(number: $0[0], at: $0[1], status: $0[2], milliseconds: $0[3], failure: $0[4]) }
      let event = try delivery.event.flatMap { try tx.event($0) }
      return (delivery: delivery, attempts: attempts, event: event)
    }
    let message = try webhookMessage(
      of: found.event, delivery: id, webhook: found.delivery.webhook, at: found.delivery.createdAt)
    return WebhookDeliveryFile(
      delivery: found.delivery, attempts: found.attempts, body: String(decoding: message.body, as: UTF8.self),
      messageID: message.id)
  }
}

extension WebhookDeliveryQuery {
  func condition(of owner: MerchantID) -> SQL {
    var conditions: [SQL] = ["webhook_delivery.merchant_id = \(owner)"]
    if let webhook { conditions.append("endpoint_id = \(webhook)") }
    if let state { conditions.append("webhook_delivery.state = \(state)") }
    if let kind { conditions.append("kind = \(kind)") }
    // Ids are in the order of the moments at which they were made.
    if let from { conditions.append("webhook_delivery.id >= \(IDSource.lowest(at: from))") }
    if let until { conditions.append("webhook_delivery.id < \(IDSource.lowest(at: until))") }
    return conditions.joined(separator: " AND ")
  }
}
