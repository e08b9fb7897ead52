import Coalition
import HTTPTypes
import Hummingbird
import Ledger

extension MemberSite {
  func cardsPage(_ asked: Asked) async throws -> Response {
    try await entered(asked) { visit in faces.page(try await cardsPage(visit).render(visit.visit)) }
  }

  /// Adds a card by its number and the code on it.
  func addCard(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, form in
      let number = String((form["number"] ?? "").prefix(30))
      do {
        _ = try await coalition.bindOwnCard(
          number: number, code: String((form["card_code"] ?? "").prefix(20)), by: visit.me)
      } catch let refusal as MemberRefusal {
        return try await cards(visit, .number(refusal.cardText(visit.words)), typed: number)
      }
      return done(.cardBound, at: .siteCards)
    }
  }

  func reportCardLost(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, form in
      do {
        _ = try await coalition.reportOwnCardLost(
          try cardID(asked), isStolen: form["how"] == "stolen", by: visit.me)
      } catch MemberRefusal.cardNotFound { throw HTTPError(.notFound) } catch is MemberRefusal {
        // Pressed twice, or somebody else was quicker: the page says how it stands.
        return faces.redirect(to: .siteCards)
      }
      return done(.cardLost, at: .siteCards)
    }
  }

  func requestCardCode(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, _ in
      try await refusable {
        try await coalition.requestOwnCode(by: visit.me)
      } then: { refusal in
        // A code sent a moment ago is still good, so the form for it is shown.
        try await released(visit, isSent: refusal?.waitSeconds != nil || refusal == nil, refusal)
      }
    }
  }

  func releaseCard(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, form in
      let id = try cardID(asked)
      do {
        _ = try await coalition.releaseOwnCard(
          id, code: String((form["code-" + asked.id] ?? "").prefix(20)), from: place(asked), by: visit.me)
      } catch let refusal as MemberAccessRefusal {
        return try await released(visit, isSent: true, refusal)
      } catch MemberRefusal.cardNotFound { throw HTTPError(.notFound) } catch let refusal as MemberRefusal {
        return try await cards(visit, .code(refusal.cardText(visit.words)))
      }
      return done(.cardReleased, at: .siteCards)
    }
  }

  private func cardID(_ asked: Asked) throws -> CardID {
    guard let id = coalition.publicIDs.id(asked.id, as: Identified.Card.self) else {
      throw HTTPError(.notFound)
    }
    return id
  }

  private func released(
    _ visit: MemberVisit, isSent: Bool, _ refusal: MemberAccessRefusal?
  ) async throws -> Response {
    var page = try await cardsPage(visit)
    page.isSent = isSent
    page.fault = refusal.map { .code($0.text(visit.words)) }
    return faces.page(page.render(visit.visit), status: refusal?.status ?? .ok)
  }

  private func cards(
    _ visit: MemberVisit, _ fault: SiteCardsPage.Fault, typed: String = ""
  ) async throws -> Response {
    var page = try await cardsPage(visit)
    (page.fault, page.typed) = (fault, typed)
    return faces.page(page.render(visit.visit), status: .badRequest)
  }

  private func cardsPage(_ visit: MemberVisit) async throws -> SiteCardsPage {
    let (words, now) = (visit.words, coalition.clock.now())
    let cards = try await coalition.cards(by: visit.me).map { card in
      SiteCardsPage.Shown(
        id: coalition.publicIDs.text(card.id), number: card.number, kind: card.kind.name(words),
        standing: card.standing(words, at: now),
        until: card.expiresAt.map { words.day(ShownTime($0.microseconds - 1)) }, act: card.act(at: now))
    }
    return SiteCardsPage(cards: cards, phone: masked(visit))
  }
}

extension Card {
  fileprivate func act(at now: Instant) -> SiteCardsPage.Shown.Act {
    if isExpired(at: now) { return .nothing }
    switch status {
    case .active: return .report
    case .lost: return isStolen ? .nothing : .release
    case .issued, .replaced, .closed: return .nothing
    }
  }
}

extension MemberRefusal {
  /// What people are told where a card is refused.
  func cardText(_ words: Words) -> String {
    switch self {
    case .invalid, .cardNotFound, .memberNotFound: words.cardFaultNumber
    case .codeExpired, .memberProofRequired: words.cardFaultCode
    case .memberExists: words.cardFaultTaken
    case .cardLost: words.cardSeatState(state: words.cardStateLost)
    case .cardStolen: words.cardSeatState(state: words.cardStateStolen)
    case .cardNotActivated: words.cardSeatState(state: words.cardStateIssued)
    case .cardExpired: words.cardSeatState(state: words.cardStateExpired)
    case .cardReplaced: words.cardSeatState(state: words.cardStateReplaced)
    case .cardNeedsHolder: words.cardFaultHolder
    case .cardHoldsOpen: words.cardFaultHolds
    case .cardHasPoints: words.cardFaultPoints
    case .cardTypeNotFound: words.cardFaultType
    case .memberFrozen, .memberClosed: words.seatMemberFrozen
    case .cardInactive, .statusConflict, .pinNotSet, .pinWrong, .pinLocked,
      .pinTooSimple, .codeTooSoon, .codesUsedUp, .cashOutCooling:
      words.cardSeatState(state: words.cardStateClosed)
    }
  }
}
