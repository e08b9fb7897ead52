internal import Ledger
internal import Storage

/// A member's own address.
package struct OwnEmail: Sendable, Hashable {
  package let address: String
  /// Whether the member showed that it is theirs; somebody else may have written it down.
  package let isProven: Bool
}

extension Coalition {
  /// Whether e-mail goes out from here at all.
  package var sendsEmail: Bool { messageSink.email != nil }

  /// Nil where the member has none.
  package func ownEmail(by me: MemberPrincipal) async throws -> OwnEmail? {
    try await database.read { try $0.ownEmail(me.member) }
  }

  /// Sends a code to the new address and another to the member's number.
  /// - Throws: `MemberAccessRefusal.emailInvalid`, `.emailTaken` for the proven one, `.emailUnavailable`,
  ///   `.codeTooSoon`.
  package func requestEmailChange(
    to email: String, from place: EntryPlace, by me: MemberPrincipal
  ) async throws {
    let new = try newEmail(email)
    guard try await ownEmail(by: me) != OwnEmail(address: new, isProven: true) else {
      throw MemberAccessRefusal.emailTaken
    }
    let phone = try await ownPhone(me)
    let language = try await database.read { try $0.requireMember(me.member) }.language
    try await countCode(from: place.address)
    // The new address first: it may have had a code from somewhere else a moment ago.
    try await sendCode(to: .email(new), for: .contactChange, language: language)
    do { try await sendCode(to: phone, for: .contactChange, language: language) } catch MemberAccessRefusal
      .codeTooSoon
    {
      // The one sent a moment ago for the same account is still good.
    }
  }

  /// Gives the member an address in place of the one before, proven by codes to the number and to the
  /// address. Every device is signed out, as one may sign in with it, the one that asked is let in anew, and
  /// for a day no points go to others. The old address hears of it too.
  ///
  /// Whether the address belongs to a member is told only to who has it.
  /// - Throws: `MemberAccessRefusal.wrong`, `.delayed`, `.emailInvalid`, `.emailTaken`, `.emailUnavailable`.
  package func changeEmail(
    to email: String, phoneCode: String, emailCode: String, from place: EntryPlace, by me: MemberPrincipal
  ) async throws -> MemberEntry {
    let new = try newEmail(email)
    let phone = try await ownPhone(me)
    let old = try await ownEmail(by: me)?.address
    try await requireCode(emailCode, of: .email(new), for: .contactChange, from: place)
    try await requireCode(phoneCode, of: phone, for: .contactChange, from: place)
    let identity = try MemberIdentity.email(new).columns(countryCode: settings.countryCode)
    let now = clock.now()
    var message = MessageDraft(.emailChanged, to: me.member)
    if let old, old != new { message.alsoTo = (.email, old) }
    do {
      try await changeAccess("member.email", message, by: me) { tx in
        if let other = try tx.memberID(known: identity), other != me.member {
          throw MemberAccessRefusal.emailTaken
        }
        // Also the addresses of accounts that were merged into this one: they would still open it.
        try tx.execute(
          """
          DELETE FROM member_identity WHERE kind = 'email' AND merchant_id = 0
            AND member_id IN (SELECT id FROM member WHERE id = \(me.member) OR merged_into = \(me.member))
          """)
        try tx.insert(identity, of: me.member, at: now)
        try tx.execute(
          "UPDATE member_identity SET proven_at = \(now) WHERE \(identity.condition)")
      }
    } catch let error as DatabaseError where error.isUniqueViolation {
      throw MemberAccessRefusal.emailTaken
    }
    return try await openMemberSession(of: me.member, phone: phone, from: place)
  }

  /// In its one written form. Addresses in other scripts need more of every server on the way.
  private func newEmail(_ text: String) throws(MemberAccessRefusal) -> String {
    guard sendsEmail else { throw .emailUnavailable }
    let trimmed = text.drop { $0 == " " }
    guard let email = ContactForm.email(String(trimmed.prefix { $0 != " " })),
      email.utf8.allSatisfy({ 0x21...0x7E ~= $0 && $0 != 0x3C && $0 != 0x3E })
    else { throw .emailInvalid }
    return email
  }
}

extension Storage.Transaction {
  func ownEmail(_ member: MemberID) throws -> OwnEmail? {
    try queryFirst(
      """
      SELECT value, proven_at FROM member_identity
      WHERE member_id = \(member) AND kind = 'email' AND merchant_id = 0 AND provider = ''
      """
    ) { OwnEmail(address: $0[0], isProven: ($0[1] as Instant?) != nil) }
  }
}
