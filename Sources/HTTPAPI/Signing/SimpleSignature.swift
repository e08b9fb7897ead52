import HTTPTypes

/// The signature of a client that cannot do structured fields: one header, and lines of plain text.
///
///     Authorization: TONGBAO-HMAC-SHA256 keyid="key_…", timestamp="1772438400", nonce="…",
///       signature="…"
///
/// over method, path with query, timestamp, nonce, idempotency key (empty where there is none) and body, each
/// with a line end.
struct SimpleSignature: Sendable {
  static let scheme = "TONGBAO-HMAC-SHA256"

  let keyID: String
  /// Seconds since 1970.
  let timestamp: Int64
  let nonce: String
  let signature: [UInt8]

  static func isPresent(in headers: HTTPFields) -> Bool {
    headers[.authorization].map { $0.hasPrefix(scheme) } ?? false
  }

  /// - Throws: ``Problem`` with `signature_malformed`.
  init(_ headers: HTTPFields) throws(Problem) {
    let text = headers[.authorization] ?? ""
    guard text.utf8.count <= 512, text.hasPrefix(Self.scheme + " ") else { throw Self.malformed }
    var values: [String: String] = [:]
    let parts = text.utf8.dropFirst(Self.scheme.utf8.count + 1).split(
      separator: UInt8(ascii: ","), maxSplits: 8, omittingEmptySubsequences: false)
    for part in parts {
      let pair = Substring(part.drop { $0 == 0x20 })
      guard let equals = pair.utf8.firstIndex(of: UInt8(ascii: "=")) else { throw Self.malformed }
      let name = String(pair[..<equals])
      let value = pair[pair.utf8.index(after: equals)...]
      guard values[name] == nil, value.utf8.count >= 2, value.hasPrefix("\""), value.hasSuffix("\"") else {
        throw Self.malformed
      }
      values[name] = String(value.dropFirst().dropLast())
    }
    guard values.count == 4, let keyID = values["keyid"], let nonce = values["nonce"],
      RequestSignature.isNonce(nonce), !nonce.contains("\""),
      let written = values["timestamp"], 1...15 ~= written.utf8.count,
      written.utf8.allSatisfy({ $0 &- 0x30 < 10 }), let timestamp = Int64(written),
      let signature = Base64.bytes((values["signature"] ?? "").utf8), signature.count == 32
    else { throw Self.malformed }
    // Device sessions belong to devices, which sign in the other form.
    guard headers[.operatorSession] == nil else { throw RequestSignature.malformed("Operator-Session") }
    self.keyID = keyID
    self.timestamp = timestamp
    self.nonce = nonce
    self.signature = signature
  }

  private static let malformed = RequestSignature.malformed("Authorization: \(scheme)")

  func isFresh(at seconds: Int64) -> Bool {
    abs(timestamp - seconds) <= RequestSignature.windowSeconds
  }

  func message(_ target: SignedTarget, _ body: [UInt8]) -> [UInt8] {
    let head = [
      target.method, target.target, String(timestamp), nonce, target.headers[.idempotencyKey] ?? "",
    ].map { $0 + "\n" }.joined()
    return Array(head.utf8) + body + [0x0A]
  }
}
