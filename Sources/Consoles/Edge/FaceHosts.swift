import HTTPTypes
package import Hummingbird

/// A host name of its own for each face, so that browsers keep them apart: no script, cookie or frame of one
/// reaches another (OWASP ASVS 5.0, 3.5.4).
package struct FaceHosts: Sendable, Equatable {
  package enum Place: String, CaseIterable, Sendable {
    case platform = "operator"
    case merchant, seat, member, api
  }

  private let names: [Place: String]

  /// - Parameter names: for every place one, such as `points.example` or `localhost:8443`, all distinct.
  /// - Returns: nil where one is missing, twice there, or no host name.
  package init?(_ names: [Place: String]) {
    let names = names.mapValues { $0.lowercased() }
    guard names.count == Place.allCases.count, Set(names.values).count == names.count,
      names.values.allSatisfy(Self.isHost)
    else { return nil }
    self.names = names
  }

  package subscript(place: Place) -> String { names[place] ?? "" }

  enum Verdict: Equatable {
    case here
    /// At another of our hosts.
    case elsewhere(String)
    /// On no host that pages may lead to.
    case nowhere
    /// The host is none of ours.
    case misdirected
  }

  func verdict(host: String?, path: String) -> Verdict {
    let first = path.drop { $0 == "/" }.prefix { $0 != "/" && $0 != "?" }
    // Asked by machines under an address.
    if first == "healthz" || first == "readyz" { return .here }
    guard let host, let place = names.first(where: { $0.value == Self.plain(host) })?.key else {
      return .misdirected
    }
    let isShared = ["assets", "language", "help"].contains(first)
    let owner = Self.owner(of: String(first))
    if owner == place || isShared && place != .api { return .here }
    return owner == .api ? .nowhere : .elsewhere(self[owner])
  }

  /// The start page and what strangers see are the members' site's.
  private static func owner(of first: String) -> Place {
    switch first {
    case "v1", "openapi.json": .api
    default: Place(rawValue: first).flatMap { $0 == .api ? nil : $0 } ?? .member
    }
  }

  /// As browsers write it: without the port of the scheme.
  private static func plain(_ host: String) -> String {
    let host = host.lowercased()
    return host.hasSuffix(":443") ? String(host.dropLast(4)) : host
  }

  private static func isHost(_ text: String) -> Bool {
    1...253 ~= text.utf8.count
      && text.utf8.allSatisfy {
        0x61...0x7A ~= $0 || 0x30...0x39 ~= $0 || $0 == 0x2D || $0 == 0x2E || $0 == 0x3A
      }
  }
}

/// Answers each face at its own host only; stands before everything else.
package struct OwnHosts<Context: RequestContext>: RouterMiddleware {
  private let hosts: FaceHosts
  private let scheme: String

  package init(_ hosts: FaceHosts, isSecure: Bool) {
    self.hosts = hosts
    scheme = isSecure ? "https" : "http"
  }

  /// Leads people who opened a page at another of our hosts to its own; everything else there is not found.
  package func handle(
    _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
  ) async throws -> Response {
    switch hosts.verdict(host: request.head.authority, path: request.uri.path) {
    case .here: return try await next(request, context)
    case .elsewhere(let host) where request.method == .get || request.method == .head:
      return bare(.permanentRedirect, [.location: "\(scheme)://\(host)\(request.head.path ?? "/")"])
    case .elsewhere, .nowhere: return bare(.notFound)
    case .misdirected: return bare(.misdirectedRequest)
    }
  }

  private func bare(_ status: HTTPResponse.Status, _ more: HTTPFields = [:]) -> Response {
    var headers: HTTPFields = [.cacheControl: "no-store", .xContentTypeOptions: "nosniff"]
    headers.append(contentsOf: more)
    return Response(status: status, headers: headers)
  }
}
