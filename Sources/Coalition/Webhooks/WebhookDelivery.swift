package import Ledger
internal import Storage

/// An event on its way to a webhook, as lists show it.
package struct WebhookDelivery: Sendable, Hashable {
  package enum State: String, CaseIterable, Sendable, SQLScalar {
    case waiting, delivered
    /// After the last try.
    case failed
    /// The webhook was taken away.
    case cancelled
  }

  /// What a test is called in place of a type of event.
  package static let testKind = "webhook.test"

  package let id: WebhookDeliveryID
  package let webhook: WebhookID
  package let url: String
  /// Nil for a test.
  package let event: EventID?
  /// As ``Event/Kind``, or ``testKind``.
  package let kind: String
  package let state: State
  /// All that were made.
  package let attempts: Int
  package let nextTryAt: Instant
  package let createdAt: Instant
  package let finishedAt: Instant?
  /// The last try; nil before the first.
  package let last: WebhookAttempt?
}

/// A try to deliver.
package struct WebhookAttempt: Sendable, Hashable {
  package let number: Int
  package let at: Instant
  /// Of HTTP; 0 where no answer came.
  package let status: Int
  package let milliseconds: Int
  /// Empty where it was taken.
  package let failure: String
}

extension WebhookDelivery {
  static let columns = [
    "id", "endpoint_id", "merchant_id", "event_id", "kind", "state", "tries", "next_try_at", "created_at",
  ]

  static func row(
    _ id: WebhookDeliveryID, to webhook: Webhook, of event: EventID?, kind: String, at now: Instant
  ) -> [SQLValue] {
    [
      id.sqlValue, webhook.id.sqlValue, webhook.merchant.sqlValue, event?.sqlValue ?? .null, kind.sqlValue,
      State.waiting.sqlValue, Int64(0).sqlValue, now.sqlValue, now.sqlValue,
    ]
  }

  static let select: SQL = """
    SELECT webhook_delivery.id, endpoint_id, url, event_id, kind, webhook_delivery.state, next_try_at,
      webhook_delivery.created_at, finished_at, number, at, status, milliseconds, webhook_attempt.failure
    FROM webhook_delivery JOIN webhook_endpoint ON webhook_endpoint.id = endpoint_id
    LEFT JOIN webhook_attempt ON delivery_id = webhook_delivery.id
      AND number = (SELECT max(number) FROM webhook_attempt WHERE delivery_id = webhook_delivery.id) 
    """

  init(_ row: borrowing Row) {
    let number: Int? = row[9]
    var last: WebhookAttempt?
    if let number {
      last = WebhookAttempt(
        number: number, at: row[10], status: row[11], milliseconds: row[12], failure: row[13])
    }
    self.init(
      id: row[0], webhook: row[1], url: row[2], event: row[3], kind: row[4], state: row[5],
      attempts: number ?? 0, nextTryAt: row[6], createdAt: row[7], finishedAt: row[8], last: last)
  }
}
