internal import Crypto
package import Ledger
internal import Storage

extension Coalition {
  /// Wrong PINs in a row before it is locked.
  package static let pinTries = 5
  /// How long it then stays locked.
  package static let pinLockSeconds: Int64 = 3_600

  /// Sets a member's PIN and ends a lock.
  /// - Throws: `AccessRefusal`, `MemberRefusal.memberNotFound`, `.memberClosed`, `.pinTooSimple`,
  ///   `.memberProofRequired` of a card without a name that has points: see ``setCardPIN``.
  package func setPIN(_ pin: String, of member: MemberID, by principal: Principal) async throws {
    try principal.require(.writeMembers)
    guard pin.isDigits, pin.utf8.count == 6, !pin.isSimplePIN else { throw MemberRefusal.pinTooSimple }
    if try await mustProve(member, by: principal) { throw MemberRefusal.memberProofRequired }
    let new = newPIN(pin)
    let now = clock.now()
    defer { directoryCache.forgetPIN(of: member) }
    try await database.write { tx in
      guard try tx.requireMember(member).status != .closed else { throw MemberRefusal.memberClosed }
      try tx.set(new, of: member, at: now)
      try append(
        Change(action: "member.pin", subject: "member/\(member.rawValue)"), by: principal.actor, in: tx)
    }
  }

  /// Checks a PIN; the count of failures is committed with every wrong try: tries at once are counted each.
  ///
  /// A member's tries come one after another in this server. So the right PIN after no failure, which is what
  /// tills send all day, needs no write: no guess can be looked at before those ahead of it were counted.
  /// - Throws: `MemberRefusal.pinNotSet`, `.pinWrong`, `.pinLocked`.
  package func verifyPIN(_ pin: String, of member: MemberID) async throws {
    try await pinTurns.one(about: member) {
      if try await !isRightAtOnce(pin, of: member) { try await countedVerdict(pin, of: member) }
    }
  }

  private func isRightAtOnce(_ pin: String, of member: MemberID) async throws -> Bool {
    // One process owns a SQLite file, and what it changes it forgets (docs/decisions/0030). On PostgreSQL
    // another server may have counted a failure a moment ago, so the table is asked every time.
    let isAlone = database.dialect == .sqlite
    if isAlone, let known = directoryCache.pin(of: member) { return isRight(pin, known) }
    let (now, generation) = (clock.now(), directoryCache.generation)
    let read = try await database.read { tx -> PINVerifier? in
      let row = try tx.queryFirst(
        "SELECT salt, verifier, failures, locked_until FROM member_pin WHERE member_id = \(member)"
      ) {
        (
          pin: PINVerifier(salt: $0[0], verifier: $0[1]), failures: $0[2] as Int, until: $0[3] as Instant
        )
      }
      guard let row, row.failures == 0, row.until <= now else { return nil }
      return row.pin
    }
    guard let read else { return false }
    if isAlone { directoryCache.remember(read, of: member, of: generation) }
    return isRight(pin, read)
  }

  private func isRight(_ pin: String, _ known: PINVerifier) -> Bool {
    pinVerifier(pin, salt: known.salt).matches(known.verifier)
  }

  private func countedVerdict(_ pin: String, of member: MemberID) async throws {
    let (now, isUncounted) = (clock.now(), planted.has(.wrongPINsAreNotCounted))
    defer { directoryCache.forgetPIN(of: member) }
    let verdict = try await database.write { tx -> MemberRefusal? in
      let row = try tx.queryFirst(
        "SELECT salt, verifier, failures, locked_until FROM member_pin WHERE member_id = \(member)"
      ) {
        (
          salt: $0[0] as [UInt8], verifier: $0[1] as [UInt8], failures: $0[2] as Int,
          lockedUntil: $0[3] as Instant
        )
      }
      guard let row else { return .pinNotSet }
      guard row.lockedUntil <= now else { return .pinLocked(seconds: now.secondsUntil(row.lockedUntil)) }
      if pinVerifier(pin, salt: row.salt).matches(row.verifier) {
        if row.failures > 0 {
          try tx.execute("UPDATE member_pin SET failures = 0, locked_until = 0 WHERE member_id = \(member)")
        }
        return nil
      }
      if isUncounted { return .pinWrong(triesLeft: Self.pinTries) }
      let left = Self.pinTries - row.failures - 1
      let lock = left > 0 ? Instant.distantPast : now.adding(seconds: Self.pinLockSeconds)
      try tx.execute(
        """
        UPDATE member_pin SET failures = \(left > 0 ? row.failures + 1 : 0), locked_until = \(lock)
        WHERE member_id = \(member)
        """)
      return left > 0 ? .pinWrong(triesLeft: left) : .pinLocked(seconds: Self.pinLockSeconds)
    }
    // A refusal thrown inside would take the count back with it.
    if let verdict { throw verdict }
  }

  func newPIN(_ pin: String) -> PINVerifier {
    let salt = ids.bytes(16)
    return PINVerifier(salt: salt, verifier: pinVerifier(pin, salt: salt))
  }

  private func pinVerifier(_ pin: String, salt: [UInt8]) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: salt + Array(pin.utf8), using: secrets.pinKey))
  }
}

/// What is kept of a PIN; the key that made it lies outside the database.
struct PINVerifier: Sendable {
  let salt: [UInt8]
  let verifier: [UInt8]
}

extension Storage.Transaction {
  /// Puts a PIN in the place of the one before, and ends a lock.
  func set(_ pin: PINVerifier, of member: MemberID, at now: Instant) throws {
    try execute(
      """
      INSERT INTO member_pin (member_id, salt, verifier, failures, locked_until, updated_at)
      VALUES (\(member), \(pin.salt), \(pin.verifier), 0, 0, \(now))
      ON CONFLICT (member_id) DO UPDATE SET salt = excluded.salt, verifier = excluded.verifier,
        failures = 0, locked_until = 0, updated_at = excluded.updated_at
      """)
  }
}

extension String {
  /// 111111, 123456, 654321.
  var isSimplePIN: Bool {
    let steps = zip(utf8, utf8.dropFirst()).map { Int($0.1) - Int($0.0) }
    return Set(steps).count == 1 && [-1, 0, 1].contains(steps[0])
  }
}

extension [UInt8] {
  /// Compares without telling by its time where the first difference is.
  func matches(_ other: [UInt8]) -> Bool {
    count == other.count && zip(self, other).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
  }
}

extension Instant {
  /// Whole seconds to a later moment, rounded up.
  func secondsUntil(_ later: Instant) -> Int64 {
    max(
      0,
      (later.microseconds - microseconds + Instant.microsecondsPerSecond - 1) / Instant.microsecondsPerSecond)
  }
}
