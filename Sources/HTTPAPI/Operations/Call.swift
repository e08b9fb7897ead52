/// One call as an operation sees it, besides its inputs.
package struct Call<Services: Sendable>: Sendable {
  package let services: Services
  package let principal: Principal
  package let requestID: String
  /// µs since 1970, the same for the whole call.
  package let now: Int64
  package let language: ReplyLanguage
  /// The caller's network address where it is known.
  package let address: String?
}

/// What makes a call that moves value happen once only.
package struct Once: Sendable, Hashable {
  /// The caller's `Idempotency-Key`, 1 to 255 visible ASCII characters.
  package let key: String
  /// SHA-256 over method, path and canonical body: equal for the same request however it is written.
  package let requestHash: [UInt8]
  /// True where the caller asks what would happen (`?dry_run=true`).
  package let isDryRun: Bool
}

/// The outcome of a call that moves value.
package struct Answer<Output: Sendable>: Sendable {
  package let output: Output
  /// True where the key was known and the reply is the one given then.
  package let isReplayed: Bool

  package init(_ output: Output, isReplayed: Bool = false) {
    self.output = output
    self.isReplayed = isReplayed
  }
}
