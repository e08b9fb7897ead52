internal import Crypto
package import Ledger
internal import Storage

extension Coalition {
  /// How long a one-time code is good (ASVS 5.0, 6.5.5: at most 10 minutes).
  package static let codeSeconds: Int64 = 300
  package static let codeTries = 5
  static let codePauseSeconds: Int64 = 60
  static let codesPerDay = 10

  /// Sends six digits to a phone number or e-mail address; a code sent before is void.
  ///
  /// At most one a minute and ten a day, so that guessing has 50 tries in a million a day.
  /// - Throws: `MemberRefusal.invalid`, `.codeTooSoon`, and what the sink throws.
  package func requestCode(
    to identity: MemberIdentity, for purpose: CodePurpose, language: Language = .hans
  ) async throws {
    let columns = try identity.columns(countryCode: settings.countryCode)
    let recipient = recipientHash(columns)
    let digits = String(ids.number(below: 1_000_000))
    let code = String(repeating: "0", count: 6 - digits.count) + digits
    let hash = codeHash(code, recipient, purpose)
    let now = clock.now()
    try await database.write { tx in
      let earlier = try tx.queryFirst(
        """
        SELECT created_at, window_started_at, sent_in_window FROM one_time_code
        WHERE purpose = \(purpose) AND recipient_hash = \(recipient)
        """
      ) { (createdAt: $0[0] as Instant, windowStart: $0[1] as Instant, sent: $0[2] as Int) }
      var window = (start: now, sent: 1)
      if let earlier {
        let pause = earlier.createdAt.adding(seconds: Self.codePauseSeconds)
        guard pause <= now else { throw MemberRefusal.codeTooSoon(seconds: now.secondsUntil(pause)) }
        let windowEnd = earlier.windowStart.adding(seconds: 86_400)
        if windowEnd > now {
          guard earlier.sent < Self.codesPerDay else {
            throw MemberRefusal.codeTooSoon(seconds: now.secondsUntil(windowEnd))
          }
          window = (earlier.windowStart, earlier.sent + 1)
        }
      }
      try tx.execute(
        """
        INSERT INTO one_time_code (purpose, recipient_hash, code_hash, tries, created_at, expires_at, used_at,
          window_started_at, sent_in_window)
        VALUES (\(purpose), \(recipient), \(hash), 0, \(now), \(now.adding(seconds: Self.codeSeconds)), NULL,
          \(window.start), \(window.sent))
        ON CONFLICT (purpose, recipient_hash) DO UPDATE SET code_hash = excluded.code_hash, tries = 0,
          created_at = excluded.created_at, expires_at = excluded.expires_at, used_at = NULL, used_for = NULL,
          window_started_at = excluded.window_started_at, sent_in_window = excluded.sent_in_window
        """)
    }
    try await sendCodeText(code, to: columns, in: language)
    try await codeSink.deliver(
      CodeSink.Delivery(recipient: columns.value, code: code, purpose: purpose, language: language))
  }

  /// Checks a one-time code and uses it up; the request that used it may show it again.
  /// - Throws: `MemberRefusal.invalid`, `.codeExpired` when it is wrong, too old, used, or was tried too
  ///   often.
  package func verifyCode(
    _ code: String, from identity: MemberIdentity, for purpose: CodePurpose, request: IdempotencyKey? = nil
  ) async throws {
    let recipient = recipientHash(try identity.columns(countryCode: settings.countryCode))
    let hash = codeHash(code, recipient, purpose)
    let now = clock.now()
    let name = request?.bytes
    let isRight = try await database.write { tx -> Bool in
      let stored = try tx.queryFirst(
        """
        UPDATE one_time_code SET tries = tries + 1
        WHERE purpose = \(purpose) AND recipient_hash = \(recipient) AND (used_at IS NULL OR used_for =
          \(name))
          AND expires_at > \(now) AND tries < \(Self.codeTries)
        RETURNING code_hash
        """
      ) { $0[0] as [UInt8] }
      guard let stored, stored.matches(hash) else { return false }
      try tx.execute(
        """
        UPDATE one_time_code SET used_at = \(now), used_for = \(name)
        WHERE purpose = \(purpose) AND recipient_hash = \(recipient)
        """)
      return true
    }
    guard isRight else { throw MemberRefusal.codeExpired }
  }

  func recipientHash(_ identity: IdentityColumns) -> [UInt8] {
    keyed("recipient", [identity.kind, identity.value])
  }

  private func codeHash(_ code: String, _ recipient: [UInt8], _ purpose: CodePurpose) -> [UInt8] {
    keyed(
      "code",
      [
        Crockford.text(recipient.prefix(8).reduce(0) { $0 << 8 | UInt128($1) }, bitCount: 64),
        purpose.rawValue, code,
      ])
  }

  private func keyed(_ label: String, _ parts: [String]) -> [UInt8] {
    let input = ([label] + parts).joined(separator: "\u{1F}")
    return Array(HMAC<SHA256>.authenticationCode(for: Array(input.utf8), using: secrets.oneTimeCodeKey))
  }
}
