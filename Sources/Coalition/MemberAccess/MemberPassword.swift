internal import Ledger
internal import Storage

extension Coalition {
  /// How long no points may go to others after a member's phone or password changed (risk.md 2.2).
  package static let coolingSeconds: Int64 = 24 * 3_600

  /// Enters with a number, or an address that the member has proven, and the password. What is nobody's, has
  /// no password or was never proven, and a wrong password, take as long and get the same answer.
  /// - Throws: `MemberAccessRefusal.wrong`, `.delayed`, `.phoneInvalid`, `.emailInvalid`.
  package func enter(login: String, password: String, from place: EntryPlace) async throws -> MemberEntry {
    let identity = try loginIdentity(login)
    let stored = try await database.read { tx in
      try tx.queryFirst(
        """
        SELECT member_id, (SELECT password_hash FROM member_password
          WHERE member_password.member_id = member_identity.member_id),
          (SELECT phone.value FROM member_identity AS phone
            WHERE phone.member_id = member_identity.member_id AND phone.kind = 'phone'
              AND phone.merchant_id = 0 AND phone.provider = '')
        FROM member_identity
        WHERE \(identity.condition) AND (kind = 'phone' OR proven_at IS NOT NULL)
        """
      ) { (member: $0[0] as MemberID, hash: $0[1] as String?, phone: $0[2] as String?) }
    }
    let phone = stored?.phone ?? identity.value
    let isKnown = knownDevice(phone, place) != nil
    let entering = try await judging(
      entrySubjects(identity.value, place, phone: stored?.phone), in: .members, from: place.address,
      budget: isKnown ? nil : memberStrangers
    ) {
      let hash = stored?.hash ?? Password.decoy
      let isRight = await passwordGate.run { Password.verify(password, hash) }
      return isRight && stored?.hash != nil ? stored?.member : nil
    }
    guard let entering else { throw MemberAccessRefusal.wrong }
    do {
      return try await openMemberSession(of: entering, phone: phone, from: place)
    } catch MemberAccessRefusal.closed { throw MemberAccessRefusal.wrong }
  }

  private func loginIdentity(_ login: String) throws -> IdentityColumns {
    let login = login.filter { !$0.isWhitespace }
    let isEmail = login.contains("@")
    do {
      return try (isEmail ? MemberIdentity.email(login) : .phone(login))
        .columns(countryCode: settings.countryCode)
    } catch { throw isEmail ? MemberAccessRefusal.emailInvalid : .phoneInvalid }
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
    // The number as it is written abroad, at home, and what people remember of it.
    let names = [number, String(number.dropFirst(1 + settings.countryCode.count)), String(number.suffix(8))]
    guard settings.passwords.accepts(password, names: names), !number.hasSuffix(password) else {
      throw MemberAccessRefusal.passwordTooWeak
    }
    try await requireCode(code, of: number, for: .contactChange, from: place)
    let salt = ids.bytes(16)
    guard let hash = await passwordGate.run({ Password.hash(password, salt: salt) }) else {
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

  /// Changes what a member enters or pays with: signs every device out where they enter with it, lets no
  /// points go to others for a day, tells the member, and notes it.
  func changeAccess(
    _ action: String, _ message: MessageDraft, signsOut: Bool = true, by me: MemberPrincipal,
    _ change: @escaping @Sendable (any Storage.Transaction) throws -> Void
  ) async throws {
    let now = clock.now()
    let coolUntil = now.adding(seconds: Self.coolingSeconds)
    defer { directoryCache.forgetMembers() }
    try await database.write { tx in
      guard try tx.requireMember(me.member).status != .closed else { throw MemberAccessRefusal.closed }
      try change(tx)
      if signsOut { try tx.endMemberSessions(of: me.member) }
      try tx.execute(
        "UPDATE member SET cash_out_from = \(coolUntil), updated_at = \(now) WHERE id = \(me.member)")
      try make([message], in: tx)
      try append(Change(action: action, subject: "member/\(me.member.rawValue)"), by: me.actor, in: tx)
    }
  }
}
