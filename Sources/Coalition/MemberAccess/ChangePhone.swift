internal import Ledger
internal import Storage

extension Coalition {
  /// Sends a code to the member's number and another to the new one.
  /// - Throws: `MemberAccessRefusal.phoneInvalid`, `.phoneTaken` for the old number, `.codeTooSoon`.
  package func requestPhoneChange(
    to phone: String, from place: EntryPlace, by me: MemberPrincipal
  ) async throws {
    let old = try await ownPhone(me)
    guard let new = ContactForm.phone(phone, countryCode: settings.countryCode) else {
      throw MemberAccessRefusal.phoneInvalid
    }
    guard new != old else { throw MemberAccessRefusal.phoneTaken }
    let language = try await database.read { try $0.requireMember(me.member) }.language
    try await countCode(from: place.address)
    // The new number first: it may have had a code from somewhere else a moment ago.
    try await sendCode(to: new, for: .contactChange, language: language)
    do { try await sendCode(to: old, for: .contactChange, language: language) } catch MemberAccessRefusal
      .codeTooSoon
    {
      // The one sent a moment ago for the same account is still good.
    }
  }

  /// Changes the member's number, proven by codes to the old and to the new one. Every device is signed out,
  /// the one that asked is let in anew, and for a day no points go to others.
  ///
  /// Whether the new number belongs to a member is told only to who has it.
  /// - Throws: `MemberAccessRefusal.wrong`, `.delayed`, `.phoneInvalid`, `.phoneTaken`.
  package func changePhone(
    to phone: String, oldCode: String, newCode: String, from place: EntryPlace, by me: MemberPrincipal
  ) async throws -> MemberEntry {
    let old = try await ownPhone(me)
    guard let new = ContactForm.phone(phone, countryCode: settings.countryCode) else {
      throw MemberAccessRefusal.phoneInvalid
    }
    try await requireCode(newCode, of: new, for: .contactChange, from: place)
    try await requireCode(oldCode, of: old, for: .contactChange, from: place)
    let identity = try MemberIdentity.phone(new).columns(countryCode: settings.countryCode)
    let now = clock.now()
    // Whoever holds the old number hears of it too: it may be the owner's.
    var message = MessageDraft(.phoneChanged, to: me.member)
    message.alsoTo = (.sms, old)
    do {
      try await changeAccess("member.phone", message, by: me) { tx in
        guard try tx.memberID(known: identity) == nil else { throw MemberAccessRefusal.phoneTaken }
        // Also the numbers of accounts that were merged into this one: they would still open it.
        try tx.execute(
          """
          DELETE FROM member_identity WHERE kind = 'phone' AND merchant_id = 0
            AND member_id IN (SELECT id FROM member WHERE id = \(me.member) OR merged_into = \(me.member))
          """)
        try tx.insert(identity, of: me.member, at: now)
      }
    } catch let error as DatabaseError where error.isUniqueViolation {
      throw MemberAccessRefusal.phoneTaken
    }
    return try await openMemberSession(of: me.member, phone: new, from: place)
  }
}
