import Coalition
import Crypto
import Foundation
import HTTPAPI
import HTTPTypes
import Hummingbird
import NIOCore

/// A merchant's system or a device that signs, written with strings as RFC 9421 prints them: it shares
/// nothing with what checks it.
struct Signer {
  enum Key {
    case secret(String)
    case device(Curve25519.Signing.PrivateKey)
  }

  var keyID: String
  var key: Key
  var components = ["@method", "@path", "@query", "content-digest"]
  var algorithm: String?

  private var usedAlgorithm: String {
    if let algorithm { return algorithm }
    if case .secret = key { return "hmac-sha256" }
    return "ed25519"
  }

  private func signature(_ text: String) throws -> String {
    switch key {
    case .secret(let secret):
      let code = HMAC<SHA256>.authenticationCode(
        for: Array(text.utf8), using: SymmetricKey(data: Array(secret.utf8)))
      return Data(code).base64EncodedString()
    case .device(let key): return try Data(key.signature(for: Array(text.utf8))).base64EncodedString()
    }
  }

  /// The request with its signature; `tamper` changes it afterwards.
  func request(
    _ method: HTTPRequest.Method, _ target: String, once: String? = nil, session: String? = nil,
    created: Int64, nonce: String = UUID().uuidString, body: String = "", type: String = "application/json",
    tamper: (inout HTTPRequest, inout String) -> Void = { _, _ in }
  ) throws -> Request {
    var body = body
    var headers: HTTPFields = [.acceptLanguage: "en"]
    if !body.isEmpty { headers[.contentType] = type }
    var values = [
      "@method": method.rawValue, "@path": String(target.prefix { $0 != "?" }),
      "@query": target.firstIndex(of: "?").map { String(target[$0...]) } ?? "?",
    ]
    var covered = components
    if components.contains("content-digest") {
      let digest =
        "sha-256=:" + Data(SHA256.hash(data: Array(body.utf8))).base64EncodedString() + ":"
      headers[HTTPField.Name("Content-Digest")!] = digest  // valid names, here and below
      values["content-digest"] = digest
    }
    for (name, value) in [("idempotency-key", once), ("operator-session", session)] {
      guard let value else { continue }
      headers[HTTPField.Name(name)!] = value
      values[name] = value
      covered.append(name)
    }
    let parameters = """
      (\(covered.map { "\"\($0)\"" }.joined(separator: " ")));created=\(created);keyid="\(keyID)"\
      ;nonce="\(nonce)";alg="\(usedAlgorithm)"
      """
    let lines = covered.map { "\"\($0)\": \(values[$0] ?? "")\n" }.joined()
    let signature = try signature(lines + "\"@signature-params\": " + parameters)
    headers[HTTPField.Name("Signature-Input")!] = "sig=" + parameters
    headers[HTTPField.Name("Signature")!] = "sig=:" + signature + ":"
    var head = HTTPRequest(
      method: method, scheme: nil, authority: "127.0.0.1:8080", path: target, headerFields: headers)
    tamper(&head, &body)
    return Request(head: head, body: .init(buffer: ByteBuffer(string: body)))
  }
}
