import HTTPTypes
package import Hummingbird

/// Refuses requests that change something and come from another site; the form token is the second proof.
package struct SameOrigin<Context: RequestContext>: RouterMiddleware {
  private let origins: Set<String>

  /// `origins` are the addresses people open, such as `https://points.example`.
  package init(origins: Set<String>) { self.origins = origins }

  /// - Throws: `HTTPError` 403 for a foreign origin.
  package func handle(
    _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
  ) async throws -> Response {
    guard
      request.uri.path.hasPrefix("/v1/")
        || Origin.allows(
          method: request.method, site: request.headers[.secFetchSite], origin: request.headers[.origin],
          host: request.head.authority, known: origins)
    else { throw HTTPError(.forbidden) }
    return try await next(request, context)
  }
}

enum Origin {
  /// Browsers send Sec-Fetch-Site since 2023 and Origin with every POST; a program that sends neither
  /// has no browser's cookies to borrow, and still needs the token.
  static func allows(
    method: HTTPRequest.Method, site: String?, origin: String?, host: String?, known: Set<String>
  ) -> Bool {
    if method == .get || method == .head || method == .options { return true }
    if let site, site != "same-origin", site != "none" { return false }
    guard let origin else { return true }
    if known.contains(origin) { return true }
    // Loopback in the demo answers under several names; the host the browser asked is then the measure.
    guard known.isEmpty, let host else { return false }
    return origin == "http://" + host || origin == "https://" + host
  }
}
