internal import Ledger
internal import Storage

extension Coalition {
  /// How far behind the record of a key's last use may be.
  private static let useRecordSeconds: Int64 = 60

  /// Tells who a bearer token stands for.
  ///
  /// The token is compared by its hash, so neither the look-up nor its time tells how much of a guess is
  /// right.
  /// - Parameter origin: the caller's address, for the audit log.
  /// - Throws: `AccessRefusal.notAuthenticated`, whatever is wrong with it; `.merchantSuspended` for a right
  ///   one of a suspended merchant, `.signatureRequired` for one that must sign.
  package func authenticate(bearer token: String, from origin: String = "") async throws -> Principal {
    guard APISecret.isWellFormed(token) else { throw AccessRefusal.notAuthenticated }
    let hash = APISecret.hash(token)
    let now = clock.now()
    if let known = keyCache.principal(for: hash, at: now) { return known.from(origin) }
    let found = try await database.read { tx in try tx.keyHolder("secret_hash = \(hash)") }
    guard let found, found.isUsable(at: now, in: settings.environment) else {
      throw AccessRefusal.notAuthenticated
    }
    if found.merchantStatus == .suspended { throw AccessRefusal.merchantSuspended }
    let key = found.key
    if key.isSignedOnly { throw AccessRefusal.signatureRequired }
    try await recordUse(of: key.id, last: key.usedAt, at: now)
    let principal = found.principal
    keyCache.remember(principal, for: hash, at: now, until: key.expiresAt)
    return principal.from(origin)
  }

  /// Notes that a key was used, unless that was noted a moment ago.
  func recordUse(of key: APIKeyID, last: Instant?, at now: Instant) async throws {
    if let last, last.adding(seconds: Self.useRecordSeconds) > now { return }
    try await database.write { tx in
      try tx.execute("UPDATE api_key SET used_at = \(now) WHERE id = \(key)")
    }
  }
}

/// A key with the state of whom it belongs to.
struct KeyHolder: Sendable {
  let key: APIKey
  let merchantStatus: Merchant.Status?
  let terminalStatus: Terminal.Status?
  let store: StoreID?

  /// Whether it is in force; that of a suspended merchant is, and is told so.
  func isUsable(at now: Instant, in environment: KeyEnvironment) -> Bool {
    key.environment == environment && key.revokedAt == nil && (key.expiresAt.map { now < $0 } ?? true)
      && merchantStatus != .closed && (terminalStatus ?? .enabled) == .enabled
  }

  var principal: Principal {
    let kind: Principal.Kind =
      switch key.kind {
      case .platform: .platform
      case .merchant: .merchant
      case .terminal: .terminal
      }
    return Principal(
      kind: kind, merchant: key.merchant, store: store, terminal: key.terminal, scopes: key.scopes,
      actor: Actor(kind: .key, id: key.id.rawValue, answerable: key.createdBy), key: key.id,
      isLoginProof: key.isLoginProof, requestsPerMinute: key.requestsPerMinute,
      pointsPerDay: kind == .platform ? key.pointsPerDay ?? Coalition.pointsOfKeyPerDay : nil)
  }
}

extension Principal {
  /// The same caller, seen at an address.
  func from(_ origin: String) -> Principal {
    var actor = actor
    actor.origin = origin
    return Principal(
      kind: kind, merchant: merchant, stores: stores, terminal: terminal, scopes: scopes, actor: actor,
      key: key,
      isLoginProof: isLoginProof, requestsPerMinute: requestsPerMinute, pointsPerDay: pointsPerDay,
      presence: presence)
  }
}

extension Storage.Transaction {
  func keyHolder(_ condition: SQL) throws -> KeyHolder? {
    guard let key = try queryFirst(APIKey.select + "WHERE " + condition, { APIKey($0) }) else {
      return nil
    }
    var merchantStatus: Merchant.Status?
    if let owner = key.merchant { merchantStatus = try merchant(owner)?.status }
    var till: Terminal?
    if let place = key.terminal { till = try terminal(place) }
    return KeyHolder(
      key: key, merchantStatus: merchantStatus, terminalStatus: till?.status, store: till?.store)
  }
}
