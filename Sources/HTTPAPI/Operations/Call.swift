package import Coalition
import HTTPTypes

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
  /// The public key that the request brought and was signed with, as of a device to be enrolled.
  package let broughtKey: [UInt8]?
}

/// What makes a call that moves value happen once only.
package struct Once: Sendable {
  /// The caller's `Idempotency-Key`, 1 to 255 visible ASCII characters.
  package let key: String
  /// True where the caller asks what would happen (`?dry_run=true`).
  package let isDryRun: Bool
  let method: HTTPRequest.Method
  let path: String
  let body: JSON?

  /// SHA-256 over method, path and canonical body: equal for the same request however it is written.
  package var requestHash: [UInt8] { HTTPAPI.requestHash(method, path, body) }

  func asking(_ isDryRun: Bool) -> Once {
    Once(key: key, isDryRun: isDryRun, method: method, path: path, body: body)
  }
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
