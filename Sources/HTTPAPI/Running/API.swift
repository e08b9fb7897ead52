package import Coalition
package import Crypto
import HTTPTypes
package import Logging

/// What an API needs besides its operations.
package struct APISettings: Sendable {
  /// µs since 1970.
  package var clock: @Sendable () -> Int64
  /// A new request id, `req_…`.
  package var newRequestID: @Sendable () -> String
  /// Seals the cursors of lists; the same on all servers and across restarts.
  package var cursorKey: SymmetricKey
  package var rateLimit = RateLimit(requests: 600, windowSeconds: 60)
  /// A request body's bytes at most.
  package var maximumBodyBytes = 1_048_576
  package var defaultLanguage = ReplyLanguage.zhHans
  package var logger = Logger(label: "tongbao.http")
  /// Told when an operation refuses in a way its declaration leaves out: a test fails on it.
  package var onUndeclaredRefusal: @Sendable (_ operation: String, _ code: ErrorCode) -> Void = { _, _ in }
  /// Told of whoever was refused for who they are or how they ask.
  package var onRefusal: @Sendable (RefusedRequest) -> Void = { _ in }

  package init(
    clock: @escaping @Sendable () -> Int64, newRequestID: @escaping @Sendable () -> String,
    cursorKey: SymmetricKey
  ) {
    self.clock = clock
    self.newRequestID = newRequestID
    self.cursorKey = cursorKey
  }
}

/// The HTTP API: operations with all that happens around them.
package struct API<Services: Sendable>: Sendable {
  /// Turns a bearer key, seen at an address, into who it belongs to; nil for a key nobody holds.
  package typealias Authentication =
    @Sendable (_ key: String, _ address: String?) async throws -> Principal?
  /// Turns a refusal of what stands behind the operations into a problem; nil for a failure.
  package typealias Translation = @Sendable (any Error) -> Problem?

  package let operations: [Operation<Services>]
  let services: Services
  let settings: APISettings
  let authenticate: Authentication
  let signatures: SignatureAuthority
  let translate: Translation
  let routes: RouteTable<Services>
  let limiter = RateLimiter()
  let running = RunningKeys()
  let openAPIBytes: [UInt8]

  package init(
    _ operations: [Operation<Services>], services: Services, settings: APISettings,
    signatures: SignatureAuthority = .none, translate: @escaping Translation = { _ in nil },
    authenticate: @escaping Authentication
  ) {
    self.operations = operations
    self.services = services
    self.settings = settings
    self.translate = translate
    self.authenticate = authenticate
    self.signatures = signatures
    routes = RouteTable(operations)
    openAPIBytes = openAPIDocument(operations).bytes
  }

  /// True for paths that this API answers, also with 404.
  package func owns(_ target: String) -> Bool {
    let path = target.prefix { $0 != "?" }
    return path == "/v1" || path.hasPrefix("/v1/") || path == "/openapi.json"
  }
}
