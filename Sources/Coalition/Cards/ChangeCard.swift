package import Ledger
internal import Storage

extension Coalition {
  /// Binds a card that was handed out to its holder, who may use it from then on (激活).
  /// - Throws: `AccessRefusal`, `MemberRefusal`: `cardNotFound`, `cardInactive` unless it waits for that,
  ///   `memberNotFound`, `memberClosed`.
  package func activateCard(
    _ id: CardID, for member: MemberID, by principal: Principal
  ) async throws -> Card {
    try principal.require(.writeMembers)
    return try await change(id, from: [.issued], "card.activate", "", by: principal) { tx, card, now in
      guard principal.sees(card) || card.issuedBy == nil else { throw MemberRefusal.cardNotFound }
      if try tx.requireMember(member).status == .closed { throw MemberRefusal.memberClosed }
      card.member = member
      card.status = .active
    }
  }

  /// Blocks a card that its owner reports lost (挂失); any till may.
  /// - Throws: `AccessRefusal`, `MemberRefusal`: `cardNotFound`, `cardLost` when it is blocked,
  ///   `cardInactive`.
  package func reportCardLost(_ id: CardID, reason: String = "", by principal: Principal) async throws -> Card
  {
    try principal.require(.writeMembers)
    return try await change(id, from: [.active], "card.lost", reason, by: principal) { _, card, _ in
      guard principal.sees(card) else { throw MemberRefusal.cardNotFound }
      card.status = .lost
    }
  }

  /// Makes a card good again that was reported lost (解挂): for who handed it out, and the operator.
  /// - Throws: `AccessRefusal`, `MemberRefusal`: `cardNotFound`, `cardInactive` when it is not blocked.
  package func releaseCard(_ id: CardID, reason: String = "", by principal: Principal) async throws -> Card {
    try principal.require(.writeMembers)
    return try await change(id, from: [.lost], "card.release", reason, by: principal) { _, card, _ in
      guard principal.handedOut(card) else { throw MemberRefusal.cardNotFound }
      card.status = .active
    }
  }

  /// Gives the holder of a card another one in its place (换卡), the old is good for nothing from then on.
  /// - Throws: `AccessRefusal`, `MemberRefusal`: `cardNotFound`, `cardInactive`.
  package func replaceCard(_ id: CardID, reason: String = "", by principal: Principal) async throws -> Card {
    try principal.require(.writeMembers)
    let new: CardID = ids.next()
    let number = newCardNumber()
    _ = try await change(id, from: [.active, .lost], "card.replace", reason, by: principal) { tx, card, now in
      guard principal.handedOut(card) else { throw MemberRefusal.cardNotFound }
      try tx.insert(
        Card(
          id: new, number: number, member: card.member, kind: card.kind, status: .active,
          issuedBy: card.issuedBy), at: now)
      card.status = .replaced
      card.replacedBy = new
    }
    return try await self.card(new, by: principal)
  }

  private func change(
    _ id: CardID, from expected: Set<Card.Status>, _ action: String, _ reason: String,
    by principal: Principal,
    _ apply: @escaping @Sendable (any Storage.Transaction, inout Card, Instant) throws -> Void
  ) async throws -> Card {
    let now = clock.now()
    return try await database.write { tx in
      guard var card = try tx.card(id) else { throw MemberRefusal.cardNotFound }
      let before = card.status
      // Who may not see it learns nothing of its status.
      try apply(tx, &card, now)
      guard expected.contains(before) else {
        throw before == .lost ? MemberRefusal.cardLost : MemberRefusal.cardInactive
      }
      try tx.execute(
        """
        UPDATE card SET status = \(card.status), member_id = \(card.member), replaced_by = \(card.replacedBy),
          updated_at = \(now) WHERE id = \(id)
        """)
      let given = reason.isEmpty ? "" : ": " + String(reason.prefix(200))
      try append(
        Change(
          action: action, subject: "card/\(id.rawValue)", before: before.rawValue,
          after: card.status.rawValue + given),
        by: principal.actor, in: tx)
      return card
    }
  }
}
