internal import Crypto
package import Ledger
internal import Storage

/// A key to be made.
package struct APIKeyDraft: Sendable {
  package var name: String
  package var kind: APIKey.Kind
  package var scopes: Scope
  package var merchant: MerchantID?
  package var terminal: TerminalID?
  package var isLoginProof = false
  package var isSignedOnly = false
  package var expiresAt: Instant?
  /// 1…1,000,000, the operator's to give; nil is the server's own measure.
  package var requestsPerMinute: Int?
  /// Of the operator's own: what it may give in a day of one programme; nil is
  /// ``Coalition/pointsOfKeyPerDay``.
  package var pointsPerDay: Points?

  /// For the operator's own programs.
  package init(forOperator name: String, scopes: Scope) {
    self.name = name
    self.kind = .platform
    self.scopes = scopes
  }

  /// For a merchant's system.
  package init(_ name: String, for merchant: MerchantID, scopes: Scope = .merchantSystem) {
    self.name = name
    self.kind = .merchant
    self.scopes = scopes
    self.merchant = merchant
  }

  /// For one terminal of a merchant.
  package init(
    _ name: String, for terminal: TerminalID, of merchant: MerchantID, scopes: Scope = .terminalMost
  ) {
    self.name = name
    self.kind = .terminal
    self.scopes = scopes
    self.merchant = merchant
    self.terminal = terminal
  }
}

/// A new key with its secret, which is never shown again.
package struct NewAPIKey: Sendable {
  package let key: APIKey
  /// `tb_live_` or `tb_test_`, 32 characters, a checksum of 6.
  package let secret: String
}

extension Coalition {
  /// Makes a key; its secret is in the answer and nowhere else.
  ///
  /// Nobody grants more than they have, and the log-in contract is the operator's to give.
  /// - Parameter permit: an approval of exactly this key, used up by it; needed where the rules want a second
  ///   person for a key that may change things.
  /// - Throws: `AccessRefusal`, `MerchantRefusal`, `ApprovalRefusal`.
  package func createAPIKey(
    _ draft: APIKeyDraft, permit: ApprovalID? = nil, by principal: Principal
  ) async throws -> NewAPIKey {
    try principal.require(.keys)
    try principal.requireAllStores()
    try principal.requireConfirmed(at: clock.now())
    try draft.check(by: principal)
    let secret = APISecret.make(environment: settings.environment, random: ids.bytes(20))
    let hash = APISecret.hash(secret)
    let key = APIKey(
      id: ids.next(), prefix: String(secret.prefix(12)), name: draft.name, kind: draft.kind,
      environment: settings.environment, merchant: draft.merchant, terminal: draft.terminal,
      scopes: draft.scopes, isLoginProof: draft.isLoginProof, isSignedOnly: draft.isSignedOnly,
      createdBy: principal.actor.answerable, createdAt: clock.now(), usedAt: nil,
      expiresAt: draft.expiresAt, revokedAt: nil, requestsPerMinute: draft.requestsPerMinute,
      pointsPerDay: draft.pointsPerDay)
    try await database.write { tx in
      if let permit {
        try usePermit(permit, for: .key(KeyProposal(draft)), by: principal, at: key.createdAt, in: tx)
      } else if draft.isPowerful, principal.merchant == nil {
        try requireNoSecondPerson(for: .key, by: principal, in: tx)
      }
      if let merchant = key.merchant { try tx.requireMerchant(merchant) }
      if let terminal = key.terminal {
        guard try tx.terminal(terminal)?.merchant == key.merchant else {
          throw MerchantRefusal.terminalNotFound
        }
      }
      try tx.insert(key, hash: hash)
      try append(
        Change(
          action: "key.create", subject: "key/\(key.id.rawValue)",
          after: "\(key.prefix) \(key.kind.rawValue) \(key.scopes.names.joined(separator: " "))"),
        by: principal.actor, in: tx)
    }
    return NewAPIKey(key: key, secret: secret)
  }
}

