internal import Ledger
internal import Storage

extension Coalition {
  /// How long the secret before may stay in use, in seconds: up to 30 days.
  package static let longestOverlapSeconds: Int64 = 30 * 86_400

  /// Makes a signing secret for a key; it is in the answer and nowhere else.
  ///
  /// The secret before it is taken for the overlap, so that systems can change over; one before that ends at
  /// once, so there are never more than two. With an overlap of 0 a lost secret ends now.
  /// - Throws: `AccessRefusal`.
  package func createSigningSecret(
    for id: APIKeyID, overlapSeconds: Int64 = 7 * 86_400, by principal: Principal
  ) async throws -> NewSigningSecret {
    try principal.require(.keys)
    try principal.requireAllStores()
    try principal.requireConfirmed(at: clock.now())
    let overlap = min(max(overlapSeconds, 0), Self.longestOverlapSeconds)
    let now = clock.now()
    let secret = SigningSecret.make(random: ids.bytes(32))
    let row: Int64 = ids.next(Identified.APIKey.self).rawValue
    let sealed = try SecretSeal(key: secrets.signingSecretKey).sealed(
      secret, row, of: id, nonce: ids.bytes(12))
    let until = now.adding(seconds: overlap)
    let earlier = try await database.write { tx in
      let key = try tx.signableKey(id, by: principal)
      let active = try tx.query(
        """
        SELECT id, expires_at FROM signing_credential
        WHERE key_id = \(id) AND (expires_at IS NULL OR expires_at > \(now)) ORDER BY id DESC
        """
      ) { (id: $0[0] as Int64, expiresAt: $0[1] as Instant?) }
      for (place, credential) in active.enumerated() {
        let end = place == 0 ? min(credential.expiresAt ?? until, until) : now
        try tx.execute("UPDATE signing_credential SET expires_at = \(end) WHERE id = \(credential.id)")
      }
      try tx.execute(
        """
        INSERT INTO signing_credential (id, key_id, algorithm, material, created_at)
        VALUES (\(row), \(id), \(SigningAlgorithm.hmacSHA256), \(sealed), \(now))
        """)
      try append(
        Change(
          action: "key.signing_secret", subject: "key/\(id.rawValue)", before: "\(active.count) active",
          after: "\(key.prefix) overlap \(overlap) s"),
        by: principal.actor, in: tx)
      return active.first.map { min($0.expiresAt ?? until, until) }
    }
    signingKeyCache.forgetAll()
    return NewSigningSecret(key: id, secret: secret, earlierUntil: earlier)
  }

  /// Says whether a key must sign, so that its bearer form no longer opens anything.
  /// - Throws: `AccessRefusal`.
  package func setSignedOnly(
    _ isSignedOnly: Bool, forKey id: APIKeyID, by principal: Principal
  ) async throws -> APIKey {
    try principal.require(.keys)
    try principal.requireAllStores()
    try principal.requireConfirmed(at: clock.now())
    let changed = try await database.write { tx in
      let before = try tx.signableKey(id, by: principal)
      try tx.execute("UPDATE api_key SET is_signed_only = \(isSignedOnly) WHERE id = \(id)")
      try append(
        Change(
          action: "key.signed_only", subject: "key/\(id.rawValue)", before: "\(before.isSignedOnly)",
          after: "\(isSignedOnly)"),
        by: principal.actor, in: tx)
      return try tx.apiKey(id) ?? before
    }
    keyCache.forgetAll()
    signingKeyCache.forgetAll()
    return changed
  }
}

/// The text of a signing secret: a prefix and 256 random bits in base 32.
enum SigningSecret {
  static func make(random: [UInt8]) -> String {
    "tb_sign_"
      + [random.prefix(16), random.suffix(16)].map { half in
        Crockford.text(half.reduce(UInt128(0)) { $0 << 8 | UInt128($1) }, bitCount: 128)
      }.joined()
  }
}

extension Storage.Transaction {
  /// A key of the caller's that is not revoked and not a device's, which has a key of its own.
  fileprivate func signableKey(_ id: APIKeyID, by principal: Principal) throws -> APIKey {
    guard let key = try apiKey(id), principal.sees(key), key.revokedAt == nil else {
      throw AccessRefusal.keyNotFound
    }
    let own = try queryFirst(
      "SELECT 1 FROM signing_credential WHERE key_id = \(id) AND algorithm = 'ed25519'"
    ) { $0.count }
    if own != nil { throw AccessRefusal.wrongOwner }
    return key
  }
}
