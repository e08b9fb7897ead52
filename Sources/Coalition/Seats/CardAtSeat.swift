internal import Ledger
internal import Storage

/// What a cashier does with a card that exists, and what its holder showed.
package struct SeatCardOrder: Sendable, Hashable {
  package enum Act: Sendable, Hashable {
    /// Nil for whoever has it, where its kind lets cards be used without a name.
    case activate(for: MemberClaim?)
    case bind(to: MemberClaim)
    case reportLost(isStolen: Bool)
    case release
    case replace
    case setPIN(String)
  }

  package var act: Act
  package var proof: MemberProof?
  /// The security code on the card.
  package var code: String?

  package init(_ act: Act, proof: MemberProof? = nil, code: String? = nil) {
    self.act = act
    self.proof = proof
    self.code = code
  }
}

/// A card as a cashier needs to know it.
package struct SeatCard: Sendable, Hashable {
  package let card: Card
  /// Nil where nobody holds it yet, and for one that is used without a name.
  package let holder: Member?
  package let isBearer: Bool
  package let hasPIN: Bool
  package let type: CardType?
}

extension Coalition {
  /// Does with a card what its holder wants, who is there (办卡).
  ///
  /// Whatever opens a way to a member's points needs that member's proof: a card of theirs, one made good
  /// again, one in another's place. Blocking a card needs nothing. A form that is sent twice finds what the
  /// first made of the card, and uses up no second proof.
  /// - Returns: the card as it stands then; the new one where it was replaced.
  /// - Throws: `AccessRefusal`, `SeatRefusal.keyInvalid`, and what `MemberRefusal` the act has.
  @discardableResult
  package func carryOutAtSeat(
    _ order: SeatCardOrder, on id: CardID, key: String, by session: Session
  ) async throws -> Card {
    let request = try cardRequest(key, by: session)
    let principal = session.principal
    let (proof, code) = (order.proof, order.code)
    switch order.act {
    case .activate(for: nil): return try await activateCard(id, for: nil, by: principal)
    case .activate(for: let claim?):
      // Before the proof, which must not be used up for nothing.
      let card = try await card(id, by: principal)
      guard card.status == .issued else { throw card.refusal(at: clock.now()) }
      let member = try await agreeing(claim, proof, request, by: principal)
      return try await activateCard(id, for: member, by: principal)
    case .bind(to: let claim):
      try await card(id, by: principal).requireActive(at: clock.now())
      let member = try await agreeing(claim, proof, request, by: principal)
      return try await bindCard(id, to: member, code: code, by: principal)
    case .reportLost(let isStolen): return try await reportCardLost(id, isStolen: isStolen, by: principal)
    case .release: return try await releaseCard(id, proof: proof, for: request, by: principal)
    case .replace:
      return try await replaceCard(id, proof: proof, code: code, for: request, by: principal)
    case .setPIN(let pin):
      try await setCardPIN(pin, of: id, proof: proof, code: code, for: request, by: principal)
      return try await card(id, by: principal)
    }
  }

  /// Makes a card for a member who is there (现场制卡), good at once.
  /// - Parameter type: nil for the platform's own range.
  /// - Throws: `AccessRefusal`, `SeatRefusal.keyInvalid`, `MemberRefusal`, among them `cardTypeNotFound` and
  ///   `memberProofRequired`.
  package func issueCardAtSeat(
    _ type: CardTypeID?, to claim: MemberClaim, proof: MemberProof?, key: String, by session: Session
  ) async throws -> Card {
    let request = try cardRequest(key, by: session)
    let principal = session.principal
    let member = try await agreeing(claim, proof, request, by: principal)
    let made = try await issue(1, to: member, .member, type, key: key, by: principal)[0]
    // Another form's card is another's.
    guard made.member == member else { throw SeatRefusal.keyInvalid }
    return made
  }

  /// - Throws: `AccessRefusal`, `MemberRefusal.cardNotFound`.
  package func seatCard(_ id: CardID, by session: Session) async throws -> SeatCard {
    _ = try session.requireSeat()
    let card = try await card(id, by: session.principal)
    return try await database.read { tx in
      let holder = try card.member.map { try tx.requireMember($0) }
      let isBearer = try card.member.map { try tx.isBearer($0) } ?? false
      let pin = try tx.queryFirst("SELECT 1 FROM member_pin WHERE member_id = \(card.member)") { $0.count }
      return SeatCard(
        card: card, holder: isBearer ? nil : holder, isBearer: isBearer, hasPIN: pin != nil,
        type: try card.type.flatMap { try tx.cardType($0) })
    }
  }

  private func cardRequest(_ key: String, by session: Session) throws -> IdempotencyKey {
    _ = try session.requireSeat()
    try session.principal.require(.writeMembers)
    guard SeatEntry.isKey(key) else { throw SeatRefusal.keyInvalid }
    return try IdempotencyKey("seat/card/" + key, tenant: session.principal.tenant)
  }

  /// The member, who is there and agrees; a live code says both.
  private func agreeing(
    _ claim: MemberClaim, _ proof: MemberProof?, _ request: IdempotencyKey, by principal: Principal
  ) async throws -> MemberID {
    if case .code(let code) = claim, proof == nil {
      return try await useMemberCode(code, for: request).id
    }
    let member = try await member(claim, by: principal)
    // Before the proof, which must not be used up for nothing.
    try member.requireActive()
    guard let proof else { throw MemberRefusal.memberProofRequired }
    return try await identify(.id(member.id), proof: proof, request: request, by: principal).member.id
  }
}

extension Storage.Transaction {
  /// The card that a seat's form made before.
  func seatCard(_ key: String, of merchant: MerchantID) throws -> Card? {
    try queryFirst(
      "SELECT card_id FROM seat_card WHERE merchant_id = \(merchant) AND request_key = \(key)"
    ) { $0[0] as CardID }.flatMap { try card($0) }
  }

  func remember(_ card: Card, for key: String) throws {
    try execute(
      """
      INSERT INTO seat_card (merchant_id, request_key, card_id)
      VALUES (\(card.issuedBy), \(key), \(card.id))
      """)
  }
}
