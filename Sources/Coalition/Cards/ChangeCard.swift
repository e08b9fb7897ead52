package import Ledger
internal import Storage

extension Coalition {
  /// Makes a card usable that was handed out (激活): for its holder, or for whoever has it, where its type lets
  /// cards be used without a name. Its points are then those of a member record that stands for the bearer.
  /// - Throws: `AccessRefusal`, `MemberRefusal`: `cardNotFound`, what the card's state is refused for unless
  ///   it waits for this, `cardNeedsHolder`, `memberNotFound`, `memberClosed`.
  package func activateCard(
    _ id: CardID, for member: MemberID?, by principal: Principal
  ) async throws -> Card {
    try principal.require(.writeMembers)
    let bearer: MemberID = ids.next()
    let change = CardChange("card.activate", from: [.issued]) { principal.sees($0) || $0.issuedBy == nil }
    return try await drawingNumbers {
      let codeNumber = Int64(ids.number(below: 1_000_000_000))
      return try await carryOut(change, on: id, by: principal) { tx, card, now in
        if card.isExpired(at: now) { throw MemberRefusal.cardExpired }
        if let member {
          if try tx.requireMember(member).status == .closed { throw MemberRefusal.memberClosed }
          card.member = member
        } else {
          guard let type = try card.type.flatMap({ try tx.cardType($0) }), type.isBearer else {
            throw MemberRefusal.cardNeedsHolder
          }
          try tx.insertBearer(bearer, codeNumber: codeNumber, merchant: principal.merchant, at: now)
          card.member = bearer
        }
        card.status = .active
      }
    }
  }

  /// Blocks a card that its owner reports lost (挂失) or taken from them; any till may. Whoever asks after it
  /// was answered is refused, on every channel and every server.
  /// - Throws: `AccessRefusal`, `MemberRefusal`: `cardNotFound`, what the card's state is refused for.
  package func reportCardLost(
    _ id: CardID, isStolen: Bool = false, reason: String = "", by principal: Principal
  ) async throws -> Card {
    try principal.require(.writeMembers)
    let action = isStolen ? "card.stolen" : "card.lost"
    let change = CardChange(action, reason, from: [.active]) { principal.sees($0) }
    return try await carryOut(change, on: id, by: principal) { _, card, _ in
      card.status = .lost
      card.isStolen = isStolen
    }
  }

  /// Makes a card good again that was reported lost (解挂): for who handed it out, with a proof of its
  /// holder's, and for the operator. A stolen card stays blocked.
  /// - Throws: `AccessRefusal`, `MemberRefusal`: `cardNotFound`, `cardStolen`, `cardInactive` when it is not
  ///   blocked, `memberProofRequired`, and what the proof is refused for.
  package func releaseCard(
    _ id: CardID, reason: String = "", proof: MemberProof? = nil, by principal: Principal
  ) async throws -> Card {
    try principal.require(.writeMembers)
    let change = CardChange("card.release", reason, from: [.lost]) { principal.handedOut($0) }
    if principal.merchant != nil, !principal.isLoginProof {
      let card = try await card(id, by: principal)
      guard change.isVisible(card) else { throw MemberRefusal.cardNotFound }
      guard card.status == .lost, let member = card.member else { throw card.refusal(at: clock.now()) }
      guard let proof else { throw MemberRefusal.memberProofRequired }
      let request = IdempotencyKey(job: "card.release", id.rawValue, clock.now().microseconds)
      _ = try await identify(.id(member), proof: proof, request: request, by: principal)
    }
    return try await release(id, change, by: principal)
  }

  func release(_ id: CardID, _ change: CardChange, by principal: Principal) async throws -> Card {
    try await carryOut(change, on: id, by: principal) { _, card, now in
      if card.isStolen { throw MemberRefusal.cardStolen }
      if card.isExpired(at: now) { throw MemberRefusal.cardExpired }
      card.status = .active
    }
  }

