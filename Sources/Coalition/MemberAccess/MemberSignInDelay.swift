internal import Crypto
internal import Ledger
internal import Storage

/// From where somebody tries to enter.
package struct EntryPlace: Sendable {
  /// The network address.
  package let address: String
  /// What ``Coalition`` gave this device when somebody entered on it; empty for a new one.
  package let knownDevice: String
  /// What kind of device it is, as `Chrome, Android`; at most 60 characters.
  package let device: String

  package init(address: String, knownDevice: String = "", device: String = "") {
    self.address = address
    self.knownDevice = knownDevice
    self.device = String(String.UnicodeScalarView(device.unicodeScalars.prefix(60)))
  }
}

/// What failures of entering are counted for.
struct EntrySubject: Sendable {
  let hash: [UInt8]
  /// Failures of a day that cost nothing; each one after doubles the delay.
  let freeFailures: Int
}

extension Coalition {
  /// Codes that one address may have sent in an hour, to whatever numbers: behind one address of a carrier or
  /// an office are many people.
  static let codesPerAddressAndHour = 60
  /// For the same reason an address may fail more often than a number.
  static let freeFailuresOfAddress = 40

  /// The number and the address; of a device that is known for the number, the device alone, so that nobody
  /// who guesses at the number or sits behind the same address keeps its owner out.
  /// - Parameter phone: the number by which the device knows the member, where they enter with something
  ///   else. Failures are counted by what was typed all the same: else a delay of one would tell that the
  ///   other belongs to it.
  func entrySubjects(_ contact: String, _ place: EntryPlace, phone: String? = nil) -> [EntrySubject] {
    let number = phone ?? contact
    if let known = KnownDevice(place.knownDevice, phone: number, key: secrets.memberAccessKey) {
      return [EntrySubject(hash: subject("device", known.token), freeFailures: Self.freeFailures)]
    }
    return [
      EntrySubject(hash: subject("number", contact), freeFailures: Self.freeFailures),
      EntrySubject(hash: subject("address", place.address), freeFailures: Self.freeFailuresOfAddress),
    ]
  }

  /// - Throws: `MemberAccessRefusal.delayed`.
  func requireNoDelay(for subjects: [EntrySubject]) async throws {
    let now = clock.now()
    let hashes = subjects.map(\.hash)
    let until = try await database.read { tx in
      try tx.query(
        "SELECT blocked_until FROM member_sign_in_failure WHERE subject_hash IN (\(hashes))"
      ) { $0[0] as Instant }.max()
    }
    guard let until, until > now else { return }
    throw MemberAccessRefusal.delayed(seconds: now.secondsUntil(until))
  }

  func countEntryFailure(for subjects: [EntrySubject]) async throws {
    let now = clock.now()
    try await database.write { tx in
      // Failures of days ago no longer count.
      try tx.execute(
        "DELETE FROM member_sign_in_failure WHERE last_at < \(now.adding(seconds: -86_400))")
      for subject in subjects.sorted(by: { $0.hash.lexicographicallyPrecedes($1.hash) }) {
        let failures = try tx.queryFirst(
          """
          INSERT INTO member_sign_in_failure (subject_hash, failures, last_at, blocked_until)
          VALUES (\(subject.hash), 1, \(now), 0)
          ON CONFLICT (subject_hash) DO UPDATE SET failures = member_sign_in_failure.failures + 1,
            last_at = excluded.last_at
          RETURNING failures
          """
        ) { $0[0] as Int }
        guard let failures, failures > subject.freeFailures else { continue }
        let delay = min(Self.longestDelaySeconds, 1 << Int64(min(failures - subject.freeFailures, 20)))
        try tx.execute(
          """
          UPDATE member_sign_in_failure SET blocked_until = \(now.adding(seconds: delay))
          WHERE subject_hash = \(subject.hash)
          """)
      }
    }
  }

  /// The address keeps its count: one right code must not clear the way for guesses at other numbers.
  func forgetEntryFailures(of subject: EntrySubject) async throws {
    try await database.write { tx in
      try tx.execute("DELETE FROM member_sign_in_failure WHERE subject_hash = \(subject.hash)")
    }
  }

  /// - Throws: `MemberAccessRefusal.codeTooSoon` once the address had its share of the hour.
  func countCode(from address: String) async throws {
    let hash = subject("address", address)
    let now = clock.now()
    let hourAgo = now.adding(seconds: -3_600)
    let refusedUntil = try await database.write { tx -> Instant? in
      try tx.execute("DELETE FROM member_code_count WHERE window_started_at <= \(hourAgo)")
      let row = try tx.queryFirst(
        """
        INSERT INTO member_code_count (address_hash, sent, window_started_at) VALUES (\(hash), 1, \(now))
        ON CONFLICT (address_hash) DO UPDATE SET sent = member_code_count.sent + 1
        RETURNING sent, window_started_at
        """
      ) { (sent: $0[0] as Int, start: $0[1] as Instant) }
      guard let row, row.sent > Self.codesPerAddressAndHour else { return nil }
      return row.start.adding(seconds: 3_600)
    }
    if let refusedUntil {
      throw MemberAccessRefusal.codeTooSoon(seconds: now.secondsUntil(refusedUntil))
    }
  }

  /// Numbers are few enough to be tried all, so their hashes are keyed.
  private func subject(_ kind: String, _ text: String) -> [UInt8] {
    let input = Array("failure\u{1F}\(kind)\u{1F}\(text)".utf8)
    return Array(HMAC<SHA256>.authenticationCode(for: input, using: secrets.memberAccessKey))
  }
}
