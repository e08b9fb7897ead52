package import Ledger
internal import Storage

/// What is to be changed of a member; nil leaves as it is.
package struct MemberChange: Sendable {
  package var name: String?
  package var language: Language?
  /// Takes the place of an identity of the same kind (and merchant or provider), or is added.
  package var identities: [MemberIdentity] = []

  package init(name: String? = nil, language: Language? = nil, identities: [MemberIdentity] = []) {
    self.name = name
    self.language = language
    self.identities = identities
  }
}

extension Coalition {
  /// Changes a member's profile and what they are known by.
  ///
  /// A merchant may change the profile of members it registered, and its own numbers of every member.
  /// - Throws: `AccessRefusal`, `MemberRefusal`.
  package func updateMember(
    _ id: MemberID, _ change: MemberChange, by principal: Principal
  ) async throws -> Member {
    try principal.require(.writeMembers)
    if let name = change.name, !name.isEmpty, !name.isName { throw MemberRefusal.invalid(.name) }
    let identities = try change.identities.map { try $0.columns(countryCode: settings.countryCode) }
    let now = clock.now()
    defer { directoryCache.forgetMembers() }
    do {
      return try await database.write { tx in
        let old = try tx.requireMember(id)
        guard old.status != .closed else { throw MemberRefusal.memberClosed }
        try change.check(by: principal, registeredBy: old.registeredBy)
        try tx.execute(
          """
          UPDATE member_profile SET name = \(change.name ?? old.name),
            language = \(change.language ?? old.language), updated_at = \(now)
          WHERE member_id = \(id)
          """)
        for identity in identities {
          if let other = try tx.memberID(known: identity), other != id {
            throw MemberRefusal.memberExists(identity.field)
          }
          try tx.replace(identity, of: id, at: now)
        }
        try tx.execute("UPDATE member SET updated_at = \(now) WHERE id = \(id)")
        try append(
          Change(
            action: "member.update", subject: "member/\(id.rawValue)", after: change.summary(identities)),
          by: principal.actor, in: tx)
        return try tx.requireMember(id)
      }
    } catch let error as DatabaseError where error.isUniqueViolation {
      throw MemberRefusal.memberExists(identities.first?.field ?? .phone)
    }
  }
}

extension MemberChange {
  fileprivate func check(by principal: Principal, registeredBy: MerchantID?) throws(AccessRefusal) {
    guard let merchant = principal.merchant, merchant != registeredBy else { return }
    let onlyOwnNumbers = identities.allSatisfy { identity in
      if case .own(_, let owner) = identity { owner == merchant } else { false }
    }
    guard name == nil, language == nil, onlyOwnNumbers else { throw .wrongOwner }
  }

  /// Tells which fields changed, not what is in them: the audit log cannot forget.
  fileprivate func summary(_ identities: [IdentityColumns]) -> String {
    let fields = [name.map { _ in "name" }, language.map { _ in "language" }].compactMap { $0 }
    return (fields + identities.map(\.field.rawValue)).joined(separator: ",")
  }
}

extension Storage.Transaction {
  fileprivate func replace(_ identity: IdentityColumns, of member: MemberID, at now: Instant) throws {
    try execute(
      """
      DELETE FROM member_identity WHERE member_id = \(member) AND kind = \(identity.kind)
        AND merchant_id = \(identity.merchant) AND provider = \(identity.provider)
      """)
    try insert(identity, of: member, at: now)
  }
}
