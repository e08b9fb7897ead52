internal import Ledger
internal import Storage

/// What a session waits for before it opens anything.
package enum SignInStep: String, CaseIterable, Sendable, SQLScalar {
  case nothing
  /// A code of the second factor.
  case code
  /// A second factor is to be set up first.
  case enrolment
}

extension Coalition {
  /// How long a session waits for the second factor, in seconds.
  static let waitingSeconds: Int64 = 600

  /// What a session waits for; nil for one that is open or unknown.
  package func step(of token: String, at face: Face) async throws -> SignInStep? {
    try await waitingSession(token, at: face)?.awaits
  }

  /// Opens a session that waits for a code, under a new token.
  ///
  /// Wrong codes delay the account and the address, as wrong passwords do.
  /// - Throws: `AccessRefusal.codeWrong`, `.notAuthenticated`, `.signInDelayed`.
  package func completeSignIn(
    _ token: String, code: String, at face: Face, from address: String
  ) async throws -> SignedIn {
    guard let waiting = try await waitingSession(token, at: face), waiting.awaits == .code else {
      throw AccessRefusal.notAuthenticated
    }
    let now = clock.now()
    let isRight = try await factorTurns.one(about: waiting.user.id) {
      try await provesFactor(code, of: waiting.user, from: address, at: now)
    }
    guard isRight else { throw AccessRefusal.codeWrong }
    return try await renewedSession(token, at: face, now)
  }

  /// Confirms that a session's person is there (二次验证), by password or a code of the second factor: for
  /// five minutes they may move value and change keys and roles.
  ///
  /// Where there is a second factor, the password alone does not do.
  /// - Throws: `AccessRefusal.codeWrong`, `.notAuthenticated`, `.signInDelayed`.
  package func confirmSession(
    _ token: String, secret: String, at face: Face, from address: String
  ) async throws {
    let session = try await session(token, at: face, from: address)
    let now = clock.now()
    let account = failureSubject("confirm", "\(session.user.id.rawValue)")
    // Tries at once come one after another, so that each meets the delay of those before it.
    let isRight = try await factorTurns.one(about: session.user.id) {
      try await confirms(secret, session.user, from: address, at: now)
    }
    guard isRight else { throw AccessRefusal.codeWrong }
    let hash = APISecret.hash(token)
    try await database.write { tx in
      try tx.execute("DELETE FROM sign_in_failure WHERE subject_hash = \(account)")
      try tx.execute("UPDATE session SET confirmed_at = \(now) WHERE id_hash = \(hash)")
    }
  }

  private func confirms(
    _ secret: String, _ user: OperatorUser, from address: String, at now: Instant
  ) async throws -> Bool {
    if try await secondFactor(of: user).since != nil {
      return try await provesFactor(secret, of: user, from: address, at: now)
    }
    let subjects = [
      failureSubject("confirm", "\(user.id.rawValue)"), failureSubject(CountedAddress(address)),
    ]
    try await requireNoDelay(of: subjects)
    let hash = try await database.read { tx in
      try tx.queryFirst("SELECT password_hash FROM operator_user WHERE id = \(user.id)") { $0[0] as String }
    }
    let isRight = await passwordGate.run { Password.verify(secret, hash ?? Password.decoy) }
    if !isRight { try await countFailure(of: subjects, at: now) }
    return isRight
  }

  private func provesFactor(
    _ code: String, of user: OperatorUser, from address: String, at now: Instant
  ) async throws -> Bool {
    let account = failureSubject("factor", "\(user.id.rawValue)")
    let subjects = [account, failureSubject(CountedAddress(address))]
    try await requireNoDelay(of: subjects)
    guard try await takeFactorCode(code, of: user.id, at: now) == true else {
      try await countFailure(of: subjects, at: now)
      return false
    }
    try await database.write { tx in
      try tx.execute("DELETE FROM sign_in_failure WHERE subject_hash = \(account)")
    }
    return true
  }

  /// The session under a new token, open and confirmed: who knew the old one before sign-in was complete has
  /// nothing of it.
  func renewedSession(_ token: String, at face: Face, _ now: Instant) async throws -> SignedIn {
    let (old, new) = (APISecret.hash(token), sessionToken())
    let life = settings.session
    let idleEnd = now.adding(seconds: life.idleSeconds)
    let end = now.adding(seconds: life.absoluteSeconds)
    let user = try await database.write { tx -> OperatorUser? in
      let owner = try tx.queryFirst(
        """
        UPDATE session SET id_hash = \(APISecret.hash(new)), awaits = 'nothing', confirmed_at = \(now),
          seen_at = \(now), idle_ends_at = \(idleEnd), ends_at = \(end)
        WHERE id_hash = \(old) AND face = \(face) AND ends_at > \(now)
        RETURNING user_id
        """
      ) { $0[0] as OperatorID }
      return try owner.flatMap { try tx.user($0) }
    }
    guard let user else { throw AccessRefusal.notAuthenticated }
    return SignedIn(user: user, token: new, awaits: .nothing, knownDevice: "")
  }

  func waitingSession(
    _ token: String, at face: Face
  ) async throws -> (user: OperatorUser, awaits: SignInStep)? {
    guard token.utf8.count == 52 else { return nil }
    let hash = APISecret.hash(token)
    let now = clock.now()
    return try await database.read { tx in
      let row = try tx.queryFirst(
        """
        SELECT user_id, awaits FROM session
        WHERE id_hash = \(hash) AND face = \(face) AND awaits <> 'nothing' AND ends_at > \(now)
        """
      ) { (user: $0[0] as OperatorID, awaits: $0[1] as SignInStep) }
      guard let row, let user = try tx.user(row.user), user.status == .active else { return nil }
      return (user, row.awaits)
    }
  }
}
