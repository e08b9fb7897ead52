internal import Crypto
internal import Ledger
internal import Storage

/// A signed-in person's new session.
package struct SignedIn: Sendable {
  package let user: OperatorUser
  /// 256 random bits in base 32, for the cookie; only its hash is kept.
  package let token: String
  /// What the session waits for before it opens anything.
  package let awaits: SignInStep
  /// Tells this device from a stranger's the next time, for a cookie of its own; empty at a seat.
  package let knownDevice: String
}

/// Where a person signed in; a session of one face is none of another.
package enum Face: String, CaseIterable, Sendable, SQLScalar {
  case platform = "operator"
  case merchant, seat
}

extension Coalition {
  /// Failures in a row that cost nothing; each one after doubles the delay, from 2 seconds to 15 minutes.
  static let freeFailures = 4
  static let longestDelaySeconds: Int64 = 900

  /// Checks login and password and opens a session.
  ///
  /// An unknown login takes as long and says the same as a wrong password; failures delay the account and the
  /// address, or the device alone where it is known, so that nobody who guesses keeps the owner out.
  /// - Parameters:
  ///   - device: what this device was given when the person signed in on it; empty for a new one.
  ///   - agent: what the browser calls itself.
  /// - Throws: `AccessRefusal.notAuthenticated`, `.signInDelayed`.
  package func signIn(
    login: String, password: String, to face: Face, from address: String, device: String = "",
    agent: String = ""
  ) async throws -> SignedIn {
    let user = try await verifiedUser(
      login: login, password: password, from: address, device: device
    ) { $0.may(use: face) }
    return try await openSession(
      of: user, face, at: clock.now(), from: address, device: device, agent: agent)
  }

  /// The person whose login and password these are.
  ///
  /// An unknown login takes as long and says the same as a wrong password, and as a person who may not enter
  /// here; failures delay the account, the address, and the seat or device that the try came from.
  /// - Throws: `AccessRefusal.notAuthenticated`, `.signInDelayed`.
  func verifiedUser(
    login: String, password: String, from address: String, at place: (kind: String, name: String)? = nil,
    device: String = "", where mayEnter: (OperatorUser) -> Bool
  ) async throws -> OperatorUser {
    let login = login.asLogin
    let known = knownDevice(of: login, device)
    // At a paired seat or an enrolled device nobody is a stranger to the store; its own delay stands.
    let isStranger = known == nil && place == nil
    let subjects =
      known.map { [failureSubject("device", $0.token)] }
      ?? [failureSubject("account", login), failureSubject(CountedAddress(address))]
      + (place.map { [failureSubject($0.kind, $0.name)] } ?? [])
    let found = try await judging(
      subjects.map { TrySubject(hash: $0, freeFailures: Self.freeFailures) }, in: .staff,
      from: address, budget: isStranger ? staffStrangers : nil
    ) {
      let stored = try await database.read { tx in
        try tx.queryFirst(
          "SELECT id, password_hash FROM operator_user WHERE login = \(login) AND status = 'active'"
        ) { (id: $0[0] as OperatorID, hash: $0[1] as String) }
      }
      let hash = stored?.hash ?? Password.decoy
      let isRight = await passwordGate.run { Password.verify(password, hash) }
      guard isRight, let stored else { return nil as OperatorUser? }
      return try await database.read { try $0.user(stored.id) }.flatMap { mayEnter($0) ? $0 : nil }
    }
    guard let found else { throw AccessRefusal.notAuthenticated }
    return found
  }

  /// A device on which the person signed in before; the seal binds it to the login.
  private func knownDevice(of login: String, _ token: String) -> KnownDevice? {
    KnownDevice(token, phone: "staff " + login, key: secrets.memberAccessKey)
  }

  /// 256 random bits in base 32.
  func sessionToken() -> String {
    let random = ids.bytes(32)
    return [random.prefix(16), random.suffix(16)].map { half in
      Crockford.text(half.reduce(UInt128(0)) { $0 << 8 | UInt128($1) }, bitCount: 128)
    }.joined()
  }

