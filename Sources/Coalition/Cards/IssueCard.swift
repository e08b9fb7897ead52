package import Ledger
internal import Storage

extension Coalition {
  /// The most cards of one batch.
  package static let cardBatchLimit = 1_000

  /// Makes a card and binds it to a member, or leaves it to be bound later.
  /// - Throws: `AccessRefusal`, `MemberRefusal.memberNotFound`, `.memberClosed`.
  package func issueCard(
    to member: MemberID?, kind: Card.Kind = .member, by principal: Principal
  ) async throws -> Card {
    try await issue(1, to: member, kind, by: principal)[0]
  }

  /// Makes so many cards that belong to nobody yet, 1…1,000, all or none.
  /// - Throws: `AccessRefusal`.
  package func issueCards(
    _ count: Int, kind: Card.Kind = .member, by principal: Principal
  ) async throws -> [Card] {
    try await issue(min(max(count, 1), Self.cardBatchLimit), to: nil, kind, by: principal)
  }

  private func issue(
    _ count: Int, to member: MemberID?, _ kind: Card.Kind, by principal: Principal
  ) async throws -> [Card] {
    try principal.require(.writeMembers)
    let now = clock.now()
    for _ in 0..<8 {
      let cards = (0..<count).map { _ in
        Card(
          id: ids.next(), number: newCardNumber(), member: member, kind: kind,
          status: member == nil ? .issued : .active, issuedBy: principal.merchant)
      }
      do {
        try await database.write { tx in
          if let member, try tx.requireMember(member).status == .closed { throw MemberRefusal.memberClosed }
          for card in cards {
            try tx.insert(card, at: now)
            try append(
              Change(
                action: "card.issue", subject: "card/\(card.id.rawValue)", after: Masked.card(card.number)),
              by: principal.actor, in: tx)
          }
        }
        return cards
      } catch let error as DatabaseError where error.isUniqueViolation {
        continue
      }
    }
    throw DatabaseError(.busy, "no free card number was found")
  }

  /// 8800, eleven random digits, a check digit.
  func newCardNumber() -> String {
    let digits = String(ids.number(below: 100_000_000_000))
    let payload = "8800" + String(repeating: "0", count: 11 - digits.count) + digits
    return payload + String(Luhn.checkDigit(for: payload))
  }
}
