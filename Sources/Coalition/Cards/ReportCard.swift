internal import Ledger
internal import Storage

extension Coalition {
  /// Blocks a card that its owner reports lost (挂失).
  /// - Throws: `AccessRefusal`, `MemberRefusal.cardNotFound`, `.cardLost` when it is blocked,
  ///   `.cardInactive`.
  package func reportCardLost(_ number: String, by principal: Principal) async throws -> Card {
    try await setStatus(ofCard: number, from: .active, to: .lost, action: "card.lost", by: principal)
  }

  /// Makes a card good again that was reported lost (解挂).
  /// - Throws: `AccessRefusal`, `MemberRefusal.cardNotFound`, `.cardInactive` when it is not blocked.
  package func releaseCard(_ number: String, by principal: Principal) async throws -> Card {
    try await setStatus(ofCard: number, from: .lost, to: .active, action: "card.release", by: principal)
  }

  private func setStatus(
    ofCard text: String, from expected: Card.Status, to status: Card.Status, action: String,
    by principal: Principal
  ) async throws -> Card {
    try principal.require(.writeMembers)
    guard let number = ContactForm.card(text) else { throw MemberRefusal.invalid(.card) }
    let now = clock.now()
    return try await database.write { tx in
      guard var card = try tx.card(number: number) else { throw MemberRefusal.cardNotFound }
      guard card.status == expected else {
        throw card.status == .lost ? MemberRefusal.cardLost : MemberRefusal.cardInactive
      }
      card.status = status
      try tx.execute("UPDATE card SET status = \(status), updated_at = \(now) WHERE id = \(card.id)")
      try append(
        Change(
          action: action, subject: "card/\(card.id.rawValue)", before: expected.rawValue,
          after: status.rawValue),
        by: principal.actor, in: tx)
      return card
    }
  }
}