  /// Opens a session; a person at a seat takes the place of whoever was there. Away from a seat it waits for
  /// the second factor of whoever has or needs one.
  func openSession(
    of user: OperatorUser, _ face: Face, at now: Instant, seat: SeatBrowser? = nil, from address: String,
    device: String = "", agent: String = ""
  ) async throws -> SignedIn {
    let token = sessionToken()
    let known =
      knownDevice(of: user.login, device)
      ?? KnownDevice(phone: "staff " + user.login, random: ids.bytes(16), key: secrets.memberAccessKey)
    let id: SessionID = ids.next()
    let life = settings.session
    let mustEnrol = requiresSecondFactor(user)
    let awaits = try await database.write { tx in
      var awaits = SignInStep.nothing
      if let seat {
        try tx.execute("DELETE FROM session WHERE browser_id = \(seat.id)")
      } else if try tx.secondFactor(of: user.id)?.confirmedAt != nil {
        awaits = .code
      } else if mustEnrol {
        awaits = .enrolment
      }
      let isOpen = awaits == .nothing
      let idleEnd = now.adding(seconds: isOpen ? life.idleSeconds(at: face) : Self.waitingSeconds)
      let end = now.adding(seconds: isOpen ? life.absoluteSeconds : Self.waitingSeconds)
      try tx.execute(
        """
        INSERT INTO session (id_hash, id, user_id, face, browser_id, awaits, confirmed_at, address, agent,
          created_at, seen_at, idle_ends_at, ends_at)
        VALUES (\(APISecret.hash(token)), \(id), \(user.id), \(face), \(seat?.id), \(awaits), \(now),
          \(address.cut(to: 100)), \(agent.cut(to: 200)), \(now), \(now), \(idleEnd), \(end))
        """)
      try append(
        Change(
          action: "user.sign_in", subject: "user/\(user.id.rawValue)",
          after: face.rawValue + (seat.map { " seat/\($0.id.rawValue)" } ?? "")),
        by: user.principal.actor.at(address), in: tx)
      return awaits
    }
    return SignedIn(
      user: user, token: token, awaits: awaits, knownDevice: seat == nil ? known.token : "")
  }

  /// - Throws: `AccessRefusal.signInDelayed` while one of the subjects is to wait.
  func requireNoDelay(of subjects: [[UInt8]]) async throws {
    let now = clock.now()
    let blocked = try await database.read { tx in
      try tx.query("SELECT blocked_until FROM sign_in_failure WHERE subject_hash IN (\(subjects))") {
        $0[0] as Instant
      }
    }
    guard let until = blocked.max(), until > now else { return }
    throw AccessRefusal.signInDelayed(seconds: now.secondsUntil(until))
  }

  func countFailure(of subjects: [[UInt8]], at now: Instant) async throws {
    try await database.write { tx in
      // Failures of days ago no longer count.
      try tx.execute("DELETE FROM sign_in_failure WHERE last_at < \(now.adding(seconds: -86_400))")
      for subject in subjects.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
        let failures = try tx.queryFirst(
          """
          INSERT INTO sign_in_failure (subject_hash, failures, last_at, blocked_until)
          VALUES (\(subject), 1, \(now), 0)
          ON CONFLICT (subject_hash) DO UPDATE SET failures = sign_in_failure.failures + 1, last_at =
            excluded.last_at
          RETURNING failures
          """
        ) { $0[0] as Int }
        guard let failures, failures > Self.freeFailures else { continue }
        let delay = min(Self.longestDelaySeconds, 1 << Int64(min(failures - Self.freeFailures, 20)))
        try tx.execute(
          """
          UPDATE sign_in_failure SET blocked_until = \(now.adding(seconds: delay)) WHERE subject_hash =
            \(subject)
          """)
      }
    }
  }

  /// What failures are counted by: an account, a seat, a device.
  func failureSubject(_ kind: String, _ subject: String) -> [UInt8] {
    Array(SHA256.hash(data: Array("\(kind)\u{1F}\(subject)".utf8)))
  }

  /// - Parameter kind: apart from other failures of the address, where they are not to delay each other.
  func failureSubject(_ address: CountedAddress, kind: String = "address") -> [UInt8] {
    failureSubject(kind, address.text)
  }
}

extension OperatorUser {
  fileprivate func may(use face: Face) -> Bool {
    switch face {
    case .platform: merchant == nil
    // What each may do there, the operations decide.
    case .merchant: merchant != nil && !roles.isDisjoint(with: .ofMerchant)
    // By password from any browser; a PIN serves at paired ones only.
    case .seat: merchant != nil && !roles.isDisjoint(with: .ofSeat)
    }
  }
}

extension String {
  /// At most so many code points, which is what both engines count.
  func cut(to limit: Int) -> String { String(String.UnicodeScalarView(unicodeScalars.prefix(limit))) }
}

extension String {
  /// What was typed, as logins are written. What cannot be one is nobody's, and no database is asked for
  /// signs that it would refuse.
  var asLogin: String {
    let login = lowercased()
    return login.isCode(of: 1...64) ? login : ""
  }
}
