internal import Ledger
internal import Storage

/// A member to be registered; at least one identity or a card is needed.
package struct MemberDraft: Sendable {
  package var identities: [MemberIdentity]
  /// Empty when not known; at most 100 characters.
  package var name: String
  package var language: Language
  /// Whether a card is made and bound at once.
  package var wantsCard: Bool
  /// A card that was handed out unbound, to be bound.
  package var cardNumber: String?

  package init(
    _ identities: MemberIdentity..., name: String = "", language: Language = .hans, wantsCard: Bool = false,
    cardNumber: String? = nil
  ) {
    self.identities = identities
    self.name = name
    self.language = language
    self.wantsCard = wantsCard
    self.cardNumber = cardNumber
  }
}

extension Coalition {
  /// Registers a member.
  ///
  /// Trying again after an unclear answer is safe: the identities are unique, so it ends in `memberExists`.
  /// - Throws: `AccessRefusal`, `MemberRefusal`.
  package func createMember(_ draft: MemberDraft, by principal: Principal) async throws -> Member {
    try principal.require(.writeMembers)
    let identities = try columns(of: draft, by: principal)
    if let number = draft.cardNumber, ContactForm.card(number) == nil { throw MemberRefusal.invalid(.card) }
    let now = clock.now()
    let id: MemberID = ids.next()
    // Two may draw one number or meet in one identity at the same moment; looking again tells which.
    for _ in 0..<8 {
      let codeNumber = Int64(ids.number(below: 1_000_000_000))
      let card: (id: CardID, number: String)? = draft.wantsCard ? (ids.next(), newCardNumber()) : nil
      do {
        return try await database.write { tx in
          for identity in identities where try tx.memberID(known: identity) != nil {
            throw MemberRefusal.memberExists(identity.field)
          }
          let member = Member(
            id: id, status: .active, codeNumber: codeNumber, registeredBy: principal.merchant,
            name: draft.name,
            language: draft.language, phone: identities.first { $0.kind == "phone" }?.value,
            email: identities.first { $0.kind == "email" }?.value, createdAt: now, updatedAt: now)
          try tx.insert(member)
          for identity in identities { try tx.insert(identity, of: id, at: now) }
          if let card {
            try tx.insert(
              Card(
                id: card.id, number: card.number, member: id, kind: .member, status: .active,
                issuedBy: principal.merchant), at: now)
          }
          if let number = draft.cardNumber.flatMap(ContactForm.card) {
            try tx.bindCard(number, to: id, at: now)
          }
          return member
        }
      } catch let error as DatabaseError where error.isUniqueViolation {
        continue
      }
    }
    throw DatabaseError(.busy, "no free code number was found for a member")
  }

  private func columns(of draft: MemberDraft, by principal: Principal) throws -> [IdentityColumns] {
    guard draft.name.isEmpty || draft.name.isName else { throw MemberRefusal.invalid(.name) }
    guard !draft.identities.isEmpty || draft.wantsCard || draft.cardNumber != nil else {
      throw MemberRefusal.invalid(.phone)
    }
    var seen: Set<String> = []
    return try draft.identities.map { identity in
      if case .own(_, let merchant) = identity, !principal.sees(merchant) {
        throw MemberRefusal.invalid(.ownID)
      }
      let columns = try identity.columns(countryCode: settings.countryCode)
      guard seen.insert("\(columns.kind)/\(columns.merchant)/\(columns.provider)").inserted else {
        throw MemberRefusal.invalid(columns.field)
      }
      return columns
    }
  }
}

extension Storage.Transaction {
  func insert(_ member: Member) throws {
    try execute(
      """
      INSERT INTO member (id, status, code_number, merchant_id, created_at, updated_at)
      VALUES (\(member.id), \(member.status), \(member.codeNumber), \(member.registeredBy),
        \(member.createdAt),
        \(member.updatedAt))
      """)
    try execute(
      """
      INSERT INTO member_profile (member_id, name, language, updated_at)
      VALUES (\(member.id), \(member.name), \(member.language), \(member.updatedAt))
      """)
  }
}
