internal import Ledger
internal import Storage

extension Coalition {
  /// Halts a webhook: events are kept for it until it goes on.
  /// - Throws: `AccessRefusal`, `WebhookRefusal`.
  package func pauseWebhook(_ id: WebhookID, by principal: Principal) async throws {
    try await switchWebhook(id, to: .paused, "webhook.pause", by: principal)
  }

  /// Lets a webhook go on, also one that was switched off; what waited is sent now.
  /// - Throws: `AccessRefusal`, `WebhookRefusal`.
  package func resumeWebhook(_ id: WebhookID, by principal: Principal) async throws {
    try await switchWebhook(id, to: .active, "webhook.resume", by: principal)
  }

  /// Takes a webhook away with its secrets; what waited for it is not sent.
  /// - Throws: `AccessRefusal`, `WebhookRefusal`.
  package func removeWebhook(_ id: WebhookID, by principal: Principal) async throws {
    try await switchWebhook(id, to: .removed, "webhook.remove", by: principal)
  }

  private func switchWebhook(
    _ id: WebhookID, to state: Webhook.State, _ action: String, by principal: Principal
  ) async throws {
    let owner = try principal.webhookOwner(.keys)
    try principal.requireConfirmed(at: clock.now())
    let now = clock.now()
    let noSecret: [UInt8] = []
    try await database.write { tx in
      let old = try tx.webhook(id, of: owner)
      guard old.state != state else { return }
      try tx.execute("UPDATE webhook_endpoint SET state = \(state) WHERE id = \(id)")
      switch state {
      case .active:
        // A clean sheet, else one that was switched off for failing would be switched off at once again.
        try tx.execute(
          "UPDATE webhook_endpoint SET failing_since = NULL, failure = '', claimed_at = 0 WHERE id = \(id)")
        try tx.execute(
          """
          UPDATE webhook_delivery SET tries = 0, next_try_at = \(now)
          WHERE endpoint_id = \(id) AND state = 'waiting'
          """)
      case .removed:
        try tx.execute(
          """
          UPDATE webhook_endpoint SET sealed_secret = \(noSecret), earlier_secret = NULL,
            earlier_until = NULL WHERE id = \(id)
          """)
        try tx.execute(
          """
          UPDATE webhook_delivery SET state = 'cancelled', finished_at = \(now)
          WHERE endpoint_id = \(id) AND state = 'waiting'
          """)
      case .paused, .disabled: break
      }
      try append(
        Change(
          action: action, subject: "webhook/\(id.rawValue)", before: old.state.rawValue,
          after: state.rawValue),
        by: principal.actor, in: tx)
    }
  }

  /// Makes a webhook's secret anew; it is in the answer and nowhere else.
  ///
  /// For the overlap, deliveries carry a signature with each of the two, so that systems can change over.
  /// With an overlap of 0 a lost secret ends now.
  /// - Throws: `AccessRefusal`, `WebhookRefusal`.
  package func rotateWebhookSecret(
    _ id: WebhookID, overlapSeconds: Int64 = 86_400, by principal: Principal
  ) async throws -> NewWebhookSecret {
    let owner = try principal.webhookOwner(.keys)
    try principal.requireConfirmed(at: clock.now())
    let overlap = min(max(overlapSeconds, 0), Self.longestOverlapSeconds)
    let secret = ids.bytes(32)
    let sealed = try WebhookSeal(key: secrets.webhookSecretKey).sealed(secret, of: id, nonce: ids.bytes(12))
    let until: Instant? = overlap == 0 ? nil : clock.now().adding(seconds: overlap)
    let changed = try await database.write { tx in
      _ = try tx.webhook(id, of: owner)
      try tx.execute(
        """
        UPDATE webhook_endpoint SET sealed_secret = \(sealed), earlier_until = \(until),
          earlier_secret = CASE WHEN \(overlap) > 0 THEN sealed_secret END
        WHERE id = \(id)
        """)
      try append(
        Change(
          action: "webhook.rotate", subject: "webhook/\(id.rawValue)", after: "overlap \(overlap) s"),
        by: principal.actor, in: tx)
      return try tx.webhook(id, of: owner)
    }
    return NewWebhookSecret(webhook: changed, secret: WebhookSecret.text(secret))
  }
}
