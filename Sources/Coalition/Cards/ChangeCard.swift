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
    _ id: CardID, reason: String = "", proof: MemberProof? = nil, for request: IdempotencyKey? = nil,
    by principal: Principal
  ) async throws -> Card {
    try principal.require(.writeMembers)
    let change = CardChange("card.release", reason, from: [.lost]) { principal.handedOut($0) }
    let card = try await card(id, by: principal)
    guard change.isVisible(card) else { throw MemberRefusal.cardNotFound }
    // Before the proof, which must not be used up for nothing.
    guard card.status == .lost, !card.isStolen else { throw card.refusal(at: clock.now()) }
    try await requireHolder(of: card, proof, for: request, by: principal)
    return try await release(id, change, by: principal)
  }

  func release(_ id: CardID, _ change: CardChange, by principal: Principal) async throws -> Card {
    try await carryOut(change, on: id, by: principal) { _, card, now in
      if card.isStolen { throw MemberRefusal.cardStolen }
      if card.isExpired(at: now) { throw MemberRefusal.cardExpired }
      card.status = .active
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
