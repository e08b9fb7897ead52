internal import Crypto
internal import Ledger
internal import Storage
internal import Synchronization

extension Coalition {
  /// The key that a signed request names, while it is in force; nil for one that does not exist, ended, or
  /// cannot sign.
  /// - Throws: `AccessRefusal.merchantSuspended`, before the signature is looked at: the names of keys are
  ///   not to be guessed.
  package func signingKey(_ name: String, from origin: String = "") async throws -> SigningKey? {
    guard let id = publicIDs.id(name, as: Identified.APIKey.self) else { return nil }
    let now = clock.now()
    if let known = signingKeyCache.key(id, at: now) { return known.from(origin) }
    let seal = SecretSeal(key: secrets.signingSecretKey)
    let environment = settings.environment
    let read = try await database.read { tx -> (key: SigningKey, ends: Instant?, usedAt: Instant?)? in
      guard let holder = try tx.keyHolder("id = \(id)"), holder.isUsable(at: now, in: environment) else {
        return nil
      }
      if holder.merchantStatus == .suspended { throw AccessRefusal.merchantSuspended }
      let rows = try tx.signingCredentials(of: id, at: now)
      if rows.isEmpty { return nil }
      let ends = (rows.compactMap(\.expiresAt) + [holder.key.expiresAt].compactMap(\.self)).min()
      let key = SigningKey(
        id: id, principal: holder.principal, credentials: try rows.map { try $0.opened(seal, of: id) },
        device: try tx.device("device.key_id = \(id)"))
      return (key, ends, holder.key.usedAt)
    }
    guard let read else { return nil }
    try await recordUse(of: id, last: read.usedAt, at: now)
    signingKeyCache.remember(read.key, at: now, until: read.ends)
    return read.key.from(origin)
  }
}

extension SigningKey {
  fileprivate func from(_ origin: String) -> SigningKey {
    SigningKey(id: id, principal: principal.from(origin), credentials: credentials, device: device)
  }
}

/// A stored credential.
private struct CredentialRow {
  let id: Int64
  let algorithm: SigningAlgorithm
  let material: [UInt8]
  let expiresAt: Instant?

  func opened(_ seal: SecretSeal, of key: APIKeyID) throws -> SigningCredential {
    switch algorithm {
    case .hmacSHA256: .secret(try seal.opened(material, id, of: key))
    case .ed25519: .publicKey(try Curve25519.Signing.PublicKey(rawRepresentation: material))
    }
  }
}

extension Storage.Transaction {
  fileprivate func signingCredentials(of key: APIKeyID, at now: Instant) throws -> [CredentialRow] {
    try query(
      """
      SELECT id, algorithm, material, expires_at FROM signing_credential
      WHERE key_id = \(key) AND (expires_at IS NULL OR expires_at > \(now)) ORDER BY id DESC LIMIT 2
      """
    ) { CredentialRow(id: $0[0], algorithm: $0[1], material: $0[2], expiresAt: $0[3]) }
  }
}

/// Remembers signing keys that were read a moment ago, at most 1,024, each for at most 10 seconds: as
/// ``APIKeyCache`` does for bearer keys.
package final class SigningKeyCache: Sendable {
  private static let capacity = 1_024
  private static let lifeSeconds: Int64 = 10

  private struct Entry: Sendable {
    let key: SigningKey
    let readAt: Instant
    let endsAt: Instant
  }

  /// Every signed request reads it, for less than a microsecond: a mutex costs less than an actor's hop.
  private let entries = Mutex<[APIKeyID: Entry]>([:])

  init() {}

  func key(_ id: APIKeyID, at now: Instant) -> SigningKey? {
    entries.withLock { entries in
      guard let entry = entries[id], now >= entry.readAt, now < entry.endsAt else { return nil }
      return entry.key
    }
  }

  func remember(_ key: SigningKey, at now: Instant, until expiry: Instant?) {
    let end = now.adding(seconds: Self.lifeSeconds)
    entries.withLock { entries in
      if entries.count >= Self.capacity { entries.removeAll(keepingCapacity: true) }
      entries[key.id] = Entry(key: key, readAt: now, endsAt: min(end, expiry ?? end))
    }
  }

  func forgetAll() {
    entries.withLock { $0.removeAll(keepingCapacity: true) }
  }
}
