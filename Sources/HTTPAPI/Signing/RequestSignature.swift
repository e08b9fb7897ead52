import Coalition
import Crypto
import HTTPTypes

/// The signature of a request as it came, read and held against our profile (decision 0013), not yet checked.
struct RequestSignature: Sendable {
  /// How far a request's time of creation may be from ours, both ways.
  static let windowSeconds: Int64 = 300

  let label: String
  let covered: StructuredField.InnerList
  let signature: [UInt8]
  let keyID: String
  let nonce: String
  let algorithm: String
  /// Seconds since 1970.
  let created: Int64

  /// Whether a request claims to be signed in this form.
  static func isPresent(in headers: HTTPFields) -> Bool {
    headers[.signatureInput] != nil || headers[.signature] != nil
  }

  /// - Throws: ``Problem`` with `signature_malformed`, naming what is missing or not taken.
  init(_ headers: HTTPFields) throws(Problem) {
    guard let input = headers[.signatureInput] else { throw Self.malformed("Signature-Input") }
    guard let written = headers[.signature] else { throw Self.malformed("Signature") }
    let inputs = try Self.members(input, "Signature-Input")
    let signatures = try Self.members(written, "Signature")
    // A second signature could be one that we do not check.
    guard inputs.count == 1, signatures.count == 1, inputs[0].name == signatures[0].name else {
      throw Self.malformed("Signature-Input: exactly one signature")
    }
    guard case .list(let covered) = inputs[0].value else { throw Self.malformed("Signature-Input") }
    guard case .item(let item) = signatures[0].value, case .bytes(let signature) = item.value,
      item.parameters.isEmpty, 32...64 ~= signature.count
    else { throw Self.malformed("Signature") }
    let parameters = covered.parameters
    let known: Set = ["created", "keyid", "nonce", "alg", "expires", "tag"]
    if let other = parameters.first(where: { !known.contains($0.name) }) { throw Self.malformed(other.name) }
    guard let created = parameters["created"]?.number else { throw Self.malformed("created") }
    guard let keyID = parameters["keyid"]?.text else { throw Self.malformed("keyid") }
    guard let nonce = parameters["nonce"]?.text, Self.isNonce(nonce) else { throw Self.malformed("nonce") }
    guard let algorithm = parameters["alg"]?.text else { throw Self.malformed("alg") }
    label = inputs[0].name
    self.covered = covered
    self.signature = signature
    self.keyID = keyID
    self.nonce = nonce
    self.algorithm = algorithm
    self.created = created
  }

  /// What the reply refers to.
  var reference: ReplySigning.SignatureLabel {
    ReplySigning.SignatureLabel(label: label, signature: signature)
  }

  /// The public key that `keyid` itself is, as `ed25519:` and 32 bytes in Base64; nil for a name.
  var broughtKey: Curve25519.Signing.PublicKey? {
    let prefix = SigningAlgorithm.ed25519.rawValue + ":"
    guard keyID.hasPrefix(prefix), let bytes = Base64.bytes(keyID.utf8.dropFirst(prefix.utf8.count)) else {
      return nil
    }
    // What is no key is treated as the name of none.
    return try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)
  }

  /// 8…64 characters, so that chance alone does not repeat one.
  static func isNonce(_ text: String) -> Bool {
    8...64 ~= text.utf8.count && text.utf8.allSatisfy { 0x21...0x7E ~= $0 }
  }

  static func malformed(_ part: String) -> Problem { Problem(.signatureMalformed, part) }

  private static func members(
    _ text: String, _ field: String
  ) throws(Problem) -> [StructuredField.Member] {
    do { return try StructuredFieldParser.dictionary(text.utf8) } catch { throw malformed(field) }
  }

  /// What the profile wants covered is covered, and nothing is that we could not check.
  ///
  /// Method and target always; the body's digest unless the body is empty, which is checked when it is read;
  /// headers that change what is done, where they came.
  /// - Throws: ``Problem`` with `signature_malformed`.
  func checkCoverage(of target: SignedTarget) throws(Problem) {
    var names: Set<String> = []
    for item in covered.items {
      guard let name = item.value.text, item.parameters.isEmpty, Self.takes.contains(name) else {
        throw Self.malformed("Signature-Input: " + item.serialized)
      }
      guard names.insert(name).inserted else { throw Self.malformed("Signature-Input: \"\(name)\"") }
    }
    var needed = ["@method"]
    if !names.contains("@target-uri") {
      needed.append("@path")
      if target.query != nil { needed.append("@query") }
    }
    for header in ["content-digest", "idempotency-key", "operator-session"] {
      if let name = HTTPField.Name(header), target.headers[name] != nil { needed.append(header) }
    }
    if let missing = needed.first(where: { !names.contains($0) }) {
      throw Self.malformed("Signature-Input: \"\(missing)\"")
    }
  }

  /// Components that may be covered.
  private static let takes: Set = [
    "@method", "@target-uri", "@path", "@query", "@authority", "@scheme", "@request-target",
    "content-digest", "content-type", "content-length", "date", "idempotency-key", "operator-session",
  ]

  /// Whether the time of creation is near enough, and the end, where one is given, not over.
  func isFresh(at seconds: Int64) -> Bool {
    // Neither number can overflow: they have 15 digits at most.
    guard abs(created - seconds) <= Self.windowSeconds else { return false }
    guard let expires = covered.parameters["expires"] else { return true }
    return (expires.number ?? 0) >= seconds
  }

  /// The texts that the signature may be over: which scheme the client used is not seen behind a proxy.
  func bases(of target: SignedTarget) -> [[UInt8]] {
    let names = covered.items.compactMap(\.value.text)
    let schemes =
      names.contains { ["@target-uri", "@scheme", "@authority"].contains($0) }
      ? ["https", "http"] : ["https"]
    return schemes.compactMap { scheme in
      SignatureBase.text(covered) { item in
        item.value.text.flatMap { target.value(of: $0, scheme: scheme) }
      }
      .map { Array($0.utf8) }
    }
  }
}

extension HTTPField.Name {
  // Names written here are valid, so making them cannot fail.
  static let signatureInput = Self("Signature-Input")!
  static let signature = Self("Signature")!
  static let contentDigest = Self("Content-Digest")!
  static let operatorSession = Self("Operator-Session")!
  static let tongbaoTimestamp = Self("Tongbao-Timestamp")!
  static let tongbaoSignature = Self("Tongbao-Signature")!
}
