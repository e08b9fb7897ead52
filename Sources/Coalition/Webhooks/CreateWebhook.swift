internal import Ledger
internal import Storage

/// What a webhook is to be.
package struct WebhookDraft: Sendable, Hashable {
  package var url: String
  package var note: String
  /// Empty for all.
  package var kinds: [Event.Kind]

  package init(url: String, note: String = "", kinds: [Event.Kind] = []) {
    self.url = url
    self.note = note
    self.kinds = kinds
  }
}

/// A webhook with its secret, which is never shown again.
package struct NewWebhookSecret: Sendable {
  package let webhook: Webhook
  /// `whsec_` and 44 characters.
  package let secret: String
}

extension Coalition {
  /// The most that one owner has.
  package static let webhookLimit = 20

  /// Adds an address that the caller's events are sent to from now on; its secret is in the answer and
  /// nowhere else.
  /// - Throws: `AccessRefusal`, `WebhookRefusal`.
  package func createWebhook(
    _ draft: WebhookDraft, by principal: Principal
  ) async throws -> NewWebhookSecret {
    let owner = try principal.webhookOwner(.keys)
    try principal.requireConfirmed(at: clock.now())
    try draft.check(allowsLocal: settings.allowsLocalWebhooks)
    let id: WebhookID = ids.next()
    let secret = ids.bytes(32)
    let sealed = try WebhookSeal(key: secrets.webhookSecretKey).sealed(secret, of: id, nonce: ids.bytes(12))
    let now = clock.now()
    let made = try await database.write { tx in
      let count = try tx.queryFirst(
        "SELECT count(*) FROM webhook_endpoint WHERE merchant_id = \(owner) AND state <> 'removed'"
      ) { $0[0] as Int64 }
      guard count ?? 0 < Self.webhookLimit else { throw WebhookRefusal.tooMany(limit: Self.webhookLimit) }
      try tx.execute(
        """
        INSERT INTO webhook_endpoint (id, merchant_id, url, note, kinds, state, sealed_secret, failure,
          claimed_at, created_at)
        VALUES (\(id), \(owner), \(draft.url), \(draft.note), \(draft.column), 'active', \(sealed), '', 0,
          \(now))
        """)
      try append(
        Change(action: "webhook.create", subject: "webhook/\(id.rawValue)", after: draft.summary),
        by: principal.actor, in: tx)
      return try tx.webhook(id, of: owner)
    }
    return NewWebhookSecret(webhook: made, secret: WebhookSecret.text(secret))
  }

  /// Sends a webhook's events elsewhere, or others.
  /// - Throws: `AccessRefusal`, `WebhookRefusal`.
  package func changeWebhook(
    _ id: WebhookID, to draft: WebhookDraft, by principal: Principal
  ) async throws -> Webhook {
    let owner = try principal.webhookOwner(.keys)
    try principal.requireConfirmed(at: clock.now())
    try draft.check(allowsLocal: settings.allowsLocalWebhooks)
    return try await database.write { tx in
      let old = try tx.webhook(id, of: owner)
      try tx.execute(
        """
        UPDATE webhook_endpoint SET url = \(draft.url), note = \(draft.note), kinds = \(draft.column)
        WHERE id = \(id)
        """)
      let before = WebhookDraft(url: old.url, note: old.note, kinds: old.kinds)
      try append(
        Change(
          action: "webhook.change", subject: "webhook/\(id.rawValue)", before: before.summary,
          after: draft.summary),
        by: principal.actor, in: tx)
      return try tx.webhook(id, of: owner)
    }
  }
}

extension WebhookDraft {
  /// In the list's order, each once.
  fileprivate var column: String {
    Event.Kind.allCases.filter(kinds.contains).map(\.rawValue).joined(separator: ",")
  }

  /// Addresses may hold a token in their query, which the log could never forget.
  fileprivate var summary: String {
    let bare = url.prefix { $0 != "?" }
    return "\(bare)\(bare.count < url.count ? "?\u{2026}" : "") \(kinds.isEmpty ? "all" : column)"
  }

  fileprivate func check(allowsLocal: Bool) throws {
    do throws(WebhookAddressFault) { _ = try WebhookAddress(url, allowsLocal: allowsLocal) } catch {
      throw WebhookRefusal.addressInvalid(error)
    }
    let isPlain = !note.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
    guard note.unicodeScalars.count <= 100, isPlain else { throw WebhookRefusal.noteInvalid }
  }
}
