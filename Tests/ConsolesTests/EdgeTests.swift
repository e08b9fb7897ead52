import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Consoles

@Suite struct EdgeTests {
  private struct Broken: Error { let secret = "row 42 of member" }

  private func application() throws -> some ApplicationProtocol {
    let faces = try Faces(zone: Faked.zone, isSecure: false, isDemo: true, apiBase: "http://127.0.0.1:8080")
    let router = Router()
    router.addMiddleware {
      FaceHeaders<BasicRequestContext>(isSecure: false)
      FaceErrors<BasicRequestContext>(faces, requestID: { _, _ in "req_1" }, record: { _, _, _ in })
      SameOrigin<BasicRequestContext>(origins: [])
    }
    faces.addOpenRoutes(to: router)
    router.get("operator/broken") { _, _ -> Response in throw Broken() }
    return Application(router: router)
  }

  @Test func `a page carries the policy and speaks the browser's language`() async throws {
    try await application().test(.router) { client in
      try await client.execute(
        uri: "/help", method: .get, headers: [.acceptLanguage: "zh-HK,zh;q=0.9"]
      ) { response in
        #expect(response.status == .ok)
        #expect(String(buffer: response.body).contains("<html lang=\"zh-Hant\">"))
        #expect(
          response.headers[.contentSecurityPolicy]
            == "default-src 'self'; object-src 'none'; base-uri 'none'; "
            + "frame-ancestors 'none'; form-action 'self'"
        )
        #expect(response.headers[.xContentTypeOptions] == "nosniff")
        #expect(response.headers[.vary] == "Accept-Language, Cookie")
        #expect(response.headers[.cacheControl] == "no-store")
      }
    }
  }

  @Test func `choosing a language is kept and leads back, but never to another site`() async throws {
    try await application().test(.router) { client in
      for (back, location) in [
        ("%2Foperator%2Fmembers%3Fq%3D1", "/operator/members?q=1"), ("%2F%2Fevil.example", "/"),
      ] {
        try await client.execute(
          uri: "/language", method: .post, body: ByteBuffer(string: "language=en&back=\(back)")
        ) { response in
          #expect(response.status == .seeOther)
          #expect(response.headers[.location] == location)
          #expect(
            response.headers[.setCookie] == "tb_language=en; Max-Age=31536000; Path=/; HttpOnly; SameSite=Lax"
          )
        }
      }
      try await client.execute(uri: "/help", method: .get, headers: [.cookie: "tb_language=en"]) { response in
        #expect(String(buffer: response.body).contains("<html lang=\"en\">"))
      }
    }
  }

  @Test(arguments: [("/operator/nowhere", "text/html; charset=utf-8"), ("/v1/nowhere", nil)])
  func `an unknown address of a face is a page, of the interface not`(
    _ path: String, _ type: String?
  )
    async throws
  {
    try await application().test(.router) { client in
      try await client.execute(uri: path, method: .get, headers: [.acceptLanguage: "en"]) { response in
        #expect(response.status == .notFound)
        #expect(response.headers[.contentType] == type)
        #expect(String(buffer: response.body).contains("req_1") == (type != nil))
      }
    }
  }

  @Test func `a failure is a page that names the request and tells nothing else`() async throws {
    try await application().test(.router) { client in
      try await client.execute(uri: "/operator/broken", method: .get, headers: [.acceptLanguage: "en"]) {
        response in
        let text = String(buffer: response.body)
        #expect(response.status == .internalServerError)
        #expect(text.contains("req_1"))
        #expect(!text.contains("row 42"))
      }
    }
  }

  @Test func `the first address shows the product in the reader's language`() async throws {
    try await application().test(.router) { client in
      try await client.execute(uri: "/", method: .get, headers: [.acceptLanguage: "en"]) { response in
        #expect(response.status == .ok)
        #expect(String(buffer: response.body).contains("<title>Tongbao</title>"))
      }
    }
  }

  @Test func `a form from another site is refused`() async throws {
    try await application().test(.router) { client in
      try await client.execute(
        uri: "/language", method: .post, headers: [.secFetchSite: "cross-site"],
        body: ByteBuffer(string: "language=en")
      ) { #expect($0.status == .forbidden) }
    }
  }

  @Test func `assets are named by their content and kept for ever`() async throws {
    let link = try AssetLinks()[.stylesheet].text
    #expect(link.hasPrefix("/assets/tongbao."))
    try await application().test(.router) { client in
      try await client.execute(uri: link, method: .get) { response in
        #expect(response.headers[.contentType] == "text/css; charset=utf-8")
        #expect(response.headers[.cacheControl] == "public, max-age=31536000, immutable")
      }
      try await client.execute(uri: link, method: .get, headers: [.acceptEncoding: "br, gzip"]) { response in
        #expect(response.headers[.contentEncoding] == "gzip" && response.headers[.vary] == "Accept-Encoding")
        #expect(
          Array(buffer: response.body).starts(with: [0x1F, 0x8B]) && response.body.readableBytes < 10_000)
      }
      for refusing in ["gzip;q=0", "br", "identity, gzip; q=0.0"] {
        try await client.execute(uri: link, method: .get, headers: [.acceptEncoding: refusing]) {
          #expect($0.headers[.contentEncoding] == nil && String(buffer: $0.body).contains("{"))
        }
      }
      try await client.execute(uri: "/assets/tongbao.css", method: .get) { #expect($0.status == .notFound) }
      try await client.execute(uri: "/assets/..%2Ftongbao.css", method: .get) {
        #expect($0.status == .notFound)
      }
    }
  }

  @Test(
    arguments: [
      (HTTPRequest.Method.get, "cross-site", "https://evil.example", true), (.post, nil, nil, true),
      (.post, "same-origin", "https://points.example", true), (.post, "none", nil, true),
      (.post, "same-site", nil, false), (.post, "cross-site", nil, false),
      (.post, nil, "https://evil.example", false),
      (.post, nil, "null", false), (.post, "same-origin", "https://evil.example", false),
      (.delete, "cross-site", nil, false),
    ] as [(HTTPRequest.Method, String?, String?, Bool)])
  func `what changes something comes from our own pages`(
    _ method: HTTPRequest.Method, _ site: String?, _ origin: String?, _ isAllowed: Bool
  ) {
    let allowed = Origin.allows(
      method: method, site: site, origin: origin, host: "points.example", known: ["https://points.example"])
    #expect(allowed == isAllowed)
  }

  @Test func `without named origins the host that was asked is the measure`() {
    func allows(_ origin: String) -> Bool {
      Origin.allows(method: .post, site: nil, origin: origin, host: "127.0.0.1:8080", known: [])
    }
    #expect(allows("http://127.0.0.1:8080"))
    #expect(!allows("http://127.0.0.1:9090"))
  }

  @Test func `a form token fits its own session and no other`() {
    let tokens = FormToken(key: [UInt8](repeating: 7, count: 32))
    let token = tokens.token(session: "s1")
    #expect(tokens.accepts(token, session: "s1"))
    #expect(!tokens.accepts(token, session: "s2"))
    #expect(!tokens.accepts("", session: "s1"))
    #expect(!tokens.accepts("not base64 at all!", session: "s1"))
    #expect(!FormToken(key: [UInt8](repeating: 8, count: 32)).accepts(token, session: "s1"))
  }

  @Test func `a session cookie is bound to the host over TLS and plain on loopback`() {
    let secure = FaceCookie(purpose: .operatorSession, isSecure: true)
    #expect(
      secure.setting("abc") == "__Host-tb_operator=abc; Path=/; HttpOnly; SameSite=Strict; Secure")
    #expect(secure.clearing == "__Host-tb_operator=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict; Secure")
    let plain = FaceCookie(purpose: .operatorSession, isSecure: false)
    #expect(plain.setting("abc") == "tb_operator=abc; Path=/; HttpOnly; SameSite=Strict")
    #expect(plain.setting("a;b") == nil)
  }

  @Test(
    arguments: [
      ("tb_operator=abc", "abc"), ("a=b; tb_operator=abc; c=d", "abc"), ("xtb_operator=abc", nil), (nil, nil),
      ("tb_operator=a; tb_operator=b", nil), ("tb_operator=", nil),
    ] as [(String?, String?)])
  func `a cookie given twice is not believed`(_ header: String?, _ value: String?) {
    #expect(FaceCookie(purpose: .operatorSession, isSecure: false).value(in: header) == value)
  }

  @Test func `form fields are decoded, and broken ones kept as they are`() {
    let fields = FormFields(Array("a=1+2&b=%E5%BC%A0&a=second&c&d=%zz&e=%2".utf8))
    #expect(fields["a"] == "1 2")
    #expect(fields["b"] == "\u{5F20}")
    #expect(fields["c"] == "")
    #expect(fields["d"] == "%zz")
    #expect(fields["e"] == "%2")
    #expect(fields["f"] == nil)
  }
}
