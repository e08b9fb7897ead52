package import Crypto

/// The key pair with which the platform signs its replies to devices.
package struct ReplyKey: Sendable {
  package let privateKey: Curve25519.Signing.PrivateKey
  /// `reply_` and 16 hexadecimal digits of the public key's SHA-256.
  package let name: String
  package var publicKey: [UInt8] { [UInt8](privateKey.publicKey.rawRepresentation) }

  init(_ bytes: [UInt8]) {
    // HKDF gave 32 bytes, and any 32 are a key.
    guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes) else {
      preconditionFailure("any 32 bytes are an Ed25519 key")
    }
    privateKey = key
    let digits = Array("0123456789abcdef")
    name =
      "reply_"
      + String(
        SHA256.hash(data: [UInt8](key.publicKey.rawRepresentation)).prefix(8).flatMap {
          [digits[Int($0 >> 4)], digits[Int($0 & 15)]]
        })
  }
}

extension Coalition {
  package var replyKey: ReplyKey { secrets.replyKey }
}
