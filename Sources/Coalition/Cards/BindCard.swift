package import Ledger
internal import Logging
internal import Storage

/// A card of nobody by name that found its member, whose points follow.
struct CardBinding: Sendable {
  let id: CardBindingID
  let card: CardID
  let from: MemberID
  let into: MemberID
  let createdAt: Instant
}

extension Coalition {
  /// Gives a card that is used without a name to a member (绑卡), and all its points with it.
  ///
  /// The card and the record that stood for its bearer become the member's in one transaction, which one of
  /// two who try wins; then each wallet follows through the ledger, and what a crash interrupts a job ends. A
  /// card that is not active yet is activated for the member.
  /// - Parameter code: the card's security code, without which a merchant takes no points off a card whose
  ///   number somebody may have read, and one of the operator's people no points at all.
  /// - Throws: `AccessRefusal`, `MemberRefusal`: `codeExpired` where the code does not fit,
  ///   `memberProofRequired` without one, `cardNotFound`, what the card's state is refused for,
  ///   `memberExists` where somebody has it, `memberNotFound`, `memberClosed`, `memberFrozen`,
  ///   `cardHoldsOpen`.
  package func bindCard(
    _ id: CardID, to member: MemberID, code: String? = nil, by principal: Principal
  ) async throws -> Card {
    try principal.require(.writeMembers)
    let card = try await database.read { try $0.card(id) }
    guard let card, principal.sees(card) || card.issuedBy == nil else { throw MemberRefusal.cardNotFound }
    if card.status == .issued { return try await activateCard(id, for: member, by: principal) }
    var needsCode = principal.merchant != nil
    if let bearer = card.member, try await mustProve(bearer, by: principal) { needsCode = true }
    if needsCode {
      guard let code else { throw MemberRefusal.memberProofRequired }
      guard try await provenCard(card.number, by: code) != nil else { throw MemberRefusal.codeExpired }
    }
    return try await bind(card, to: member, by: principal.actor)
  }

  func bind(_ card: Card, to member: MemberID, by actor: Actor) async throws -> Card {
    let now = clock.now()
    try card.requireActive(at: now)
    guard let bearer = card.member else { throw MemberRefusal.cardInactive }
    if try await unmerged(of: bearer).contains(where: { $0.balance.held > 0 }) {
      throw MemberRefusal.cardHoldsOpen
    }
    let binding = CardBinding(id: ids.next(), card: card.id, from: bearer, into: member, createdAt: now)
    try await begin(binding, at: now, by: actor)
    do { try await moveWallets(of: binding) } catch {
      // The card is the member's already; the job brings the points.
      logger.notice("the points of a bound card wait: \(error)")
    }
    return try await database.read { try $0.card(card.id) } ?? card
  }

  private func begin(_ binding: CardBinding, at now: Instant, by actor: Actor) async throws {
    defer { directoryCache.forgetMembers() }
    try await database.write { tx in
      guard let card = try tx.card(binding.card) else { throw MemberRefusal.cardNotFound }
      try card.requireActive(at: now)
      guard card.member == binding.from, try tx.isBearer(binding.from) else {
        throw MemberRefusal.memberExists(.card)
      }
      let (old, survivor) = (try tx.requireMember(binding.from), try tx.requireMember(binding.into))
      try survivor.requireActive()
      // A frozen bearer was frozen for a reason.
      try old.requireActive()
      guard try !tx.isBearer(binding.into) else { throw MemberRefusal.memberNotFound }
      if try tx.hasPointsOrderUnderWay(binding.from) { throw MemberRefusal.cardHoldsOpen }
      try tx.close(old, into: survivor, at: now)
      try tx.execute(
        """
        INSERT INTO card_binding (id, card_id, from_member, into_member, created_at)
        VALUES (\(binding.id), \(binding.card), \(binding.from), \(binding.into), \(now))
        """)
      try append(
        Change(
          action: "card.bind", subject: "card/\(binding.card.rawValue)",
          before: "member/\(binding.from.rawValue)", after: "member/\(binding.into.rawValue)"),
        by: actor, in: tx)
    }
  }

  /// - Throws: ``OrderRefusal/busy``, ``OrderRefusal/outcomeUnknown``: it is tried again.
  private func moveWallets(of binding: CardBinding) async throws {
    // The number of the platform's, since what follows the journal must not name a card.
    let occasion = Occasion(.console, reference: publicIDs.text(binding.card), memo: "")
    while let wallet = try await unmerged(of: binding.from).first {
      _ = try await merge(wallet, into: binding.into, occasion, key: "binding \(binding.id.rawValue)")
    }
  }

  /// Brings the points of bound cards to their members that did not follow at once. A binding stays open for
  /// ten minutes: an order that was on its way may have opened one more wallet.
  func resumeBindings() async throws -> Int {
    let now = clock.now()
    let open = try await database.read { tx in
      try tx.query(
        """
        SELECT card_binding.id, card_id, from_member, coalesce(member.merged_into, into_member),
          card_binding.created_at
        FROM card_binding JOIN member ON member.id = into_member
        WHERE finished_at IS NULL AND card_binding.created_at >= 0 ORDER BY card_binding.created_at LIMIT 1000
        """
      ) { CardBinding(id: $0[0], card: $0[1], from: $0[2], into: $0[3], createdAt: $0[4]) }
    }
    var finished = 0
    for binding in open {
      do { try await moveWallets(of: binding) } catch let refusal as OrderRefusal {
        logger.notice("the points of a bound card wait still: \(refusal)")
        continue
      }
      guard binding.createdAt <= now.adding(seconds: -600) else { continue }
      finished += try await database.write { tx in
        try tx.execute(
          "UPDATE card_binding SET finished_at = \(now) WHERE id = \(binding.id) AND finished_at IS NULL")
      }
    }
    return finished
  }
}
