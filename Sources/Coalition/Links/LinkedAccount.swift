package import Ledger
internal import Storage

/// A member's account at a partner's system, shown to be theirs by that system (绑定外部账户).
package struct LinkedAccount: Sendable, Hashable {
  /// How the partner showed it. Raw values are stored and public.
  package enum Way: String, CaseIterable, Sendable, SQLScalar {
    /// It sent its customer to us with a signed statement.
    case handOver = "hand_over"
    /// It sent a code to the account, which the member typed here.
    case code
  }

  /// Why it ended. Raw values are stored and public.
  package enum EndReason: String, CaseIterable, Sendable, SQLScalar {
    case none = ""
    case member
    case `operator`
    case partner
    /// The member left the platform.
    case left
  }

  package let id: LinkedAccountID
  package let partner: PartnerID
  package let member: MemberID
  /// As the partner calls it; empty once it was erased.
  package let account: String
  package let way: Way
  package let linkedAt: Instant
  package let endedAt: Instant?
  package let endReason: EndReason

  /// As a caller sees it: the account's name is its own system's, the operator sees the end of it.
  func seen(by principal: Principal) -> LinkedAccount {
    if principal.merchant != nil { return self }
    return LinkedAccount(
      id: id, partner: partner, member: member, account: masked, way: way, linkedAt: linkedAt,
      endedAt: endedAt, endReason: endReason)
  }

  /// The account as pages show it.
  package var masked: String { account.maskedAccount }
}

extension String {
  /// The last four characters at most, of short ones the last: enough to know one's own by.
  package var maskedAccount: String {
    if isEmpty { return "" }
    return "\u{2022}\u{2022}\u{2022}\u{2022}" + suffix(count > 6 ? 4 : 1)
  }
}

/// Why something with an account elsewhere was declined. A closed list.
package enum LinkRefusal: Error, Sendable, Hashable {
  case linkNotFound
  /// No accounts are linked with this partner, or not now.
  case linkingOff
  /// It is linked to another member.
  case accountTaken
  /// The member has as many as one may have.
  case tooMany
  /// What the partner stated is not signed by it, or cannot be read.
  case handOverInvalid
  /// It was stated too long ago, or in the future.
  case handOverEnded
  /// It was used before.
  case handOverUsed
  /// The code is wrong, too old, or was tried too often.
  case codeWrong
  /// Another code may be asked for after so many seconds.
  case codeTooSoon(seconds: Int64)
  /// The partner did not answer: nothing was linked, and the same may be tried again.
  case notAnswered
}

extension LinkedAccount {
  static let select: SQL = """
    SELECT id, partner_id, member_id, account, way, linked_at, ended_at, end_reason FROM linked_account 
    """

  init(_ row: borrowing Row) {
    self.init(
      id: row[0], partner: row[1], member: row[2], account: row[3], way: row[4], linkedAt: row[5],
      endedAt: row[6], endReason: row[7])
  }
}

extension Storage.Transaction {
  func linkedAccount(_ id: LinkedAccountID) throws -> LinkedAccount? {
    try queryFirst(LinkedAccount.select + "WHERE id = \(id)") { LinkedAccount($0) }
  }

  /// What is linked now under the partner's name for it.
  func linkedAccount(_ account: String, of partner: PartnerID) throws -> LinkedAccount? {
    try queryFirst(
      LinkedAccount.select
        + "WHERE partner_id = \(partner) AND account = \(account) AND ended_at IS NULL"
    ) { LinkedAccount($0) }
  }

  /// The member whose account is linked at the partner that the merchant is.
  func memberID(linked account: String, at merchant: MerchantID) throws -> MemberID? {
    try queryFirst(
      """
      SELECT linked_account.member_id FROM partner
      JOIN linked_account ON linked_account.partner_id = partner.id
      WHERE partner.merchant_id = \(merchant) AND partner.status <> 'closed'
        AND linked_account.account = \(account) AND linked_account.ended_at IS NULL
      """
    ) { $0[0] }
  }

