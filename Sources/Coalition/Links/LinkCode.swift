internal import Ledger
internal import Storage

// A one-time code, sent by the partner to the account and typed here.
extension Coalition {
  /// How long a code is good and how often it may be tried (ASVS 5.0, 6.5.5).
  static let linkCodeSeconds: Int64 = 600
  static let linkCodeTries = 5

  /// Lets a partner send a code to an account of its own; one asked for before is void.
  ///
  /// At most one a minute and ten a day of a member and partner. Whether there is such an account the member
  /// does not learn: a partner that refuses is as good as one that sent.
  /// - Throws: ``LinkRefusal``, `PartnerRefusal.accountInvalid`, `MemberRefusal`.
  package func requestLinkCode(
    to account: String, at id: PartnerID, by me: MemberPrincipal
  ) async throws {
    guard account.isCode(of: 1...64) else { throw PartnerRefusal.accountInvalid }
    let (now, link): (Instant, LinkedAccountID) = (clock.now(), ids.next())
    let partner = try await database.write { tx in
      try tx.requireMember(me.member).requireActive()
      let partner = try tx.linkingPartner(id)
      try tx.claimLinkCode(link, to: account, at: id, of: me.member, now)
      return partner
    }
    let said = try await ask(LinkQuestion(.sendCode, link, account), of: partner)
    if case .open = said { throw LinkRefusal.notAnswered }
  }

  /// Links the account to which the last code went, once the partner says that the code is right.
  ///
  /// A try is counted before the partner is asked. An answer that is lost links nothing: the same code may be
  /// tried again, and the partner says the same of it.
  /// - Throws: ``LinkRefusal``, `AccessRefusal.confirmationNeeded`, `MemberRefusal`.
  package func linkAccount(
    withCode code: String, at id: PartnerID, by me: MemberPrincipal
  ) async throws -> LinkedAccount {
    try me.moving.requireConfirmed(at: clock.now())
    guard code.isCode(of: 1...32) else { throw LinkRefusal.codeWrong }
    let now = clock.now()
    let partner = try await database.read { try $0.linkingPartner(id) }
    let asked = try await database.write { tx in
      try tx.queryFirst(
        """
        UPDATE link_code SET tries = tries + 1
        WHERE member_id = \(me.member) AND partner_id = \(id) AND used_at IS NULL AND expires_at > \(now)
          AND tries < \(Self.linkCodeTries)
        RETURNING link_id, account, tries
        """
      ) { (link: $0[0] as LinkedAccountID, account: $0[1] as String, tries: $0[2] as Int) }
    }
    guard let asked else {
      // The same form came twice.
      if let made = try await linkMade(byCodeAt: id, me) { return made }
      throw LinkRefusal.codeWrong
    }
    var question = LinkQuestion(.checkCode, asked.link, asked.account)
    (question.code, question.number) = (code, asked.tries)
    switch try await ask(question, of: partner) {
    case .open: throw LinkRefusal.notAnswered
    case .refused: throw LinkRefusal.codeWrong
    case .done: break
    }
    let new = NewLink(
      id: asked.link, partner: id, account: asked.account, way: .code, proof: "\(asked.link.rawValue)")
    let linked = try await link(new, by: me)
    try await database.write { tx in
      try tx.execute("UPDATE link_code SET used_at = \(now) WHERE link_id = \(asked.link)")
    }
    return linked
  }

  private func linkMade(byCodeAt id: PartnerID, _ me: MemberPrincipal) async throws -> LinkedAccount? {
    try await database.read { tx in
      let link = try tx.queryFirst(
        """
        SELECT link_id FROM link_code
        WHERE member_id = \(me.member) AND partner_id = \(id) AND used_at IS NOT NULL
        """
      ) { $0[0] as LinkedAccountID }
      guard let made = try link.flatMap({ try tx.linkedAccount($0) }), made.member == me.member,
        made.endedAt == nil
      else { return nil }
      return made
    }
  }

  /// The account that a member was asked to show by a code that is still good, as pages show it.
  package func linkCodeAccount(at id: PartnerID, by me: MemberPrincipal) async throws -> String? {
    let now = clock.now()
    let account = try await database.read { tx in
      try tx.queryFirst(
        """
        SELECT account FROM link_code
        WHERE member_id = \(me.member) AND partner_id = \(id) AND used_at IS NULL AND expires_at > \(now)
        """
      ) { $0[0] as String }
    }
    return account?.maskedAccount
  }

  /// Codes that are of no use any more, with the accounts that they went to; for the daily run.
  func forgetLinkCodes() async throws {
    let before = clock.now().adding(seconds: -2 * 86_400)
    try await database.write { tx in
      try tx.execute("DELETE FROM link_code WHERE window_started_at < \(before)")
    }
  }
}

extension Storage.Transaction {
  /// - Throws: ``LinkRefusal/codeTooSoon(seconds:)``.
  fileprivate func claimLinkCode(
    _ link: LinkedAccountID, to account: String, at partner: PartnerID, of member: MemberID, _ now: Instant
  ) throws {
    let earlier = try queryFirst(
      """
      SELECT created_at, window_started_at, sent_in_window FROM link_code
      WHERE member_id = \(member) AND partner_id = \(partner)
      """
    ) { (createdAt: $0[0] as Instant, windowStart: $0[1] as Instant, sent: $0[2] as Int) }
    var window = (start: now, sent: 1)
    if let earlier {
      let pause = earlier.createdAt.adding(seconds: Coalition.codePauseSeconds)
      guard pause <= now else { throw LinkRefusal.codeTooSoon(seconds: now.secondsUntil(pause)) }
      let windowEnd = earlier.windowStart.adding(seconds: 86_400)
      if windowEnd > now {
        guard earlier.sent < Coalition.codesPerDay else {
          throw LinkRefusal.codeTooSoon(seconds: now.secondsUntil(windowEnd))
        }
        window = (earlier.windowStart, earlier.sent + 1)
      }
    }
    try execute(
      """
      INSERT INTO link_code (member_id, partner_id, link_id, account, tries, created_at, expires_at, used_at,
        window_started_at, sent_in_window)
      VALUES (\(member), \(partner), \(link), \(account), 0, \(now),
        \(now.adding(seconds: Coalition.linkCodeSeconds)), NULL, \(window.start), \(window.sent))
      ON CONFLICT (member_id, partner_id) DO UPDATE SET link_id = excluded.link_id,
        account = excluded.account, tries = 0, created_at = excluded.created_at,
        expires_at = excluded.expires_at, used_at = NULL, window_started_at = excluded.window_started_at,
        sent_in_window = excluded.sent_in_window
      """)
  }
}
