import Coalition
import Crypto
import HTTPTypes
import Ledger

/// How the reply to a signed request is signed, so that the caller knows that it is ours, whole, and the
/// answer to this request.
struct ReplySigning: Sendable {
  enum Form: Sendable {
    /// RFC 9421, bound to the request by its signature.
    case standard(SignatureLabel)
    /// Lines of text, bound to the request by its nonce.
    case simple(nonce: String)
  }

  struct SignatureLabel: Sendable {
    let label: String
    let signature: [UInt8]
  }

  enum Key: Sendable {
    case secret(SymmetricKey, keyID: String)
    case platform(Curve25519.Signing.PrivateKey, keyID: String)
  }

  let form: Form
  let key: Key

  /// Adds digest and signature.
  /// - Parameter now: seconds since 1970.
  func sign(_ reply: inout Reply, at now: Int64, isHead: Bool) {
    let body = isHead ? [] : reply.body
    switch form {
    case .standard(let request):
      reply.headers[.contentDigest] = ContentDigest.field(of: body)
      signStandard(&reply, request, now)
    case .simple(let nonce):
      let head = "\(reply.status)\n\(now)\n\(nonce)\n"
      reply.headers[.tongbaoTimestamp] = String(now)
      reply.headers[.tongbaoSignature] = signature(of: Array(head.utf8) + body + [0x0A]).map(Base64.text)
    }
  }

  private func signStandard(_ reply: inout Reply, _ request: SignatureLabel, _ now: Int64) {
    typealias Parameter = StructuredField.Parameter
    let covered = StructuredField.InnerList(
      [
        StructuredField.Item(.string("@status")), StructuredField.Item(.string("content-digest")),
        StructuredField.Item(
          .string("signature"),
          [Parameter("req", .boolean(true)), Parameter("key", .string(request.label))]),
      ],
      [
        Parameter("created", .integer(now)), Parameter("keyid", .string(keyID)),
        Parameter("alg", .string(algorithm)),
      ])
    let base = SignatureBase.text(covered) { item in
      switch item.value.text {
      case "@status": String(reply.status)
      case "content-digest": reply.headers[.contentDigest]
      default: StructuredField.Bare.bytes(request.signature).serialized
      }
    }
    guard let base, let signature = signature(of: Array(base.utf8)) else { return }
    reply.headers[.signatureInput] = StructuredField.Member("tongbao", .list(covered)).serialized
    reply.headers[.signature] =
      StructuredField.Member("tongbao", .item(StructuredField.Item(.bytes(signature)))).serialized
  }

  private func signature(of message: [UInt8]) -> [UInt8]? {
    switch key {
    case .secret(let key, _): Array(HMAC<SHA256>.authenticationCode(for: message, using: key))
    // Fails only where the machine's randomness does; the caller then gets an unsigned reply, and refuses it.
    case .platform(let key, _): (try? key.signature(for: message)).map { [UInt8]($0) }
    }
  }

  private var keyID: String {
    switch key {
    case .secret(_, let keyID), .platform(_, let keyID): keyID
    }
  }

  private var algorithm: String {
    switch key {
    case .secret: SigningAlgorithm.hmacSHA256.rawValue
    case .platform: SigningAlgorithm.ed25519.rawValue
    }
  }
}
