internal import Ledger
internal import Storage

// What a member does with cards of their own. None of these takes a member's number: it is the session's.

extension Coalition {
  /// Wrong security codes of a card in a row before none is looked at for an hour.
  static let cardCodeTries = 5

  /// Blocks one of the member's own cards at once (挂失).
  /// - Throws: `MemberRefusal.cardNotFound`, and what the card's state is refused for.
  package func reportOwnCardLost(
    _ id: CardID, isStolen: Bool = false, by me: MemberPrincipal
  ) async throws -> Card {
    let change = CardChange(isStolen ? "card.stolen" : "card.lost", from: [.active]) {
      $0.member == me.member
    }
    return try await carryOut(change, on: id, by: me.reading) { _, card, _ in
      card.status = .lost
      card.isStolen = isStolen
    }
  }

  /// Makes one of the member's own cards good again (解挂), proven by a code to their number. A stolen card
  /// stays blocked.
  /// - Throws: `MemberAccessRefusal.wrong`, `.delayed`, `MemberRefusal.cardNotFound`, `.cardStolen`, and what
  ///   the card's state is refused for.
  package func releaseOwnCard(
    _ id: CardID, code: String, from place: EntryPlace, by me: MemberPrincipal
  ) async throws -> Card {
    let card = try await database.read { try $0.card(id) }
    guard let card, card.member == me.member else { throw MemberRefusal.cardNotFound }
    // Before the code, which must not be used up for nothing.
    guard card.status == .lost, !card.isStolen else { throw card.refusal(at: clock.now()) }
    try await requireCode(code, of: try await ownPhone(me), for: .contactChange, from: place)
    return try await release(
      id, CardChange("card.release", from: [.lost]) { $0.member == me.member }, by: me.reading)
  }

  /// Makes a card the member's own (绑卡) whose number and security code they have, with its points.
  ///
  /// Wrong codes are counted for the card, whoever tries, and nothing tells whether the number or the code
  /// was wrong.
  /// - Throws: `MemberRefusal.codeExpired` for what does not fit, `.memberExists` where somebody has it, and
  ///   what the card's state is refused for.
  package func bindOwnCard(number text: String, code: String, by me: MemberPrincipal) async throws -> Card {
    guard let number = ContactForm.card(text) else { throw MemberRefusal.invalid(.card) }
    let given = code.filter { $0 != " " }
    guard let card = try await provenCard(number, by: given) else { throw MemberRefusal.codeExpired }
    if card.status == .issued {
      let change = CardChange("card.activate", from: [.issued]) { $0.member == nil }
      return try await carryOut(change, on: card.id, by: me.reading) { tx, card, now in
        if card.isExpired(at: now) { throw MemberRefusal.cardExpired }
        try tx.requireMember(me.member).requireActive()
        card.member = me.member
        card.status = .active
      }
    }
    if card.member == me.member { return card }
    return try await bind(card, to: me.member, by: me.actor)
  }

  /// The card whose code it is; a wrong one is counted before anything is said.
  func provenCard(_ number: String, by code: String) async throws -> Card? {
    let now = clock.now()
    let isRight = Array(cardCode(of: number).utf8).matches(Array(code.utf8))
    return try await database.write { tx in
      guard let card = try tx.card(number: number) else { return nil }
      let tries = try tx.queryFirst(
        "SELECT code_failures, code_locked_until FROM card WHERE id = \(card.id)"
      ) { (failures: $0[0] as Int, until: $0[1] as Instant) }
      guard let tries, tries.until <= now else { return nil }
      let failures = isRight ? 0 : tries.failures + 1
      let isLocked = failures >= Self.cardCodeTries
      let kept = isLocked ? 0 : failures
      let until = isLocked ? now.adding(seconds: Self.pinLockSeconds) : Instant.distantPast
      if failures != tries.failures {
        try tx.execute(
          """
          UPDATE card SET code_failures = \(kept), code_locked_until = \(until) WHERE id = \(card.id)
          """)
      }
      return isRight ? card : nil
    }
  }
}
