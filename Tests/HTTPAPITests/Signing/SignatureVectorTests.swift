import Coalition
import Crypto
import Foundation
import HTTPAPI
import HTTPTypes
import Testing

/// The examples of RFC 9421, appendix B.2, over its test request.
@Suite struct SignatureVectorTests {
  private static let request = SignedTarget(
    method: "POST", target: "/foo?param=Value&Pet=dog", authority: "example.com",
    headers: [
      .date: "Tue, 20 Apr 2021 02:07:55 GMT", .contentType: "application/json",
      HTTPField.Name("Content-Digest")!:  // a valid name
        "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:",
      .contentLength: "18",
    ])

  private func isSignature(
    _ input: String, _ signature: String, _ credential: SigningCredential
  ) throws -> Bool {
    let inputs = try StructuredFieldParser.dictionary(input.utf8)
    let signatures = try StructuredFieldParser.dictionary(signature.utf8)
    guard case .list(let covered) = inputs[0].value, case .item(let item) = signatures[0].value,
      case .bytes(let bytes) = item.value
    else { return false }
    let base = try #require(
      SignatureBase.text(covered) { item in
        item.value.text.flatMap { Self.request.value(of: $0, scheme: "https") }
      })
    return credential.isSignature(bytes, of: Array(base.utf8))
  }

  @Test func `B.2.5, HMAC with SHA-256`() throws {
    let secret = try #require(
      Data(
        base64Encoded:
          "uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ=="))
    let input = """
      sig-b25=("date" "@authority" "content-type");created=1618884473;keyid="test-shared-secret"
      """
    let credential = SigningCredential.secret(SymmetricKey(data: secret))
    #expect(
      try isSignature(input, "sig-b25=:pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=:", credential))
    #expect(
      try !isSignature(input, "sig-b25=:pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE4=:", credential))
    let later = input.replacing("1618884473", with: "1618884474")
    #expect(try !isSignature(later, "sig-b25=:pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=:", credential))
  }

  @Test func `B.2.6, Ed25519`() throws {
    let key = try #require(
      Data(base64Encoded: "JrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs="))
    let input = """
      sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473\
      ;keyid="test-key-ed25519"
      """
    let signature = """
      sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:
      """
    let credential = SigningCredential.publicKey(try Curve25519.Signing.PublicKey(rawRepresentation: key))
    #expect(try isSignature(input, signature, credential))
    #expect(try !isSignature(input.replacing("\"@path\" ", with: ""), signature, credential))
  }

  @Test(arguments: [
    ("@query", "?param=Value&Pet=dog"), ("@path", "/foo"), ("@request-target", "/foo?param=Value&Pet=dog"),
    ("@target-uri", "https://example.com/foo?param=Value&Pet=dog"), ("@scheme", "https"),
  ]) func `components have the values of section 2.2`(_ name: String, _ value: String) {
    #expect(Self.request.value(of: name, scheme: "https") == value)
  }

  @Test func `a host is small, without the port that its scheme has`() {
    func authority(_ host: String, _ scheme: String) -> String? {
      SignedTarget(method: "GET", target: "/", authority: host, headers: [:]).value(
        of: "@authority", scheme: scheme)
    }
    #expect(authority("WWW.Example.com:443", "https") == "www.example.com")
    #expect(authority("example.com:443", "http") == "example.com:443")
    #expect(authority("example.com:8080", "https") == "example.com:8080")
    #expect(authority("", "https") == nil)
  }
}
