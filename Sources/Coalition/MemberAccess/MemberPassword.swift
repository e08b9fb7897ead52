internal import Ledger
internal import Storage

extension Coalition {
  /// How long no points may go to others after a member's phone or password changed (risk.md 2.2).
  package static let coolingSeconds: Int64 = 24 * 3_600

  /// Enters with number and password. A number of nobody, one without a password and a wrong password take
  /// as long and get the same answer.
  /// - Throws: `MemberAccessRefusal.wrong`, `.delayed`, `.phoneInvalid`.
  package func enter(phone: String, password: String, from place: EntryPlace) async throws -> MemberEntry {
    guard let number = ContactForm.phone(phone, countryCode: settings.countryCode) else {
      throw MemberAccessRefusal.phoneInvalid
    }
    let subjects = entrySubjects(number, place)
    try await requireNoDelay(for: subjects)
    let identity = try MemberIdentity.phone(number).columns(countryCode: settings.countryCode)
    let stored = try await database.read { tx in
      try tx.queryFirst(
        """
        SELECT member_id, (SELECT password_hash FROM member_password
          WHERE member_password.member_id = member_identity.member_id)
        FROM member_identity WHERE \(identity.condition)
        """
      ) { (member: $0[0] as MemberID, hash: $0[1] as String?) }
    }
    let hash = stored?.hash ?? Password.decoy
    let isRight = await PasswordGate.shared.run { Password.verify(password, hash) }
    guard isRight, let stored, stored.hash != nil else {
      try await countEntryFailure(for: subjects)
      throw MemberAccessRefusal.wrong
    }
    try await forgetEntryFailures(of: subjects[0])
    do {
      return try await openMemberSession(of: stored.member, phone: number, from: place)
    } catch MemberAccessRefusal.closed { throw MemberAccessRefusal.wrong }
  }

  package func hasPassword(_ me: MemberPrincipal) async throws -> Bool {
    try await database.read { tx in
      try tx.queryFirst("SELECT 1 FROM member_password WHERE member_id = \(me.member)") { $0[0] as Int }
        != nil
    }
  }

  /// Sets a password, proven by a code to the member's number; every device is signed out, and the one that
  /// asked is let in anew.
  /// - Throws: `MemberAccessRefusal.passwordTooWeak`, `.wrong`, `.delayed`.
  package func setPassword(
    _ password: String, code: String, from place: EntryPlace, by me: MemberPrincipal
  ) async throws -> MemberEntry {
    let number = try await ownPhone(me)
    guard Password.isStrong(password, login: number), !number.hasSuffix(password) else {
      throw MemberAccessRefusal.passwordTooWeak
    }
    try await requireCode(code, of: number, for: .contactChange, from: place)
    let salt = ids.bytes(16)
    guard let hash = await PasswordGate.shared.run({ Password.hash(password, salt: salt) }) else {
      throw DatabaseError(.other, "the password could not be hashed: out of memory")
    }
    let now = clock.now()
    try await changeAccess("member.password", .init(.passwordSet, to: me.member), by: me) { tx in
      try tx.execute(
        """
        INSERT INTO member_password (member_id, password_hash, updated_at)
        VALUES (\(me.member), \(hash), \(now))
        ON CONFLICT (member_id) DO UPDATE SET password_hash = excluded.password_hash,
          updated_at = excluded.updated_at
        """)
    }
    return try await openMemberSession(of: me.member, phone: number, from: place)
  }

  /// Sends the code that changes of one's own access ask for.
  /// - Throws: `MemberAccessRefusal.codeTooSoon`.
  package func requestOwnCode(by me: MemberPrincipal) async throws {
    let member = try await database.read { try $0.requireMember(me.member) }
    try await sendCode(to: try await ownPhone(me), for: .contactChange, language: member.language)
  }

  /// The member's own number.
  /// - Throws: `MemberAccessRefusal.phoneInvalid` where they have none.
  func ownPhone(_ me: MemberPrincipal) async throws -> String {
    guard let phone = try await database.read({ try $0.requireMember(me.member) }).phone else {
      throw MemberAccessRefusal.phoneInvalid
    }
    return phone
  }

  /// Changes what a member enters with: signs every device out, lets no points go to others for a day, and
  /// notes it.
  func changeAccess(
    _ action: String, _ message: MessageDraft, by me: MemberPrincipal,
    _ change: @escaping @Sendable (any Storage.Transaction) throws -> Void
  ) async throws {
    let now = clock.now()
    let coolUntil = now.adding(seconds: Self.coolingSeconds)
    defer { directoryCache.forgetMembers() }
    try await database.write { tx in
      guard try tx.requireMember(me.member).status != .closed else { throw MemberAccessRefusal.closed }
      try change(tx)
      try tx.endMemberSessions(of: me.member)
      try tx.execute(
        "UPDATE member SET cash_out_from = \(coolUntil), updated_at = \(now) WHERE id = \(me.member)")
      try make([message], in: tx)
      try append(Change(action: action, subject: "member/\(me.member.rawValue)"), by: me.actor, in: tx)
    }
  }
}
