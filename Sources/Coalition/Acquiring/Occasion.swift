package import Ledger

/// Where and how an order came in; the same for every kind of order.
package struct Occasion: Sendable, Hashable {
  package var channel: Channel
  /// Only the operator may name one; anybody else acts for the merchant of their log-in.
  package var merchant: MerchantID?
  /// Left out, the store of the log-in or of the terminal counts.
  package var store: PlaceClaim<Identified.Store>?
  package var terminal: PlaceClaim<Identified.Terminal>?
  /// The caller's own number (receipt, order), at most 64 UTF-8 bytes.
  package var reference: String
  /// A reason or remark, at most 200 UTF-8 bytes.
  package var memo: String
  /// When it happened at the till, at most a year ago; validity counts from it. Nil: now.
  package var occurredAt: Instant?

  package init(
    _ channel: Channel = .api, merchant: MerchantID? = nil, store: PlaceClaim<Identified.Store>? = nil,
    terminal: PlaceClaim<Identified.Terminal>? = nil, reference: String = "", memo: String = "",
    occurredAt: Instant? = nil
  ) {
    self.channel = channel
    self.merchant = merchant
    self.store = store
    self.terminal = terminal
    self.reference = reference
    self.memo = memo
    self.occurredAt = occurredAt
  }
}
