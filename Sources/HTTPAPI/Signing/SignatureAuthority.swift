package import Coalition
package import Crypto
package import Ledger

/// What an API needs to take signed requests.
package struct SignatureAuthority: Sendable {
  /// The key that a request names, seen at an address; nil for one that is not in force.
  package var key: @Sendable (_ name: String, _ address: String?) async throws -> SigningKey?
  /// Who a request that is signed with the key stands for, with the session of whoever is signed in there.
  package var principal: @Sendable (SigningKey, _ session: String?) async throws -> Principal
  /// Keeps a nonce; false when it was used before.
  package var keepNonce: @Sendable (_ nonce: String, APIKeyID, _ until: Instant) async throws -> Bool
  /// Signs replies to callers that have a key pair, with the name of our public key.
  package var replyKey: (key: Curve25519.Signing.PrivateKey, name: String)?

  package init(
    key: @escaping @Sendable (String, String?) async throws -> SigningKey?,
    principal: @escaping @Sendable (SigningKey, String?) async throws -> Principal,
    keepNonce: @escaping @Sendable (String, APIKeyID, Instant) async throws -> Bool,
    replyKey: (key: Curve25519.Signing.PrivateKey, name: String)? = nil
  ) {
    self.key = key
    self.principal = principal
    self.keepNonce = keepNonce
    self.replyKey = replyKey
  }

  /// Takes none.
  package static let none = SignatureAuthority(
    key: { _, _ in nil }, principal: { key, _ in key.principal }, keepNonce: { _, _, _ in false })
}

extension SignatureAuthority {
  package init(_ coalition: Coalition) {
    self.init(
      key: { name, address in try await coalition.signingKey(name, from: address ?? "") },
      principal: { key, session in try await coalition.principal(of: key, session: session) },
      keepNonce: { nonce, key, until in try await coalition.keepNonce(nonce, of: key, until: until) },
      replyKey: (coalition.replyKey.privateKey, coalition.replyKey.name))
  }
}