  /// A partner with which accounts are linked.
  /// - Throws: ``LinkRefusal/linkingOff``.
  func linkingPartner(_ id: PartnerID) throws -> Partner {
    guard let partner = try partner(id), partner.status == .active, partner.linksAccounts else {
      throw LinkRefusal.linkingOff
    }
    return partner
  }
}

/// Which linked accounts a list shows; all given conditions must hold.
package struct LinkedAccountQuery: Sendable, Hashable {
  package var partner: PartnerID?
  package var member: MemberID?
  /// Complete, as the partner calls it.
  package var account: String?
  /// Without those that ended.
  package var isCurrent: Bool

  package init(
    partner: PartnerID? = nil, member: MemberID? = nil, account: String? = nil, isCurrent: Bool = false
  ) {
    (self.partner, self.member, self.account, self.isCurrent) = (partner, member, account, isCurrent)
  }
}

extension Coalition {
  /// Linked accounts, newest first, with those that ended; a merchant sees those of the partner that it is.
  /// - Throws: `AccessRefusal`.
  package func linkedAccounts(
    _ query: LinkedAccountQuery = LinkedAccountQuery(),
    _ page: PageRequest<Identified.LinkedAccount> = PageRequest(), by principal: Principal
  ) async throws -> Page<LinkedAccount> {
    try principal.require(.readMembers)
    try principal.requireAllStores()
    var conditions: [SQL] = ["id < \(page.bound)"]
    if let partner = query.partner { conditions.append("partner_id = \(partner)") }
    if let member = query.member { conditions.append("member_id = \(member)") }
    if let account = query.account { conditions.append("account = \(account)") }
    if query.isCurrent { conditions.append("ended_at IS NULL") }
    if let merchant = principal.merchant {
      conditions.append("partner_id = (SELECT id FROM partner WHERE merchant_id = \(merchant))")
    }
    let condition = conditions.joined(separator: " AND ")
    return try await database.read { tx in
      let found = try tx.query(
        LinkedAccount.select + "WHERE " + condition + " ORDER BY id DESC LIMIT \(page.limit + 1)"
      ) { LinkedAccount($0).seen(by: principal) }
      return Page(found, limit: page.limit)
    }
  }

  /// One linked account; one of another merchant's system is not found.
  /// - Throws: `AccessRefusal`, ``LinkRefusal/linkNotFound``.
  package func linkedAccount(
    _ id: LinkedAccountID, by principal: Principal
  ) async throws -> LinkedAccount {
    try principal.require(.readMembers)
    try principal.requireAllStores()
    return try await database.read { try $0.requireLink(id, seenBy: principal).seen(by: principal) }
  }

  /// The member's own accounts elsewhere: all that are linked, then those that ended, at most 50, each newest
  /// first.
  package func ownLinks(by me: MemberPrincipal) async throws -> [LinkedAccount] {
    try await database.read { tx in
      func links(_ condition: SQL) throws -> [LinkedAccount] {
        try tx.query(LinkedAccount.select + "WHERE member_id = \(me.member) AND \(condition)") {
          LinkedAccount($0)
        }
      }
      return try links("ended_at IS NULL ORDER BY id DESC")
        + links("ended_at IS NOT NULL ORDER BY id DESC LIMIT 50")
    }
  }

  /// Partners whose accounts members may link now. Open to everybody.
  package func linkingPartners() async throws -> [Partner] {
    try await openPartners().filter(\.linksAccounts)
  }
}

extension Storage.Transaction {
  func requireLink(_ id: LinkedAccountID, seenBy principal: Principal) throws -> LinkedAccount {
    guard let link = try linkedAccount(id), principal.sees(try requirePartner(link.partner).merchant) else {
      throw LinkRefusal.linkNotFound
    }
    return link
  }
}
