package import Ledger
internal import Storage

/// A second factor that waits for its first code.
package struct FactorEnrolment: Sendable {
  /// For people who cannot scan: base 32.
  package let secret: String
  /// What an authenticator scans: `otpauth://totp/…`.
  package let address: String

  package init(secret: String, address: String) {
    self.secret = secret
    self.address = address
  }
}

/// What a person has besides the password.
package struct FactorState: Sendable, Hashable {
  /// Since when codes are asked for; nil without a second factor.
  package let since: Instant?
  package let recoveryCodesLeft: Int
  /// Whether the person may not do without.
  package let isRequired: Bool
}

extension Coalition {
  static let recoveryCodeCount = 10

  /// What the person has besides the password.
  package func secondFactor(of user: OperatorUser) async throws -> FactorState {
    let isRequired = requiresSecondFactor(user)
    return try await database.read { tx in
      let left = try tx.queryFirst(
        "SELECT count(*) FROM recovery_code WHERE user_id = \(user.id) AND used_at IS NULL"
      ) { $0[0] as Int }
      let factor = try tx.secondFactor(of: user.id)
      return FactorState(
        since: factor?.confirmedAt, recoveryCodesLeft: factor?.confirmedAt == nil ? 0 : left ?? 0,
        isRequired: isRequired)
    }
  }

  /// Begins a second factor of the session's person; it counts once its first code was given. Beginning again
  /// makes a new seed.
  /// - Throws: `AccessRefusal.secondFactorExists`, `.notAuthenticated`, `.confirmationNeeded`.
  package func beginSecondFactor(_ token: String, at face: Face) async throws -> FactorEnrolment {
    let now = clock.now()
    let user = try await enrolling(token, at: face, now)
    let code = TimedCode(seed: ids.bytes(TimedCode.seedByteCount))
    let sealed = try seedVault.sealed(code.seed, of: user.id, nonce: ids.bytes(12))
    try await database.write { tx in
      let changed = try tx.execute(
        """
        INSERT INTO second_factor (user_id, sealed_seed, last_step, begun_at) VALUES
          (\(user.id), \(sealed), 0, \(now))
        ON CONFLICT (user_id) DO UPDATE SET sealed_seed = excluded.sealed_seed, begun_at = excluded.begun_at
        WHERE second_factor.confirmed_at IS NULL
        """)
      guard changed == 1 else { throw AccessRefusal.secondFactorExists }
    }
    return FactorEnrolment(
      secret: code.text, address: code.address(of: user.login, issuer: settings.issuer))
  }

  /// Proves that the authenticator has the seed; from then on codes are asked for. Gives ten recovery codes,
  /// which are never shown again, and the session anew where it waited for this.
  /// - Throws: `AccessRefusal.codeWrong`, `.secondFactorExists`, `.notAuthenticated`.
  package func confirmSecondFactor(
    _ token: String, code: String, at face: Face, from address: String
  ) async throws -> (recoveryCodes: [String], signedIn: SignedIn) {
    let now = clock.now()
    let user = try await enrolling(token, at: face, now)
    let codes = makeRecoveryCodes()
    let vault = seedVault
    let actor = user.principal.actor.at(address)
    let isRight = try await database.write { tx -> Bool in
      guard let factor = try tx.secondFactor(of: user.id) else { throw AccessRefusal.codeWrong }
      guard factor.confirmedAt == nil else { throw AccessRefusal.secondFactorExists }
      let timed = TimedCode(seed: try vault.opened(factor.sealedSeed, of: user.id))
      guard let step = timed.step(of: code, at: now, after: 0) else { return false }
      try tx.execute(
        "UPDATE second_factor SET confirmed_at = \(now), last_step = \(step) WHERE user_id = \(user.id)")
      try tx.replaceRecoveryCodes(of: user.id, codes)
      try append(Change(action: "factor.enrol", subject: "user/\(user.id.rawValue)"), by: actor, in: tx)
      return true
    }
    guard isRight else { throw AccessRefusal.codeWrong }
    return (codes, try await renewedSession(token, at: face, now))
  }

  /// Makes ten new recovery codes; those before are void.
  /// - Throws: `AccessRefusal.confirmationNeeded`, `.secondFactorMissing`.
  package func renewRecoveryCodes(by principal: Principal) async throws -> [String] {
    let id = try ownID(principal)
    try principal.requireConfirmed(at: clock.now())
    let codes = makeRecoveryCodes()
    try await database.write { tx in
      guard try tx.secondFactor(of: id)?.confirmedAt != nil else { throw AccessRefusal.secondFactorMissing }
      try tx.replaceRecoveryCodes(of: id, codes)
      try append(
        Change(action: "factor.recovery_codes", subject: "user/\(id.rawValue)"), by: principal.actor, in: tx)
    }
    return codes
  }

