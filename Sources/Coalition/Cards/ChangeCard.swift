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
    let change = CardChange("card.activate", from: [.issued]) { principal.sees($0) || $0.issuedBy == nil }
    return try await carryOut(change, on: id, by: principal) { tx, card, _ in
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
    let change = CardChange("card.lost", reason, from: [.active]) { principal.sees($0) }
    return try await carryOut(change, on: id, by: principal) { _, card, _ in card.status = .lost }
  }

  /// Makes a card good again that was reported lost (解挂): for who handed it out, and the operator.
  /// - Throws: `AccessRefusal`, `MemberRefusal`: `cardNotFound`, `cardInactive` when it is not blocked.
  package func releaseCard(_ id: CardID, reason: String = "", by principal: Principal) async throws -> Card {
    try principal.require(.writeMembers)
    let change = CardChange("card.release", reason, from: [.lost]) { principal.handedOut($0) }
    return try await carryOut(change, on: id, by: principal) { _, card, _ in card.status = .active }
  }

  /// Gives the holder of a card another one in its place (换卡), the old is good for nothing from then on.
  /// - Throws: `AccessRefusal`, `MemberRefusal`: `cardNotFound`, `cardInactive`.
  package func replaceCard(_ id: CardID, reason: String = "", by principal: Principal) async throws -> Card {
    try principal.require(.writeMembers)
    let new: CardID = ids.next()
    let number = newCardNumber()
    let change = CardChange("card.replace", reason, from: [.active, .lost]) { principal.handedOut($0) }
    _ = try await carryOut(change, on: id, by: principal) { tx, card, now in
      try tx.insert(
        Card(
          id: new, number: number, member: card.member, kind: card.kind, status: .active,
          issuedBy: card.issuedBy), at: now)
      card.status = .replaced
      card.replacedBy = new
    }
    return try await self.card(new, by: principal)
  }

  private func carryOut(
    _ change: CardChange, on id: CardID, by principal: Principal,
    _ apply: @escaping @Sendable (any Storage.Transaction, inout Card, Instant) throws -> Void
  ) async throws -> Card {
    let now = clock.now()
    // Tills must not take a card that was reported lost a moment ago.
    defer { directoryCache.forgetMembers() }
    return try await database.write { tx in
      // Who may not see it learns nothing of its status.
      guard var card = try tx.card(id), change.isVisible(card) else { throw MemberRefusal.cardNotFound }
      let before = card.status
      guard change.expected.contains(before) else {
        throw before == .lost ? MemberRefusal.cardLost : MemberRefusal.cardInactive
      }
      try apply(tx, &card, now)
      try tx.execute(
        """
        UPDATE card SET status = \(card.status), member_id = \(card.member), replaced_by = \(card.replacedBy),
          updated_at = \(now) WHERE id = \(id)
        """)
      try append(
        Change(
          action: change.action, subject: "card/\(id.rawValue)", before: before.rawValue,
          after: card.status.rawValue + change.reason),
        by: principal.actor, in: tx)
      return card
    }
  }
}

/// What is done to a card, from which states, and to whom it exists.
private struct CardChange: Sendable {
  let action: String
  let reason: String
  let expected: Set<Card.Status>
  let isVisible: @Sendable (Card) -> Bool

  init(
    _ action: String, _ reason: String = "", from expected: Set<Card.Status>,
    _ isVisible: @escaping @Sendable (Card) -> Bool
  ) {
    self.action = action
    self.reason = reason.isEmpty ? "" : ": " + String(reason.prefix(200))
    self.expected = expected
    self.isVisible = isVisible
  }
}
