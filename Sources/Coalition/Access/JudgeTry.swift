internal import Ledger
internal import Logging
internal import Storage

/// What tries of a secret are counted for.
struct TrySubject: Sendable {
  let hash: [UInt8]
  /// Failures of a day that cost nothing; each one after doubles the delay.
  let freeFailures: Int
}

/// Whose tries, and with what words they are refused.
struct TryBook: Sendable {
  /// As logs call the door.
  let name: String
  let table: SQL
  let refusal: @Sendable (_ seconds: Int64) -> any Error

  static let staff = TryBook(name: "staff", table: "sign_in_failure") {
    AccessRefusal.signInDelayed(seconds: $0)
  }
  static let members = TryBook(name: "members", table: "member_sign_in_failure") {
    MemberAccessRefusal.delayed(seconds: $0)
  }
}

extension Coalition {
  /// Judges a secret, having counted the try as a failure before: of many tries at once no more are judged
  /// than of the same one after another (OWASP ASVS 5.0, 15.4.2). A right one takes its count back; the
  /// first subject, whose secret it is, begins anew.
  /// - Parameters:
  ///   - address: where the try came from, for the log, which names nobody.
  ///   - budget: counts wrong ones of strangers together; nil for a device that is known.
  ///   - judge: gives nil for a wrong secret; what it throws is no failure of the one who tries.
  /// - Throws: the book's refusal, before anything is judged.
  func judging<Value: Sendable>(
    _ subjects: [TrySubject], in book: TryBook, from address: String, budget: StrangerBudget? = nil,
    _ judge: () async throws -> Value?
  ) async throws -> Value? {
    try await requireNoDelay(of: subjects.map(\.hash), in: book)
    if let seconds = budget?.admit(at: clock.now()) { throw book.refusal(seconds) }
    var verdict = StrangerBudget.Verdict.none
    defer { budget?.ended(verdict, at: clock.now()) }
    let counted = try await countTry(of: subjects, in: book)
    let value: Value?
    do { value = try await judge() } catch {
      // Neither right nor wrong: this try did not happen, and those before it stay counted.
      try await takeBack(counted, in: book, isRight: false)
      throw error
    }
    verdict = value == nil ? .wrong : .right
    if value == nil {
      logger.notice("a sign-in failed", metadata: ["door": "\(book.name)", "address": "\(address)"])
    }
    if value != nil { try await takeBack(counted, in: book, isRight: true) }
    return value
  }

  /// Counts a wrong try of a secret so long that it does not matter how many are judged at once.
  /// - Throws: the book's refusal where one of the subjects is to wait by now.
  func countWrong(_ subjects: [TrySubject], in book: TryBook) async throws {
    _ = try await countTry(of: subjects, in: book)
  }

  /// - Throws: the book's refusal while one of the subjects is to wait.
  func requireNoDelay(of hashes: [[UInt8]], in book: TryBook) async throws {
    let now = clock.now()
    let until = try await database.read { try $0.blocked(hashes, in: book) }
    if let until, until > now { throw book.refusal(now.secondsUntil(until)) }
  }

  private func countTry(of subjects: [TrySubject], in book: TryBook) async throws -> [CountedTry] {
    let now = clock.now()
    return try await database.write { tx in
      if let until = try tx.blocked(subjects.map(\.hash), in: book), until > now {
        throw book.refusal(now.secondsUntil(until))
      }
      // Failures of days ago no longer count.
      try tx.execute("DELETE FROM \(book.table) WHERE last_at < \(now.adding(seconds: -86_400))")
      // In one order for everybody, so that two who meet do not wait for each other.
      let order = subjects.indices.sorted { subjects[$0].hash.lexicographicallyPrecedes(subjects[$1].hash) }
      var counted: [Int: CountedTry] = [:]
      for index in order { counted[index] = try tx.count(subjects[index], in: book, at: now) }
      return subjects.indices.compactMap { counted[$0] }
    }
  }

  /// A right secret clears the first subject's count; the others keep what they had: one right secret must
  /// not clear the way for guesses at others.
  private func takeBack(_ tries: [CountedTry], in book: TryBook, isRight: Bool) async throws {
    guard let own = tries.first else { return }
    try await database.write { tx in
      if isRight { try tx.execute("DELETE FROM \(book.table) WHERE subject_hash = \(own.hash)") }
      let kept = isRight ? tries.dropFirst() : tries[...]
      for other in kept.sorted(by: { $0.hash.lexicographicallyPrecedes($1.hash) }) {
        let isGone =
          try tx.execute(
            "DELETE FROM \(book.table) WHERE subject_hash = \(other.hash) AND failures = 1") == 1
        if isGone { continue }
        try tx.execute(
          """
          UPDATE \(book.table) SET failures = failures - 1,
            blocked_until = CASE WHEN blocked_until = \(other.blockedUntil) THEN 0 ELSE blocked_until END
          WHERE subject_hash = \(other.hash) AND failures > 1
          """)
      }
    }
  }
}

private struct CountedTry: Sendable {
  let hash: [UInt8]
  let blockedUntil: Instant
}

extension Storage.Transaction {
  fileprivate func blocked(_ hashes: [[UInt8]], in book: TryBook) throws -> Instant? {
    try query("SELECT blocked_until FROM \(book.table) WHERE subject_hash IN (\(hashes))") {
      $0[0] as Instant
    }.max()
  }

  fileprivate func count(_ subject: TrySubject, in book: TryBook, at now: Instant) throws -> CountedTry {
    let failures =
      try queryFirst(
        """
        INSERT INTO \(book.table) (subject_hash, failures, last_at, blocked_until)
        VALUES (\(subject.hash), 1, \(now), 0)
        ON CONFLICT (subject_hash) DO UPDATE SET failures = \(book.table).failures + 1,
          last_at = excluded.last_at
        RETURNING failures
        """
      ) { $0[0] as Int } ?? 1
    let excess = failures - subject.freeFailures
    guard excess > 0 else { return CountedTry(hash: subject.hash, blockedUntil: .distantPast) }
    let until = now.adding(seconds: min(Coalition.longestDelaySeconds, 1 << Int64(min(excess, 20))))
    try execute("UPDATE \(book.table) SET blocked_until = \(until) WHERE subject_hash = \(subject.hash)")
    return CountedTry(hash: subject.hash, blockedUntil: until)
  }
}
