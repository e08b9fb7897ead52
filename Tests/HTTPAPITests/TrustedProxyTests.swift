import HTTPAPI
import HTTPTypes
import Testing

struct TrustedProxyTests {
  private func caller(
    _ proxies: String, peer: String, _ header: TrustedProxies.Header = .xForwardedFor,
    xff: [String] = [], forwarded: [String] = []
  ) throws -> String? {
    var headers = HTTPFields()
    for value in xff { headers.append(HTTPField(name: try #require(.init("X-Forwarded-For")), value: value)) }
    for value in forwarded { headers.append(HTTPField(name: try #require(.init("Forwarded")), value: value)) }
    return try #require(TrustedProxies(proxies, header: header)).caller(peer: peer, headers)
  }

  @Test func `nobody but a named proxy is believed`() throws {
    #expect(try caller("", peer: "203.0.113.9", xff: ["198.51.100.1"]) == "203.0.113.9")
    #expect(try caller("10.0.0.5", peer: "203.0.113.9", xff: ["198.51.100.1"]) == "203.0.113.9")
    #expect(try caller("10.0.0.5", peer: "10.0.0.6", xff: ["198.51.100.1"]) == "10.0.0.6")
    #expect(try caller("10.0.0.5", peer: "10.0.0.5", xff: ["198.51.100.1"]) == "198.51.100.1")
    #expect(try caller("10.0.0.5", peer: "10.0.0.5") == "10.0.0.5")
  }

  @Test func `what a caller writes before the proxy changes nothing`() throws {
    let spoofed = ["127.0.0.1, 192.0.2.77, 198.51.100.1"]
    #expect(try caller("10.0.0.5", peer: "10.0.0.5", xff: spoofed) == "198.51.100.1")
    // In lines of their own, and with another trusted proxy on the way.
    let lines = ["192.0.2.77", "198.51.100.1, 10.0.0.9"]
    #expect(try caller("10.0.0.0/8", peer: "10.0.0.5", xff: lines) == "198.51.100.1")
    // The header that the proxy does not write is the caller's own.
    #expect(
      try caller("10.0.0.5", peer: "10.0.0.5", xff: ["198.51.100.1"], forwarded: ["for=192.0.2.77"])
        == "198.51.100.1")
    #expect(try caller("10.0.0.5", peer: "10.0.0.5", forwarded: ["for=192.0.2.77"]) == "10.0.0.5")
    #expect(
      try caller(
        "10.0.0.5", peer: "10.0.0.5", .forwarded, xff: ["192.0.2.77"], forwarded: ["for=198.51.100.1"])
        == "198.51.100.1")
  }

  @Test(arguments: ["unknown", "_hidden", "", "1.2.3", "<script>", "198.51.100.1.evil"])
  func `what is garbled is not guessed at`(hop: String) throws {
    #expect(try caller("10.0.0.0/8", peer: "10.0.0.5", xff: ["192.0.2.77, \(hop)"]) == "10.0.0.5")
    #expect(try caller("10.0.0.0/8", peer: "10.0.0.5", xff: ["\(hop), 10.0.0.9"]) == "10.0.0.9")
  }

  @Test func `addresses are read with ports, brackets and in any form`() throws {
    #expect(try caller("10.0.0.5", peer: "::ffff:10.0.0.5", xff: ["198.51.100.1:4711"]) == "198.51.100.1")
    #expect(try caller("::1", peer: "::1", xff: ["2001:db8:0:0::17"]) == "2001:db8::17")
    #expect(
      try caller(
        "fd00::/8", peer: "fd12::1", .forwarded,
        forwarded: [#"for=192.0.2.77, for="[2001:DB8::17]:4711";proto=https;by=203.0.113.43"#])
        == "2001:db8::17")
    #expect(
      try caller("10.0.0.5", peer: "10.0.0.5", .forwarded, forwarded: ["proto=https; For=198.51.100.1"])
        == "198.51.100.1")
    #expect(try caller("10.0.0.0/9", peer: "10.128.0.5", xff: ["198.51.100.1"]) == "10.128.0.5")
  }

  @Test(arguments: ["proxy.example", "10.0.0.0/33", "10.0.0/8", "10.0.0.5;", "10.0.0.5/-1", "::1/129"])
  func `a list with anything else in it is none`(list: String) {
    #expect(TrustedProxies(list) == nil)
  }
}
