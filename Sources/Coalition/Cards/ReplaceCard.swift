package import Ledger
internal import Storage

extension Coalition {
  /// Gives the holder of a card another one in its place (换卡), with all its points and its PIN; the old is
  /// good for nothing from then on. Also for a card whose time is over, and, by the operator, for a destroyed
  /// one whose bearer has points again, as after goods were brought back.
  ///
  /// The new number opens the way to all the points, so a merchant needs the holder's proof, and the operator
  /// where a card without a name has points; for one that is not lost, its security code will do.
  /// - Throws: `AccessRefusal`, `MemberRefusal`: `cardNotFound`, what the card's state is refused for,
  ///   `memberProofRequired`, and what the proof is refused for.
  package func replaceCard(
    _ id: CardID, reason: String = "", proof: MemberProof? = nil, code: String? = nil,
    for request: IdempotencyKey? = nil, by principal: Principal
  ) async throws -> Card {
    try principal.require(.writeMembers)
    let card = try await card(id, by: principal)
    guard principal.handedOut(card) else { throw MemberRefusal.cardNotFound }
    guard [.active, .lost, .closed].contains(card.status) else { throw card.refusal(at: clock.now()) }
    try await requireHolder(of: card, proof, code: code, opensPoints: true, for: request, by: principal)
    let new: CardID = ids.next()
    let isOwed = try await owesPoints(id, by: principal)
    let change = CardChange("card.replace", reason, from: [.active, .lost, .closed]) {
      principal.handedOut($0)
    }
    return try await drawingNumbers {
      _ = try await carryOut(change, on: id, by: principal) { tx, card, now in
        // An expired card still has its holder; one that was destroyed or erased has nobody's.
        guard card.member != nil, card.status != .closed || card.ending == .expired || isOwed else {
          throw MemberRefusal.cardInactive
        }
        let type = try card.type.flatMap { try tx.cardType($0) }
        try tx.insert(
          Card(
            id: new, number: newCardNumber(of: type), member: card.member, kind: card.kind, status: .active,
            issuedBy: card.issuedBy, type: card.type, expiresAt: expiry(of: type, madeAt: now)), at: now)
        card.status = .replaced
        card.replacedBy = new
        try tx.forgetEnding(of: id)
      }
      return try await self.card(new, by: principal)
    }
  }

  /// Whether the card was destroyed, and points lie where only its bearer would find them.
  /// - Throws: `AccessRefusal`, ``OrderRefusal/busy``.
  package func owesPoints(_ id: CardID, by principal: Principal) async throws -> Bool {
    try principal.require(.readMembers)
    guard principal.merchant == nil else { return false }
    let bearer = try await database.read { tx -> MemberID? in
      guard let card = try tx.card(id), card.ending == .destroyed, let member = card.member,
        try tx.isBearer(member)
      else { return nil }
      return member
    }
    guard let bearer else { return false }
    return try await hasPoints(bearer)
  }
}
