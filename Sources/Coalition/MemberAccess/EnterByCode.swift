package import Ledger
internal import Storage

/// What a member says of themselves when they enter for the first time.
package struct EntryAgreement: Sendable {
  package var isAgreed: Bool
  /// Empty when not given; a name that is known already stays.
  package var name: String
  package var language: Language

  package init(isAgreed: Bool, name: String = "", language: Language = .hans) {
    self.isAgreed = isAgreed
    self.name = name
    self.language = language
  }
}

/// A member's new session.
package struct MemberEntry: Sendable {
  package let member: MemberID
  /// 256 random bits in base 32, for the cookie; only its hash is kept.
  package let token: String
  /// What the device keeps to be known by, for this number.
  package let knownDevice: String
}

/// Where a right code leads.
package enum EntryStep: Sendable {
  case entered(MemberEntry)
  /// The number is proven; the terms must be agreed to. The ticket goes along, for ten minutes.
  case agreement(ticket: String)
}

extension Coalition {
  /// The terms that members agree to, by the month they were written.
  package static let memberTerms = "2026-11"

  /// Sends a code to a number that somebody wants to enter with, be it a member's or not: what is done and
  /// what is answered is the same, so nobody learns here who is a member.
  /// - Throws: `MemberAccessRefusal.phoneInvalid`, `.codeTooSoon`.
  package func requestEntryCode(
    to phone: String, language: Language, from place: EntryPlace
  ) async throws {
    guard ContactForm.phone(phone, countryCode: settings.countryCode) != nil else {
      throw MemberAccessRefusal.phoneInvalid
    }
    try await countCode(from: place.address)
    try await sendCode(to: phone, for: .signIn, language: language)
  }

  /// - Throws: `MemberAccessRefusal.codeTooSoon`, `.phoneInvalid`.
  func sendCode(to phone: String, for purpose: CodePurpose, language: Language) async throws {
    try await sendCode(to: .phone(phone), for: purpose, language: language)
  }

  /// - Throws: `MemberAccessRefusal.codeTooSoon`, `.phoneInvalid`.
  func sendCode(to contact: MemberIdentity, for purpose: CodePurpose, language: Language) async throws {
    do {
      try await requestCode(to: contact, for: purpose, language: language)
    } catch MemberRefusal.codeTooSoon(let seconds) {
      throw MemberAccessRefusal.codeTooSoon(seconds: seconds)
    } catch is MemberRefusal { throw MemberAccessRefusal.phoneInvalid }
  }

  /// Enters with a code that was sent to the number.
  /// - Throws: `MemberAccessRefusal.wrong`, `.delayed`, `.closed`, `.phoneInvalid`.
  package func enter(phone: String, code: String, from place: EntryPlace) async throws -> EntryStep {
    guard let number = ContactForm.phone(phone, countryCode: settings.countryCode) else {
      throw MemberAccessRefusal.phoneInvalid
    }
    try await requireCode(code, of: number, for: .signIn, from: place)
    guard let member = try await memberToEnter(number), try await hasAgreed(member.id) else {
      let ticket = MemberTicket(phone: number, endsAt: clock.now().adding(seconds: MemberTicket.seconds))
      return .agreement(ticket: try ticket.sealed(with: secrets.memberAccessKey))
    }
    return .entered(try await openMemberSession(of: member.id, phone: number, from: place))
  }

  /// Agrees to the terms and enters; makes the member when the number belongs to nobody yet. A member whom a
  /// merchant registered at the till becomes the owner of that account.
  /// - Throws: `MemberAccessRefusal.ticketEnded`, `.termsNotAgreed`, `.nameInvalid`, `.closed`.
  package func enter(
    ticket text: String, _ agreement: EntryAgreement, from place: EntryPlace
  ) async throws -> MemberEntry {
    let now = clock.now()
    guard let ticket = MemberTicket(opening: text, with: secrets.memberAccessKey), ticket.endsAt > now else {
      throw MemberAccessRefusal.ticketEnded
    }
    guard agreement.isAgreed else { throw MemberAccessRefusal.termsNotAgreed }
    guard agreement.name.isEmpty || agreement.name.isName else { throw MemberAccessRefusal.nameInvalid }
    let known = try await memberToEnter(ticket.phone)?.id
    let id: MemberID
    if let known { id = known } else { id = try await makeMember(ticket.phone, agreement) }
    try await database.write { tx in
      try tx.execute(
        """
        INSERT INTO member_consent (member_id, terms, agreed_at) VALUES (\(id), \(Self.memberTerms), \(now))
        ON CONFLICT (member_id, terms) DO NOTHING
        """)
      try tx.execute(
        """
        UPDATE member_profile SET language = \(agreement.language), updated_at = \(now),
          name = CASE WHEN name = '' THEN \(agreement.name) ELSE name END
        WHERE member_id = \(id)
        """)
    }
    return try await openMemberSession(of: id, phone: ticket.phone, from: place)
  }

  /// Checks a code for a number, with the delays of failures.
  /// - Throws: `MemberAccessRefusal.wrong`, `.delayed`.
  func requireCode(
    _ code: String, of number: String, for purpose: CodePurpose, from place: EntryPlace
  ) async throws {
    try await requireCode(code, of: .phone(number), for: purpose, from: place)
  }

  /// - Throws: `MemberAccessRefusal.wrong`, `.delayed`.
  func requireCode(
    _ code: String, of contact: MemberIdentity, for purpose: CodePurpose, from place: EntryPlace
  ) async throws {
    let subjects = entrySubjects(try contact.columns(countryCode: settings.countryCode).value, place)
    let isRight: Void? = try await judging(subjects, in: .members, from: place.address) {
      do {
        try await verifyCode(code.filter { $0 != " " }, from: contact, for: purpose)
      } catch is MemberRefusal {
        return nil
      }
      return ()
    }
    if isRight == nil { throw MemberAccessRefusal.wrong }
  }

  /// The member behind a number, or who took their account over; nil for a number of nobody.
  /// - Throws: `MemberAccessRefusal.closed`.
  func memberToEnter(_ number: String) async throws -> Member? {
    let identity = try MemberIdentity.phone(number).columns(countryCode: settings.countryCode)
    let found = try await database.read { tx -> Member? in
      guard let id = try tx.memberID(known: identity), let member = try tx.member(id) else { return nil }
      return try member.mergedInto.map { try tx.requireMember($0) } ?? member
    }
    if found?.status == .closed { throw MemberAccessRefusal.closed }
    return found
  }

  private func hasAgreed(_ member: MemberID) async throws -> Bool {
    try await database.read { tx in
      try tx.queryFirst(
        "SELECT 1 FROM member_consent WHERE member_id = \(member) AND terms = \(Self.memberTerms)"
      ) { $0[0] as Int } != nil
    }
  }

  /// Two steps at once end with one member: the number is unique.
  private func makeMember(_ phone: String, _ agreement: EntryAgreement) async throws -> MemberID {
    do {
      let draft = MemberDraft(.phone(phone), name: agreement.name, language: agreement.language)
      return try await createMember(draft, by: .system).id
    } catch MemberRefusal.memberExists {
      guard let member = try await memberToEnter(phone) else { throw MemberAccessRefusal.ticketEnded }
      return member.id
    }
  }
}
