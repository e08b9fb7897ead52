internal import Ledger
internal import Logging
internal import Storage

extension Coalition {
  /// How long an order that met the card when it was good may be on its way to the ledger.
  private static let cardEndingSeconds: Int64 = 600

  /// Ends a card for ever (销卡), for the operator; it is refused from that moment. Points of a card that
  /// nobody holds by name must have gone to a member or another card before.
  ///
  /// Tables and ledger are no one transaction, so an order that found the card good may still be on its way.
  /// The points are therefore looked at again after the card was closed, at once and by a job until nothing
  /// can come any more; where some came, the card stands again as it stood before.
  /// - Throws: `AccessRefusal`, `MemberRefusal`: `cardNotFound`, `cardHasPoints`, `cardReplaced`,
  ///   `cardInactive` when it is destroyed.
  package func destroyCard(_ id: CardID, reason: String = "", by principal: Principal) async throws -> Card {
    try principal.requireOperator(.writeMembers)
    let card = try await card(id, by: principal)
    if let member = card.member, try await database.read({ try $0.isBearer(member) }),
      try await hasPoints(member)
    {
      throw MemberRefusal.cardHasPoints
    }
    let ended = try await end(id, reason, by: principal)
    guard let ending = try await database.read({ try $0.ending(of: id) }) else { return ended }
    do {
      if try await restore(ending) { throw MemberRefusal.cardHasPoints }
    } catch let busy as OrderRefusal {
      // Nobody can pay with it meanwhile, and the job looks.
      logger.notice("whether points came to a destroyed card is asked later: \(busy)")
    }
    return ended
  }

  /// Closes the card, whatever the ledger holds, and notes how it stood.
  func end(_ id: CardID, _ reason: String, by principal: Principal) async throws -> Card {
    let change = CardChange("card.destroy", reason, from: [.issued, .active, .lost, .closed]) { _ in true }
    return try await carryOut(change, on: id, by: principal) { tx, card, now in
      guard card.ending != .destroyed else { throw MemberRefusal.cardInactive }
      if let member = card.member, try tx.isBearer(member) {
        try tx.execute(
          """
          INSERT INTO card_ending (card_id, bearer_id, status, created_at)
          VALUES (\(id), \(member), \(card.status), \(now))
          """)
      }
      card.status = .closed
      card.ending = .destroyed
    }
  }

  /// Looks whether points came to destroyed cards after all, and forgets the cards that none can reach.
  func resumeEndings() async throws -> Int {
    let now = clock.now()
    let open = try await database.read { tx in
      try tx.query(CardEnding.select + "WHERE created_at >= 0 ORDER BY created_at LIMIT 1000") {
        CardEnding($0)
      }
    }
    var finished = 0
    for ending in open {
      do { if try await restore(ending) { continue } } catch let busy as OrderRefusal {
        logger.notice("whether points came to a destroyed card is asked later: \(busy)")
        continue
      }
      guard ending.createdAt <= now.adding(seconds: -Self.cardEndingSeconds) else { continue }
      try await database.write { try $0.forgetEnding(of: ending.card) }
      finished += 1
    }
    return finished
  }

  /// Whether anything lies in the member's wallets, held and pending with it.
  /// - Throws: ``OrderRefusal/busy``.
  func hasPoints(_ member: MemberID) async throws -> Bool {
    // One by one, since a debt could hide as many points.
    try await unmerged(of: member).contains { wallet in
      let balance = wallet.balance
      return [balance.available, balance.pending, balance.held, balance.debt].contains { $0 != 0 }
    }
  }

  /// Makes the card stand as it stood where points came to it.
  /// - Returns: whether points did; nobody can destroy it over them.
  private func restore(_ ending: CardEnding) async throws -> Bool {
    guard try await hasPoints(ending.bearer) else { return false }
    let change = CardChange("card.restore", "points came", from: [.closed]) { $0.ending == .destroyed }
    do {
      _ = try await carryOut(change, on: ending.card, by: .system) { tx, card, _ in
        guard try tx.ending(of: ending.card) != nil else { throw MemberRefusal.cardInactive }
        card.status = ending.status
        card.ending = ending.status == .closed ? .expired : .none
        try tx.forgetEnding(of: ending.card)
      }
    } catch is MemberRefusal {
      // Somebody else restored or replaced it at the same moment.
    }
    return true
  }
}

/// A card that was destroyed a moment ago, and how it stood.
private struct CardEnding: Sendable {
  static let select: SQL = "SELECT card_id, bearer_id, status, created_at FROM card_ending "

  let card: CardID
  let bearer: MemberID
  let status: Card.Status
  let createdAt: Instant

  init(_ row: borrowing Row) {
    (card, bearer, status, createdAt) = (row[0], row[1], row[2], row[3])
  }
}

extension Storage.Transaction {
  fileprivate func ending(of card: CardID) throws -> CardEnding? {
    try queryFirst(CardEnding.select + "WHERE card_id = \(card)") { CardEnding($0) }
  }

  func forgetEnding(of card: CardID) throws {
    try execute("DELETE FROM card_ending WHERE card_id = \(card)")
  }
}