extension APIKeyDraft {
  /// The operator's own keys that may change things, and those whose log-in is a member's proof.
  fileprivate var isPowerful: Bool { kind == .platform && !Scope.reading.contains(scopes) || isLoginProof }

  fileprivate func check(by principal: Principal) throws {
    guard name.isName else { throw AccessRefusal.nameInvalid }
    guard principal.merchant == nil || principal.merchant == merchant else { throw AccessRefusal.wrongOwner }
    let most: Scope =
      switch kind {
      case .platform: .all
      case .merchant: .merchantMost
      case .terminal: .terminalMost
      }
    guard !scopes.isEmpty, most.contains(scopes), principal.scopes.contains(scopes) else {
      throw AccessRefusal.scopesTooWide
    }
    if let requestsPerMinute {
      guard principal.kind == .platform, 1...1_000_000 ~= requestsPerMinute else {
        throw AccessRefusal.scopesTooWide
      }
    }
    if let pointsPerDay {
      guard principal.kind == .platform, kind == .platform, pointsPerDay > 0,
        pointsPerDay <= Points.maximumPerCommand
      else { throw AccessRefusal.scopesTooWide }
    }
    if isLoginProof, principal.kind != .platform || kind != .merchant { throw AccessRefusal.scopesTooWide }
  }
}

/// The text of a key: prefix, 160 random bits in base 32, and 30 bits of checksum so that a slip is seen
/// offline.
enum APISecret {
  static func make(environment: KeyEnvironment, random: [UInt8]) -> String {
    let start = "tb_\(environment.rawValue)_"
    let high = random.prefix(10).reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
    let low = random.dropFirst(10).prefix(10).reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
    let body = start + Crockford.text(high, bitCount: 80) + Crockford.text(low, bitCount: 80)
    return body + checksum(body)
  }

  /// Whether the text has the form of a key and its checksum fits.
  static func isWellFormed(_ text: String) -> Bool {
    guard text.utf8.count == 46, text.hasPrefix("tb_live_") || text.hasPrefix("tb_test_") else {
      return false
    }
    return checksum(String(text.dropLast(6))) == text.suffix(6)
  }

  /// What is kept of a key: with 160 random bits a plain hash cannot be searched.
  static func hash(_ text: String) -> [UInt8] {
    Array(SHA256.hash(data: Array(text.utf8)))
  }

  private static func checksum(_ body: String) -> String {
    let hash = SHA256.hash(data: Array(body.utf8)).prefix(4).reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
    return Crockford.text(hash >> 2, bitCount: 30)
  }
}

extension APIKey {
  static let select: SQL = """
    SELECT id, prefix, name, kind, environment, merchant_id, terminal_id, scopes, is_login_proof,
      is_signed_only, created_by, created_at, used_at, expires_at, revoked_at, requests_per_minute,
      points_per_day
    FROM api_key 
    """

  init(_ row: borrowing Row) {
    self.init(
      id: row[0], prefix: row[1], name: row[2], kind: row[3], environment: row[4], merchant: row[5],
      terminal: row[6], scopes: row[7], isLoginProof: row[8], isSignedOnly: row[9], createdBy: row[10],
      createdAt: row[11], usedAt: row[12], expiresAt: row[13], revokedAt: row[14],
      requestsPerMinute: row[15], pointsPerDay: row[16])
  }
}

extension Storage.Transaction {
  func insert(_ key: APIKey, hash: [UInt8]) throws {
    try execute(
      """
      INSERT INTO api_key (id, secret_hash, prefix, name, kind, environment, merchant_id, terminal_id, scopes,
        is_login_proof, is_signed_only, created_by, created_at, expires_at, requests_per_minute,
        points_per_day)
      VALUES (\(key.id), \(hash), \(key.prefix), \(key.name), \(key.kind), \(key.environment),
        \(key.merchant), \(key.terminal), \(key.scopes), \(key.isLoginProof), \(key.isSignedOnly),
        \(key.createdBy), \(key.createdAt), \(key.expiresAt), \(key.requestsPerMinute),
        \(key.pointsPerDay))
      """)
  }
}
