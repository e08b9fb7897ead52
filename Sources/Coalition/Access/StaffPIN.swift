internal import Crypto
package import Ledger
internal import Storage

extension Coalition {
  /// Sets the PIN with which a merchant's person signs in at seats, and ends a lock; one's own, or another's
  /// with the scope for users.
  /// - Throws: `AccessRefusal`.
  package func setStaffPIN(_ pin: String, of id: OperatorID, by principal: Principal) async throws {
    let isOwn = principal.actor.kind == .user && principal.actor.id == id.rawValue
    if !isOwn { try principal.require(.users) }
    try principal.requireConfirmed(at: clock.now())
    guard pin.isDigits, pin.utf8.count == 6, !pin.isSimplePIN else { throw AccessRefusal.pinTooSimple }
    let salt = ids.bytes(16)
    let verifier = staffPINVerifier(pin, salt: salt)
    let now = clock.now()
    try await database.write { tx in
      guard let user = try tx.user(id), user.merchant != nil, isOwn || principal.sees(user) else {
        throw AccessRefusal.userNotFound
      }
      if !isOwn { try principal.requireRank(over: user) }
      try tx.execute(
        """
        INSERT INTO staff_pin (user_id, salt, verifier, failures, locked_until, updated_at)
        VALUES (\(id), \(salt), \(verifier), 0, 0, \(now))
        ON CONFLICT (user_id) DO UPDATE SET salt = excluded.salt, verifier = excluded.verifier,
          failures = 0, locked_until = 0, updated_at = excluded.updated_at
        """)
      try append(Change(action: "user.pin", subject: "user/\(id.rawValue)"), by: principal.actor, in: tx)
    }
  }

  /// Whether the PIN is the person's. Every try is counted with its look, so that tries at once gain nothing;
  /// after five wrong ones even the right one is refused for an hour, without a word of why.
  func isStaffPIN(_ pin: String, of id: OperatorID) async throws -> Bool {
    let now = clock.now()
    return try await database.write { tx in
      let row = try tx.queryFirst(
        "SELECT salt, verifier, failures, locked_until FROM staff_pin WHERE user_id = \(id)"
      ) {
        (
          salt: $0[0] as [UInt8], verifier: $0[1] as [UInt8], failures: $0[2] as Int,
          lockedUntil: $0[3] as Instant
        )
      }
      guard let row, row.lockedUntil <= now else { return false }
      if staffPINVerifier(pin, salt: row.salt).matches(row.verifier) {
        if row.failures > 0 { try tx.execute("UPDATE staff_pin SET failures = 0 WHERE user_id = \(id)") }
        return true
      }
      let isLast = row.failures + 1 >= Self.pinTries
      try tx.execute(
        """
        UPDATE staff_pin SET failures = \(isLast ? 0 : row.failures + 1),
          locked_until = \(isLast ? now.adding(seconds: Self.pinLockSeconds) : .distantPast)
        WHERE user_id = \(id)
        """)
      return false
    }
  }

  private func staffPINVerifier(_ pin: String, salt: [UInt8]) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: salt + Array(pin.utf8), using: secrets.staffPINKey))
  }
}
