package import Crypto
internal import Foundation
package import Ledger
internal import Storage

/// How a request is signed (RFC 9421, 3.3). Raw values are stored and stand in `alg`.
package enum SigningAlgorithm: String, CaseIterable, Sendable, SQLScalar {
  /// With a secret that both sides have: merchants' systems.
  case hmacSHA256 = "hmac-sha256"
  /// With a key that never leaves the device.
  case ed25519
}

/// What a signature is checked with.
package enum SigningCredential: Sendable {
  case secret(SymmetricKey)
  case publicKey(Curve25519.Signing.PublicKey)

  package var algorithm: SigningAlgorithm {
    switch self {
    case .secret: .hmacSHA256
    case .publicKey: .ed25519
    }
  }

  /// Whether the signature is one of this message; takes as long for a nearly right one as for any other.
  package func isSignature(_ signature: [UInt8], of message: [UInt8]) -> Bool {
    switch self {
    case .secret(let key):
      HMAC<SHA256>.isValidAuthenticationCode(signature, authenticating: message, using: key)
    case .publicKey(let key): key.isValidSignature(signature, for: message)
    }
  }
}

/// A key that may sign, with who it stands for and everything its signatures are checked with.
package struct SigningKey: Sendable {
  package let id: APIKeyID
  package let principal: Principal
  /// The newest first; two at most, while a secret is changed.
  package let credentials: [SigningCredential]
  /// The device whose key it is; nil for a merchant's system.
  package let device: Device?
}

/// A merchant system's new signing secret, which is never shown again.
package struct NewSigningSecret: Sendable {
  package let key: APIKeyID
  /// `tb_sign_` and 52 characters; its ASCII bytes are the HMAC's key.
  package let secret: String
  /// Until when the secret before it is taken, too; nil where there was none.
  package let earlierUntil: Instant?
}

/// Seals signing secrets, so that the tables alone sign nothing.
struct SecretSeal {
  let key: SymmetricKey

  /// The sealed secret belongs to one row of one key: moved to another, it does not open.
  func sealed(_ secret: String, _ row: Int64, of key: APIKeyID, nonce: [UInt8]) throws -> [UInt8] {
    let box = try AES.GCM.seal(
      Array(secret.utf8), using: self.key, nonce: AES.GCM.Nonce(data: nonce),
      authenticating: binding(row, key))
    // With a nonce of 12 bytes there is always a combined form.
    return [UInt8](box.combined ?? Data())
  }

  /// - Throws: `CryptoKitError` for a row that was changed or sealed under another root.
  func opened(_ sealed: [UInt8], _ row: Int64, of key: APIKeyID) throws -> SymmetricKey {
    let box = try AES.GCM.SealedBox(combined: sealed)
    return SymmetricKey(data: try AES.GCM.open(box, using: self.key, authenticating: binding(row, key)))
  }

  private func binding(_ row: Int64, _ key: APIKeyID) -> [UInt8] {
    Array("signing secret \(row) of key \(key.rawValue)".utf8)
  }
}