  /// Gives the holder of a card another one in its place (换卡), with all its points and its PIN; the old is
  /// good for nothing from then on. Also for a card whose time is over.
  /// - Throws: `AccessRefusal`, `MemberRefusal`: `cardNotFound`, what the card's state is refused for.
  package func replaceCard(_ id: CardID, reason: String = "", by principal: Principal) async throws -> Card {
    try principal.require(.writeMembers)
    let new: CardID = ids.next()
    let change = CardChange("card.replace", reason, from: [.active, .lost, .closed]) {
      principal.handedOut($0)
    }
    return try await drawingNumbers {
      _ = try await carryOut(change, on: id, by: principal) { tx, card, now in
        // An expired card still has its holder; one that was destroyed or erased has nobody's.
        guard card.member != nil, card.status != .closed || card.ending == .expired else {
          throw MemberRefusal.cardInactive
        }
        let type = try card.type.flatMap { try tx.cardType($0) }
        try tx.insert(
          Card(
            id: new, number: newCardNumber(of: type), member: card.member, kind: card.kind, status: .active,
            issuedBy: card.issuedBy, type: card.type, expiresAt: expiry(of: type, madeAt: now)), at: now)
        card.status = .replaced
        card.replacedBy = new
      }
      return try await self.card(new, by: principal)
    }
  }

  /// Ends a card for ever (销卡), for the operator. Points of a card that nobody holds by name must have gone
  /// to a member or another card before.
  /// - Throws: `AccessRefusal`, `MemberRefusal`: `cardNotFound`, `cardHasPoints`, `cardReplaced`,
  ///   `cardInactive` when it is destroyed.
  package func destroyCard(_ id: CardID, reason: String = "", by principal: Principal) async throws -> Card {
    try principal.requireOperator(.writeMembers)
    let change = CardChange("card.destroy", reason, from: [.issued, .active, .lost, .closed]) { _ in true }
    let card = try await card(id, by: principal)
    if let member = card.member, try await database.read({ try $0.isBearer(member) }) {
      let isEmpty = try await unmerged(of: member).allSatisfy { $0.balance.total == 0 }
      guard isEmpty else { throw MemberRefusal.cardHasPoints }
    }
    return try await carryOut(change, on: id, by: principal) { _, card, _ in
      guard card.ending != .destroyed else { throw MemberRefusal.cardInactive }
      card.status = .closed
      card.ending = .destroyed
    }
  }

  /// One change of a card, by a caller to whom it exists, from a state that it is for, in one transaction.
  func carryOut(
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
      guard change.expected.contains(before) else { throw card.refusal(at: now) }
      try apply(tx, &card, now)
      try tx.execute(
        """
        UPDATE card SET status = \(card.status), member_id = \(card.member), replaced_by = \(card.replacedBy),
          is_stolen = \(card.isStolen), ending = \(card.ending), updated_at = \(now) WHERE id = \(id)
        """)
      try append(
        Change(
          action: change.action, subject: "card/\(id.rawValue)", before: before.rawValue,
          after: card.status.rawValue + change.reason),
        by: principal.actor, in: tx)
      return card
    }
  }

  /// Notes the end of cards whose time is over; they were refused from that moment.
  func endExpiredCards() async throws -> Int {
    let now = clock.now()
    return try await database.write { tx in
      let ended = try tx.execute(
        """
        UPDATE card SET status = 'closed', ending = 'expired', updated_at = \(now)
        WHERE id IN (SELECT id FROM card WHERE expires_at <= \(now)
          AND status IN ('issued', 'active', 'lost') ORDER BY expires_at LIMIT 5000)
        """)
      if ended > 0 {
        try append(
          Change(action: "card.expire", subject: "card", after: "\(ended) cards"), by: .system, in: tx)
      }
      return ended
    }
  }
}

/// What is done to a card, from which states, and to whom it exists.
struct CardChange: Sendable {
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
