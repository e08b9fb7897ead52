package import Ledger
internal import Storage

/// An address to which events are sent on their own, after the Standard Webhooks specification 1.0.0.
package struct Webhook: Sendable, Hashable {
  package enum State: String, CaseIterable, Sendable, SQLScalar {
    case active
    /// Somebody halted it: events are kept for it and sent when it goes on.
    case paused
    /// It said 410 Gone, or failed for days.
    case disabled
    /// Taken away; only its deliveries remain for a while.
    case removed
  }

  package let id: WebhookID
  /// Whose events it gets; none for the platform's own, which gets everybody's.
  package let merchant: MerchantID
  package let url: String
  /// What its owner calls it; may be empty.
  package let note: String
  /// Empty for all.
  package let kinds: [Event.Kind]
  package let state: State
  /// Until when deliveries carry the signature of the secret before, too.
  package let earlierSecretUntil: Instant?
  /// The first failure after the last success; nil while it works.
  package let failingSince: Instant?
  /// What went wrong last; empty while it works.
  package let failure: String
  package let deliveredAt: Instant?
  package let createdAt: Instant

  /// Whether somebody should look at it.
  package var isFailing: Bool { state == .disabled || (state == .active && failingSince != nil) }

  func wants(_ event: Event) -> Bool {
    (!merchant.isGiven || merchant == event.merchant) && (kinds.isEmpty || kinds.contains(event.kind))
      && event.at >= createdAt
  }
}

/// Why something about a webhook was declined. A closed list.
package enum WebhookRefusal: Error, Sendable, Hashable {
  case webhookNotFound
  case deliveryNotFound
  case addressInvalid(WebhookAddressFault)
  /// What it is called is longer than 100 characters or has control characters.
  case noteInvalid
  /// So many are the most that one owner has.
  case tooMany(limit: Int)
  /// It was switched off; it must be switched on first.
  case notActive
}

extension Webhook {
  static let select: SQL = """
    SELECT id, merchant_id, url, note, kinds, state, earlier_until, failing_since, failure, delivered_at,
      created_at FROM webhook_endpoint 
    """

  init(_ row: borrowing Row) {
    let kinds: String = row[4]
    self.init(
      id: row[0], merchant: row[1], url: row[2], note: row[3],
      kinds: kinds.split(separator: ",").compactMap { Event.Kind(rawValue: String($0)) }, state: row[5],
      earlierSecretUntil: row[6], failingSince: row[7], failure: row[8], deliveredAt: row[9],
      createdAt: row[10])
  }
}

extension Principal {
  /// Whose webhooks the caller looks after: a merchant's as a whole, or the platform's own.
  /// - Throws: `AccessRefusal`.
  func webhookOwner(_ scope: Scope) throws(AccessRefusal) -> MerchantID {
    try require(scope)
    try requireAllStores()
    guard let merchant else {
      try requireOperator(scope)
      return .none
    }
    return merchant
  }
}

extension Storage.Transaction {
  /// A webhook of this owner's that was not taken away.
  /// - Throws: `WebhookRefusal.webhookNotFound`.
  func webhook(_ id: WebhookID, of owner: MerchantID) throws -> Webhook {
    let found = try queryFirst(
      Webhook.select + "WHERE id = \(id) AND merchant_id = \(owner) AND state <> 'removed'"
    ) { Webhook($0) }
    guard let found else { throw WebhookRefusal.webhookNotFound }
    return found
  }
}
