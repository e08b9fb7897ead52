import HTTPTypes
package import Hummingbird

/// Puts on every answer of a face what keeps a browser from doing more than the page asks.
package struct FaceHeaders<Context: RequestContext>: RouterMiddleware {
  private let isSecure: Bool

  /// `isSecure` adds Strict-Transport-Security for a year; loopback without TLS must not send it.
  package init(isSecure: Bool) { self.isSecure = isSecure }

  /// Sets the security headers unless the answer brought its own; `/v1` keeps its own.
  package func handle(
    _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    if request.uri.path.hasPrefix("/v1/") { return response }
    for (name, value) in faceHeaders where response.headers[name] == nil {
      response.headers[name] = value
    }
    if isSecure { response.headers[.strictTransportSecurity] = "max-age=31536000" }
    return response
  }
}

let faceHeaders: [(HTTPField.Name, String)] = [
  (
    .contentSecurityPolicy,
    "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
  ),
  (.xContentTypeOptions, "nosniff"),
  (.referrerPolicy, "same-origin"),
  (.vary, "Accept-Language, Cookie"),
  (.cacheControl, "no-store"),
]

extension HTTPField.Name {
  static let referrerPolicy = HTTPField.Name("Referrer-Policy")!  // a valid token
  static let secFetchSite = HTTPField.Name("Sec-Fetch-Site")!  // a valid token
}
