internal import Ledger
internal import Storage

extension Coalition {
  /// The caller's webhooks, newest first: at most ``webhookLimit``.
  /// - Throws: `AccessRefusal`.
  package func webhooks(by principal: Principal) async throws -> [Webhook] {
    let owner = try principal.webhookOwner(.events)
    return try await database.read { tx in
      try tx.query(
        Webhook.select + "WHERE merchant_id = \(owner) AND state <> 'removed' ORDER BY id DESC"
      ) { Webhook($0) }
    }
  }

  /// One of the caller's webhooks.
  /// - Throws: `AccessRefusal`, `WebhookRefusal.webhookNotFound`.
  package func webhook(_ id: WebhookID, by principal: Principal) async throws -> Webhook {
    let owner = try principal.webhookOwner(.events)
    return try await database.read { tx in try tx.webhook(id, of: owner) }
  }
}
