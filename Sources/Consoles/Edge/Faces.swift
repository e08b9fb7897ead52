package import Foundation
import HTTPTypes
package import Hummingbird

/// The web faces: what they share, read once at start, and the pages that need no data.
package struct Faces: Sendable {
  let catalogue: Catalogue
  let assets: AssetLinks
  let zone: TimeZone
  let isSecure: Bool
  let environment: Visit.Environment
  let apiBase: String

  /// `apiBase` is the address people call, such as `http://127.0.0.1:8080`; `isDemo` stripes every page.
  /// - Throws: `Catalogue.Fault`, or what reading the bundled files threw.
  package init(zone: TimeZone, isSecure: Bool, isDemo: Bool, apiBase: String) throws {
    catalogue = try Catalogue()
    assets = try AssetLinks()
    self.zone = zone
    self.isSecure = isSecure
    self.environment = isDemo ? .demo : .live
    self.apiBase = apiBase
  }

  /// Serves the start page, the assets, the language switch, help and the developers' page.
  package func addOpenRoutes<Context: RequestContext>(to router: some RouterMethods<Context>) {
    router.get("/") { request, _ in
      page(StartPage(apiBase: apiBase, figures: nil).render(visit(request)))
    }
    router.get("assets/:name") { request, context in
      asset(named: context.parameters.get("name") ?? "", request)
    }
    router.post("language") { request, _ in try await chooseLanguage(request) }
    router.get("help") { request, _ in page(HelpPage().render(visit(request))) }
    router.get("developers") { request, _ in page(DevelopersPage(apiBase: apiBase).render(visit(request))) }
  }

  /// What a request says about its viewer, before any sign-in.
  func visit(_ request: Request) -> Visit {
    visit(
      request,
      in: Language.negotiated(
        chosen: cookie(.language).value(in: request.headers[.cookie]),
        acceptLanguage: request.headers[.acceptLanguage]))
  }

  /// The same in a language that is known from elsewhere.
  func visit(_ request: Request, in language: Language) -> Visit {
    Visit(
      words: catalogue.words(language, zone: zone), assets: assets,
      path: Link(local: request.uri.string) ?? .start, environment: environment)
  }

  func cookie(_ purpose: FaceCookie.Purpose) -> FaceCookie {
    FaceCookie(purpose: purpose, isSecure: isSecure)
  }

  func page(_ bytes: [UInt8], status: HTTPResponse.Status = .ok) -> Response {
    Response(
      status: status, headers: [.contentType: "text/html; charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  func error(_ kind: ErrorPage.Kind, requestID: String, _ request: Request) -> Response {
    let page = ErrorPage(kind: kind, requestID: requestID)
    var response = self.page(page.render(visit(request)), status: HTTPResponse.Status(code: page.status))
    if case .tooManyRequests(let seconds) = kind { response.headers[.retryAfter] = String(seconds) }
    return response
  }

  func redirect(to target: Link) -> Response {
    Response(status: .seeOther, headers: [.location: target.text])
  }

  private func asset(named name: String, _ request: Request) -> Response {
    guard let file = assets.file(named: name) else { return Response(status: .notFound) }
    var headers: HTTPFields = [
      .contentType: file.mediaType, .cacheControl: "public, max-age=31536000, immutable", .eTag: file.etag,
      .vary: "Accept-Encoding",
    ]
    var bytes = file.bytes
    if let packed = file.packed, AssetLinks.takesGzip(request.headers[.acceptEncoding]) {
      headers[.contentEncoding] = "gzip"
      // The packed form is another representation, so it needs a validator of its own (RFC 9110, 8.8.3).
      headers[.eTag] = file.etag.dropLast() + "-gzip\""
      bytes = packed
    }
    return Response(
      status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  private func chooseLanguage(_ request: Request) async throws -> Response {
    let fields = FormFields(try await request.body.collect(upTo: 4_096))
    var response = redirect(to: Link(local: fields["back"] ?? "") ?? .start)
    if let chosen = Language(rawValue: fields["language"] ?? ""),
      let setting = cookie(.language).setting(chosen.rawValue, ageSeconds: 365 * 86_400)
    {
      response.headers[.setCookie] = setting
    }
    return response
  }
}
