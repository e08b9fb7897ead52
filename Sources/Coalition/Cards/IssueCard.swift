package import Ledger
internal import Storage

extension Coalition {
  /// Makes a card and binds it to a member, or leaves it to be bound later.
  /// - Throws: `AccessRefusal`, `MemberRefusal.memberNotFound`.
  package func issueCard(
    to member: MemberID?, kind: Card.Kind = .member, by principal: Principal
  ) async throws -> Card {
    try principal.require(.writeMembers)
    let now = clock.now()
    for _ in 0..<8 {
      let card = Card(
        id: ids.next(), number: newCardNumber(), member: member, kind: kind,
        status: member == nil ? .issued : .active)
      do {
        try await database.write { tx in
          if let member, try tx.requireMember(member).status == .closed { throw MemberRefusal.memberClosed }
          try tx.insertCard(card.id, card.number, of: member, kind, card.status, at: now)
          try append(
            Change(
              action: "card.issue", subject: "card/\(card.id.rawValue)", after: Masked.card(card.number)),
            by: principal.actor, in: tx)
        }
        return card
      } catch let error as DatabaseError where error.isUniqueViolation {
        continue
      }
    }
    throw DatabaseError(.busy, "no free card number was found")
  }

  /// A member's cards, newest first.
  /// - Throws: `AccessRefusal`.
  package func cards(of member: MemberID, by principal: Principal) async throws -> [Card] {
    try principal.require(.readMembers)
    return try await database.read { tx in
      try tx.query(Card.select + "WHERE member_id = \(member) ORDER BY id DESC LIMIT 100") { Card($0) }
    }
  }

  /// 8800, eleven random digits, a check digit.
  func newCardNumber() -> String {
    let digits = String(ids.number(below: 100_000_000_000))
    let payload = "8800" + String(repeating: "0", count: 11 - digits.count) + digits
    return payload + String(Luhn.checkDigit(for: payload))
  }
}
