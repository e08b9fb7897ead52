import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Consoles

@Suite struct FaceHostsTests {
  private static let names: [FaceHosts.Place: String] = [
    .platform: "ops.example", .merchant: "shops.example", .seat: "till.example", .member: "points.example",
    .api: "api.example",
  ]

  private func verdict(_ host: String?, _ path: String) throws -> FaceHosts.Verdict {
    try #require(FaceHosts(Self.names)).verdict(host: host, path: path)
  }

  @Test(arguments: [
    ("ops.example", "/operator/members"), ("OPS.example:443", "/operator"), ("shops.example", "/merchant"),
    ("till.example", "/seat/pair"), ("points.example", "/member/me"), ("points.example", "/"),
    ("points.example", "/apply"), ("points.example", "/developers"), ("api.example", "/v1/members?phone=1"),
    ("api.example", "/openapi.json"), ("ops.example", "/assets/tongbao.css"), ("till.example", "/language"),
    ("10.0.0.7", "/healthz"), ("10.0.0.7", "/readyz"),
  ])
  func `a face is served at its own host`(_ host: String, _ path: String) throws {
    #expect(try verdict(host, path) == .here)
  }

  @Test func `no face is served at another's host`() throws {
    for (place, host) in Self.names {
      for (other, own) in Self.names where other != place {
        let path = other == .api ? "/v1/members" : "/\(other.rawValue)/x"
        #expect(
          try verdict(host, path) == (other == .api ? .nowhere : .elsewhere(own)),
          "\(path) at \(host)")
      }
    }
    #expect(
      try verdict("api.example", "/assets/tongbao.css") == .elsewhere("points.example"))
    // Nobody has a face by the name of one's place.
    #expect(try verdict("api.example", "/api") == .elsewhere("points.example"))
  }

  @Test(arguments: [nil, "evil.example", "ops.example.evil", "", "127.0.0.1:8080", "ops.example:8080"])
  func `another's host is served nothing`(_ host: String?) throws {
    #expect(try verdict(host, "/operator") == .misdirected)
    #expect(try verdict(host, "/v1/members") == .misdirected)
  }

  @Test func `every place has a name of its own`() {
    var names = Self.names
    names[.seat] = "ops.example"
    #expect(FaceHosts(names) == nil)
    names[.seat] = nil
    #expect(FaceHosts(names) == nil)
    names[.seat] = "till example"
    #expect(FaceHosts(names) == nil)
    names[.seat] = "till.example/x"
    #expect(FaceHosts(names) == nil)
  }

  @Test func `people are led to a page's own host, forms and programs are not`() async throws {
    let hosts = try #require(FaceHosts(Self.names))
    let router = Router()
    router.add(middleware: OwnHosts<BasicRequestContext>(hosts, isSecure: true))
    router.get("operator/members") { _, _ in "members" }
    router.post("operator/members") { _, _ in "changed" }
    router.get("v1/members") { _, _ in "api" }
    let application = Application(router: router)
    try await application.test(.live) { client in
      // One that may ask for another host than it connects to.
      let line = TestClient(host: "localhost", port: try #require(client.port))
      line.connect()
      let cases: [(HTTPRequest.Method, String, String, HTTPResponse.Status, String?)] = [
        (.get, "/operator/members", "ops.example", .ok, nil),
        (
          .get, "/operator/members?state=frozen", "points.example", .permanentRedirect,
          "https://ops.example/operator/members?state=frozen"
        ),
        (.post, "/operator/members", "points.example", .notFound, nil),
        // No way of writing a path leads round.
        (.post, "//operator/members", "points.example", .notFound, nil),
        (.post, "/%6Fperator/members", "points.example", .notFound, nil),
        (.post, "/./operator/members", "points.example", .notFound, nil),
        (.get, "/v1/members", "ops.example", .notFound, nil),
        (.get, "/operator/members", "evil.example", .misdirectedRequest, nil),
      ]
      for (method, path, host, status, location) in cases {
        let response = try await line.execute(.init(path, method: method, authority: host))
        #expect(response.status == status, "\(method) \(path) at \(host)")
        #expect(response.headers[.location] == location, "\(path) at \(host)")
      }
      try await line.shutdown()
    }
  }
}
