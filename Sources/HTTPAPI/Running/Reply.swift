package import HTTPTypes
package import Hummingbird
import NIOCore

/// A reply before it goes to the server.
package struct Reply: Sendable {
  package var status: Int
  package var headers: HTTPFields
  package var body: [UInt8]
  /// In place of the body, where that may be large.
  package var stream: FileStream?

  /// The same as the server's type; a HEAD keeps the length and drops the body.
  package func response(isHead: Bool) -> Response {
    if let stream {
      return Response(
        status: .init(code: status), headers: headers, body: isHead ? ResponseBody() : stream.body)
    }
    var headers = headers
    headers[.contentLength] = String(body.count)
    let sent = isHead || body.isEmpty ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: body))
    return Response(status: .init(code: status), headers: headers, body: sent)
  }
}

extension HTTPField.Name {
  // Names written here are valid, so making them cannot fail.
  static let requestID = Self("Request-Id")!
  static let idempotencyKey = Self("Idempotency-Key")!
  static let idempotencyReplayed = Self("Idempotency-Replayed")!
  static let rateLimit = Self("RateLimit")!
  static let rateLimitPolicy = Self("RateLimit-Policy")!
  static let contentTypeOptions = Self("X-Content-Type-Options")!
  static let link = Self("Link")!
  static let xForwardedFor = Self("X-Forwarded-For")!
  static let forwarded = Self("Forwarded")!
}

/// Answers the API's paths and lets all others pass to the routes behind.
package struct APIMiddleware<Services: Sendable, Context: RequestContext>: RouterMiddleware {
  private let api: API<Services>
  private let address: @Sendable (Request, Context) -> String?

  /// `address` tells the caller's network address, for the audit log and for limiting those without a key.
  package init(
    _ api: API<Services>, address: @escaping @Sendable (Request, Context) -> String? = { _, _ in nil }
  ) {
    self.api = api
    self.address = address
  }

  package func handle(
    _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
  ) async throws -> Response {
    guard api.owns(request.head.path ?? "") else { return try await next(request, context) }
    return await api.reply(to: request, from: address(request, context)).response(
      isHead: request.method == .head)
  }
}
