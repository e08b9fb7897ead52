internal import Ledger
internal import Storage

extension Member {
  /// Phone and e-mail are looked up by the primary key of their table.
  static let select: SQL = """
    SELECT member.id, member.status, member.code_number, member.merchant_id, coalesce(profile.name, ''),
      coalesce(profile.language, 'zh-Hans'), phone.value, email.value, member.created_at, member.updated_at,
      member.merged_into, member.is_pool
    FROM member
    LEFT JOIN member_profile AS profile ON profile.member_id = member.id
    LEFT JOIN member_identity AS phone
      ON phone.member_id = member.id AND phone.kind = 'phone' AND phone.merchant_id = 0 AND phone.provider =
        ''
    LEFT JOIN member_identity AS email
      ON email.member_id = member.id AND email.kind = 'email' AND email.merchant_id = 0 AND email.provider =
        '' 
    """

  init(_ row: borrowing Row) {
    self.init(
      id: row[0], status: row[1], codeNumber: row[2], registeredBy: row[3], name: row[4], language: row[5],
      phone: row[6], email: row[7], createdAt: row[8], updatedAt: row[9],
      mergedInto: row[10], isPool: row[11])
  }

  /// - Throws: `MemberRefusal.memberFrozen` or `.memberClosed`.
  package func requireActive() throws(MemberRefusal) {
    switch status {
    case .active: return
    case .frozen: throw .memberFrozen
    case .closed: throw .memberClosed
    }
  }
}

/// An identity in the columns that hold it.
struct IdentityColumns: Hashable {
  let kind: String
  let merchant: Int64
  let provider: String
  let value: String
  let field: MemberField

  var condition: SQL {
    "kind = \(kind) AND merchant_id = \(merchant) AND provider = \(provider) AND value = \(value)"
  }
}

extension MemberIdentity {
  /// The identity in its one written form.
  /// - Throws: `MemberRefusal.invalid` with the field.
  func columns(countryCode: String) throws(MemberRefusal) -> IdentityColumns {
    switch self {
    case .phone(let text):
      guard let phone = ContactForm.phone(text, countryCode: countryCode) else { throw .invalid(.phone) }
      return IdentityColumns(kind: "phone", merchant: 0, provider: "", value: phone, field: .phone)
    case .email(let text):
      guard let email = ContactForm.email(text) else { throw .invalid(.email) }
      return IdentityColumns(kind: "email", merchant: 0, provider: "", value: email, field: .email)
    case .own(let text, let merchant):
      guard text.isCode(of: 1...64), merchant.isGiven else { throw .invalid(.ownID) }
      return IdentityColumns(
        kind: "own", merchant: merchant.rawValue, provider: "", value: text, field: .ownID)
    case .external(let text, let provider):
      guard text.isCode(of: 1...254), provider.isCode(of: 1...64) else { throw .invalid(.externalID) }
      return IdentityColumns(
        kind: "external", merchant: 0, provider: provider, value: text, field: .externalID)
    }
  }
}

extension Storage.Transaction {
  func member(_ id: MemberID) throws -> Member? {
    try queryFirst(Member.select + "WHERE member.id = \(id)") { Member($0) }
  }

  /// A person; what stands for a pool is none.
  func requireMember(_ id: MemberID) throws -> Member {
    guard let member = try member(id), !member.isPool else { throw MemberRefusal.memberNotFound }
    return member
  }

  /// Whoever has wallets: a person, or a pool.
  func requireHolder(_ id: MemberID) throws -> Member {
    guard let member = try member(id) else { throw MemberRefusal.memberNotFound }
    return member
  }

  func memberID(known identity: IdentityColumns) throws -> MemberID? {
    try queryFirst("SELECT member_id FROM member_identity WHERE \(identity.condition)") { $0[0] }
  }

  func insert(_ identity: IdentityColumns, of member: MemberID, at now: Instant) throws {
    try execute(
      """
      INSERT INTO member_identity (member_id, kind, merchant_id, provider, value, created_at)
      VALUES (\(member), \(identity.kind), \(identity.merchant), \(identity.provider), \(identity.value),
        \(now))
      """)
  }
}
