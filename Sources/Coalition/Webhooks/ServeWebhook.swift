internal import Ledger
internal import Logging
internal import Storage

/// A webhook with what is due for it.
struct WebhookTurn: Sendable {
  let webhook: Webhook
  let sealed: [UInt8]
  let earlier: [UInt8]?
  let deliveries: [DueWebhook]
}

struct DueWebhook: Sendable {
  let id: WebhookDeliveryID
  let event: EventID?
  let tries: Int
  let createdAt: Instant
}

extension Coalition {
  /// After a failure, in seconds: 5 s, 5 and 30 min, 2, 5, 10, 14, 20 and 24 h (Standard Webhooks 1.0.0).
  static let webhookPauses: [Int64] = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]
  /// One that failed for so long, and ran out of tries, is switched off.
  static let webhookPatience: Int64 = 5 * 86_400
  /// After so long a turn begins no delivery more: with the time that its last may take it is over before the
  /// job's lease is, and long before anybody else takes up what it claimed.
  private static let webhookTurnSeconds: Int64 = 30

  /// Sends what is due to one webhook, one after another, until one fails or the turn's time is over.
  /// - Returns: how many tries were made.
  func serve(
    _ turn: WebhookTurn, _ post: @Sendable (WebhookRequest) async throws -> WebhookAnswer
  ) async throws -> Int {
    let end = clock.now().adding(seconds: Self.webhookTurnSeconds)
    for (place, due) in turn.deliveries.enumerated() {
      if place > 0, clock.now() >= end {
        try await release(turn.deliveries.dropFirst(place).map(\.id), for: 0)
        return place
      }
      var answer = WebhookAnswer(status: 0)
      var failure = ""
      do {
        answer = try await post(try await request(due, turn))
        if !(200...299 ~= answer.status) { failure = "HTTP \(answer.status)" }
      } catch is CancellationError { throw CancellationError() } catch {
        failure = "\(error)".withinWebhookFailure
      }
      try await note(answer, failure, of: due, to: turn.webhook)
      if !failure.isEmpty {
        logger.info("a webhook was not taken: \(failure)")
        // Behind one that failed the others wait a minute, untried.
        try await release(turn.deliveries.dropFirst(place + 1).map(\.id), for: 60)
        return place + 1
      }
    }
    return turn.deliveries.count
  }

  private func request(_ due: DueWebhook, _ turn: WebhookTurn) async throws -> WebhookRequest {
    var event: Event?
    if let id = due.event {
      // The events' own projection may be behind.
      try await projectEvents()
      event = try await database.read { try $0.event(id) }
      guard event != nil else { throw MissingEvent() }
    }
    let message = try webhookMessage(
      of: event, delivery: due.id, webhook: turn.webhook.id, at: due.createdAt)
    let seal = WebhookSeal(key: secrets.webhookSecretKey)
    let keys = try ([turn.sealed] + (turn.earlier.map { [$0] } ?? [])).map {
      try seal.opened($0, of: turn.webhook.id)
    }
    let seconds = clock.now().microseconds / 1_000_000
    let signatures = keys.map {
      WebhookSecret.signature(id: message.id, seconds: seconds, body: message.body, secret: $0)
    }
    return WebhookRequest(
      address: try WebhookAddress(turn.webhook.url, allowsLocal: settings.allowsLocalWebhooks),
      headers: [
        ("content-type", "application/json"), ("user-agent", "Tongbao-Webhooks/1"),
        ("webhook-id", message.id), ("webhook-timestamp", String(seconds)),
        ("webhook-signature", signatures.joined(separator: " ")),
      ], body: message.body, allowsLocal: settings.allowsLocalWebhooks)
  }

  private struct MissingEvent: Error, CustomStringConvertible {
    var description: String { "the event is not there yet" }
  }

  /// Writes down what a try came to.
  private func note(
    _ answer: WebhookAnswer, _ failure: String, of due: DueWebhook, to webhook: Webhook
  ) async throws {
    let now = clock.now()
    let pause = Self.pause(after: due.tries, answer, chance: ids.number(below: 1_000))
    try await database.write { tx in
      try tx.execute(
        """
        INSERT INTO webhook_attempt (delivery_id, number, at, status, milliseconds, failure)
        SELECT \(due.id), coalesce(max(number), 0) + 1, \(now), \(answer.status), \(answer.milliseconds),
          \(failure)
        FROM webhook_attempt WHERE delivery_id = \(due.id)
        """)
      if failure.isEmpty {
        try tx.finishWebhook(due.id, .delivered, at: now)
        try tx.execute(
          """
          UPDATE webhook_endpoint SET delivered_at = \(now), failing_since = NULL, failure = ''
          WHERE id = \(webhook.id)
          """)
        return
      }
      try tx.execute(
        """
        UPDATE webhook_endpoint SET failing_since = coalesce(failing_since, \(now)), failure = \(failure)
        WHERE id = \(webhook.id)
        """)
      if let pause {
        try tx.execute(
          """
          UPDATE webhook_delivery SET next_try_at = \(now.adding(seconds: pause))
          WHERE id = \(due.id) AND state = 'waiting'
          """)
      } else {
        try tx.finishWebhook(due.id, .failed, at: now)
      }
      let isGone = answer.status == 410
      let isHopeless =
        pause == nil && (webhook.failingSince ?? now) <= now.adding(seconds: -Self.webhookPatience)
      if isGone || isHopeless {
        try tx.execute(
          "UPDATE webhook_endpoint SET state = 'disabled' WHERE id = \(webhook.id) AND state = 'active'")
        try append(
          Change(
            action: "webhook.disable", subject: "webhook/\(webhook.id.rawValue)", before: "active",
            after: "disabled: \(failure)"),
          by: .system, in: tx)
      }
    }
  }

  /// Gives back what was claimed and not tried, as if it had not been.
  private func release(_ deliveries: [WebhookDeliveryID], for seconds: Int64) async throws {
    if deliveries.isEmpty { return }
    let next = clock.now().adding(seconds: seconds)
    try await database.write { tx in
      try tx.execute(
        """
        UPDATE webhook_delivery SET tries = tries - 1, next_try_at = \(next)
        WHERE id IN (\(deliveries)) AND state = 'waiting' AND tries > 0
        """)
    }
  }

  /// How long to wait after so many tries, with up to a tenth on top so that not all come back at once; nil
  /// after the last. Who asks for more time gets it, up to a day.
  static func pause(after tries: Int, _ answer: WebhookAnswer, chance: UInt64) -> Int64? {
    guard tries >= 1, tries <= webhookPauses.count else { return nil }
    let own = webhookPauses[tries - 1]
    let spread = own * Int64(chance) / 10_000
    return max(own + spread, min(answer.retryAfterSeconds ?? 0, 86_400))
  }
}

extension Storage.Transaction {
  fileprivate func finishWebhook(
    _ id: WebhookDeliveryID, _ state: WebhookDelivery.State, at now: Instant
  ) throws {
    try execute(
      """
      UPDATE webhook_delivery SET state = \(state), finished_at = \(now)
      WHERE id = \(id) AND state = 'waiting'
      """)
  }
}

extension String {
  /// One line of 200 characters at most.
  fileprivate var withinWebhookFailure: String {
    String(String.UnicodeScalarView(unicodeScalars.filter { $0.value >= 0x20 }.prefix(200)))
  }
}
