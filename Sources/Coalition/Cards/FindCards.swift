package import Ledger
internal import Storage

extension Coalition {
  /// A member's cards, newest first.
  /// - Throws: `AccessRefusal`.
  package func cards(of member: MemberID, by principal: Principal) async throws -> [Card] {
    try principal.require(.readMembers)
    return try await database.read { tx in
      try tx.query(Card.select + "WHERE member_id = \(member) ORDER BY id DESC LIMIT 100") { Card($0) }
    }
  }

  /// One card; those that belong to nobody yet are seen by who handed them out.
  /// - Throws: `AccessRefusal`, `MemberRefusal.cardNotFound`.
  package func card(_ id: CardID, by principal: Principal) async throws -> Card {
    try principal.require(.readMembers)
    guard let card = try await database.read({ try $0.card(id) }), principal.sees(card) else {
      throw MemberRefusal.cardNotFound
    }
    return card
  }

  /// Cards, newest first: a member's, the one with a number, else the operator's all and a merchant's own.
  /// - Throws: `AccessRefusal`.
  package func cards(
    of member: MemberID? = nil, number: String? = nil, in status: Card.Status? = nil,
    _ page: PageRequest<Identified.Card> = PageRequest(), by principal: Principal
  ) async throws -> Page<Card> {
    try principal.require(.readMembers)
    var conditions: [SQL] = ["id < \(page.bound)"]
    if let member { conditions.append("member_id = \(member)") }
    if let number { conditions.append("number = \(number)") }
    if let own = principal.merchant {
      // A bound card is known to whoever asks for its number or its holder; one that nobody holds is not.
      let isBound: SQL = member == nil && number == nil ? "" : " OR member_id IS NOT NULL"
      conditions.append("(merchant_id = \(own)\(isBound))")
    }
    if let status { conditions.append("status = \(status)") }
    let condition = conditions.joined(separator: " AND ")
    return try await database.read { tx in
      let found = try tx.query(
        Card.select + "WHERE \(condition) ORDER BY id DESC LIMIT \(page.limit + 1)"
      ) { Card($0) }
      return Page(found, limit: page.limit)
    }
  }
}

extension Principal {
  /// Whether the card may be known to the caller: the number of one that nobody holds yet is worth keeping.
  func sees(_ card: Card) -> Bool { handedOut(card) || card.member != nil }

  /// Whether the caller is the operator, or the merchant that handed the card out.
  package func handedOut(_ card: Card) -> Bool { merchant == nil || merchant == card.issuedBy }
}