  /// Takes the second factor away: one's own, or that of somebody who lost theirs, by who may change them.
  /// - Throws: `AccessRefusal`.
  package func removeSecondFactor(of id: OperatorID, by principal: Principal) async throws {
    let isOwn = principal.actor.kind == .user && principal.actor.id == id.rawValue
    if !isOwn { try principal.require(.users) }
    try principal.requireConfirmed(at: clock.now())
    try await database.write { tx in
      guard let user = try tx.user(id), isOwn || principal.sees(user) else {
        throw AccessRefusal.userNotFound
      }
      if !isOwn { try principal.requireRank(over: user) }
      guard try tx.execute("DELETE FROM second_factor WHERE user_id = \(id)") == 1 else { return }
      try tx.execute("DELETE FROM recovery_code WHERE user_id = \(id)")
      if !isOwn { try tx.endSessions(of: id) }
      try append(
        Change(action: "factor.remove", subject: "user/\(id.rawValue)"), by: principal.actor, in: tx)
    }
  }

  /// Whether the platform asks this person for a second factor.
  func requiresSecondFactor(_ user: OperatorUser) -> Bool {
    user.merchant == nil && settings.isSecondFactorRequired
  }

  /// Whether the code is one of the person's authenticator that was not used, or a recovery code, which is
  /// then used up. Nil for a person without a second factor.
  func takeFactorCode(_ code: String, of user: OperatorID, at now: Instant) async throws -> Bool? {
    let plain = code.prefix(60).uppercased().filter { $0 != "-" && $0 != " " }
    let vault = seedVault
    return try await database.write { tx in
      guard let factor = try tx.secondFactor(of: user), factor.confirmedAt != nil else { return nil }
      let timed = TimedCode(seed: try vault.opened(factor.sealedSeed, of: user))
      if let step = timed.step(of: plain, at: now, after: factor.lastStep) {
        // The condition lets one of two with the same code win.
        return try tx.execute(
          "UPDATE second_factor SET last_step = \(step) WHERE user_id = \(user) AND last_step < \(step)") == 1
      }
      guard plain.utf8.count == 24 else { return false }
      return try tx.execute(
        """
        UPDATE recovery_code SET used_at = \(now)
        WHERE user_id = \(user) AND code_hash = \(APISecret.hash(plain)) AND used_at IS NULL
        """) == 1
    }
  }

  private func makeRecoveryCodes() -> [String] {
    (0..<Self.recoveryCodeCount).map { _ in
      let random = ids.bytes(15).reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
      let text = Array(Crockford.text(random, bitCount: 120))
      return stride(from: 0, to: 24, by: 6).map { String(text[$0..<$0 + 6]) }.joined(separator: "-")
    }
  }

  /// Who may begin a second factor with this session: whoever proved a moment ago to be there, and whoever
  /// must before anything else.
  private func enrolling(_ token: String, at face: Face, _ now: Instant) async throws -> OperatorUser {
    let waiting = try await waitingSession(token, at: face)
    if let waiting {
      guard waiting.awaits == .enrolment else { throw AccessRefusal.notAuthenticated }
      return waiting.user
    }
    let session = try await session(token, at: face, from: "")
    try session.principal.requireConfirmed(at: now)
    return session.user
  }
}

/// A second factor's row.
struct SecondFactor {
  let sealedSeed: [UInt8]
  let lastStep: Int64
  let confirmedAt: Instant?
}

extension Storage.Transaction {
  func secondFactor(of user: OperatorID) throws -> SecondFactor? {
    try queryFirst(
      "SELECT sealed_seed, last_step, confirmed_at FROM second_factor WHERE user_id = \(user)"
    ) { SecondFactor(sealedSeed: $0[0], lastStep: $0[1], confirmedAt: $0[2]) }
  }

  fileprivate func replaceRecoveryCodes(of user: OperatorID, _ codes: [String]) throws {
    try execute("DELETE FROM recovery_code WHERE user_id = \(user)")
    for code in codes {
      let hash = APISecret.hash(code.filter { $0 != "-" })
      try execute("INSERT INTO recovery_code (user_id, code_hash) VALUES (\(user), \(hash))")
    }
  }
}

extension Actor {
  /// The same actor, seen at an address.
  func at(_ origin: String) -> Actor {
    var actor = self
    actor.origin = origin
    return actor
  }
}
