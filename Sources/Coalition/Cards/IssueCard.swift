package import Ledger
internal import Storage

extension Coalition {
  /// The most cards that are made at once without a second person.
  package static let cardBatchLimit = 1_000

  /// Makes a card and binds it to a member, or leaves it to be bound later.
  /// - Parameter type: nil for the platform's own range, of the kind.
  /// - Throws: `AccessRefusal`, `MemberRefusal.memberNotFound`, `.memberClosed`, `.cardTypeNotFound`.
  package func issueCard(
    to member: MemberID?, kind: Card.Kind = .member, type: CardTypeID? = nil, by principal: Principal
  ) async throws -> Card {
    try await issue(1, to: member, kind, type, by: principal)[0]
  }

  /// Makes so many cards that belong to nobody yet, 1…1,000, all or none.
  /// - Throws: `AccessRefusal`, `MemberRefusal.cardTypeNotFound`.
  package func issueCards(
    _ count: Int, kind: Card.Kind = .member, type: CardTypeID? = nil, by principal: Principal
  ) async throws -> [Card] {
    try await issue(min(max(count, 1), Self.cardBatchLimit), to: nil, kind, type, by: principal)
  }

  /// - Parameter key: of a form at a seat; once a card is made for it, it is the answer.
  func issue(
    _ count: Int, to member: MemberID?, _ kind: Card.Kind, _ type: CardTypeID?, key: String? = nil,
    by principal: Principal
  ) async throws -> [Card] {
    try principal.require(.writeMembers)
    let now = clock.now()
    return try await drawingNumbers {
      try await database.write { tx in
        if let key, let made = try tx.seatCard(key, of: principal.merchant ?? .none) { return [made] }
        let type = try type.map { try tx.openCardType($0) }
        if let member, try tx.requireMember(member).status == .closed { throw MemberRefusal.memberClosed }
        let cards = (0..<count).map { _ in
          Card(
            id: ids.next(), number: newCardNumber(of: type), member: member, kind: type?.kind ?? kind,
            status: member == nil ? .issued : .active, issuedBy: principal.merchant, type: type?.id,
            expiresAt: expiry(of: type, madeAt: now))
        }
        for card in cards {
          try tx.insert(card, at: now)
          if let key { try tx.remember(card, for: key) }
          try append(
            Change(
              action: "card.issue", subject: "card/\(card.id.rawValue)", after: Masked.card(card.number)),
            by: principal.actor, in: tx)
        }
        return cards
      }
    }
  }

  /// Draws again where somebody has drawn the same number at the same moment.
  func drawingNumbers<Result: Sendable>(_ body: () async throws -> Result) async throws -> Result {
    for _ in 0..<8 {
      do { return try await body() } catch let error as DatabaseError where error.isUniqueViolation {
        continue
      }
    }
    throw DatabaseError(.busy, "no free card number was found")
  }
}
