import Coalition
import HTTPTypes
import Hummingbird
import Ledger

extension SeatFace {
  func cardPage(_ asked: Asked) async throws -> Response {
    try await atSeat(asked) { visit in
      let said = SaidOfCard(rawValue: asked.query["said"] ?? "")
      return try await shown(try cardID(asked), visit, key: SeatEntered.newKey()) { page in
        page.note = said?.text(visit.words)
      }
    }
  }

  func activateCard(_ asked: Asked) async throws -> Response {
    try await change(asked, .activated) { form in
      .activate(for: SeatEntered.member(form["member"] ?? "", coalition.publicIDs))
    }
  }

  func bindCard(_ asked: Asked) async throws -> Response {
    try await change(asked, .bound) { form in
      guard let claim = SeatEntered.member(form["member"] ?? "", coalition.publicIDs) else {
        throw SeatFault.noMember
      }
      return .bind(to: claim)
    }
  }

  func reportCardLost(_ asked: Asked) async throws -> Response {
    try await change(asked, .lost) { form in .reportLost(isStolen: form["how"] == "stolen") }
  }

  func releaseCard(_ asked: Asked) async throws -> Response {
    try await change(asked, .released) { _ in .release }
  }

  func replaceCard(_ asked: Asked) async throws -> Response {
    try await change(asked, .replaced) { _ in .replace }
  }

  func setCardPIN(_ asked: Asked) async throws -> Response {
    try await change(asked, .pin) { form in
      let pin = String((form["pin"] ?? "").prefix(20))
      // Before the proof is looked at: a slip of the finger must not use it up.
      guard pin == form["pin_again"] else { throw PINsDiffer() }
      return .setPIN(pin)
    }
  }

  /// Sends a code to read out to who is to have the card, else to who holds it.
  func sendCardCode(_ asked: Asked) async throws -> Response {
    try await atSeatForm(asked) { visit, form in
      let id = try cardID(asked)
      let typed = String((form["member"] ?? "").prefix(64))
      var (note, fault): (String?, String?)
      do {
        let holder = try await coalition.seatCard(id, by: visit.session).holder
        if let claim = SeatEntered.member(typed, coalition.publicIDs) {
          try await sendCode(to: try await coalition.member(claim, by: visit.principal))
        } else if let holder {
          try await sendCode(to: holder)
        } else {
          throw SeatFault.noMember
        }
        note = visit.words.seatProofSent
      } catch MemberRefusal.cardNotFound { throw HTTPError(.notFound) } catch {
        guard let text = visit.words.seatCardText(error) else { throw error }
        fault = text
      }
      return try await shown(id, visit, key: form["key"] ?? "") { page in
        (page.note, page.fault, page.member, page.isSentByCode) = (note, fault, typed, note != nil)
      }
    }
  }

  /// Does what the form says and leads to the card as it stands then, or says why it was not done.
  private func change(
    _ asked: Asked, _ said: SaidOfCard, _ act: (FormFields) throws -> SeatCardOrder.Act
  ) async throws -> Response {
    try await atSeatForm(asked) { visit, form in
      let id = try cardID(asked)
      let key = form["key"] ?? ""
      let code = (form["card_code"] ?? "").filter { $0 != " " }
      do {
        let order = SeatCardOrder(
          try act(form), proof: SeatEntered.proof(form["proof"] ?? "", how: form["how"] ?? ""),
          code: code.isEmpty ? nil : String(code.prefix(20)))
        let card = try await coalition.carryOutAtSeat(order, on: id, key: key, by: visit.session)
        return faces.redirect(
          to: Link.seatCard(coalition.publicIDs.text(card.id)).query([("said", said.rawValue)]))
      } catch MemberRefusal.cardNotFound { throw HTTPError(.notFound) } catch {
        let text = error is PINsDiffer ? visit.words.pinDiffers : visit.words.seatCardText(error)
        guard let text else { throw error }
        let typed = String((form["member"] ?? "").prefix(64))
        return try await shown(id, visit, key: key) { page in (page.fault, page.member) = (text, typed) }
      }
    }
  }

  private func cardID(_ asked: Asked) throws -> CardID {
    guard let id = coalition.publicIDs.id(asked.id, as: Identified.Card.self) else {
      throw HTTPError(.notFound)
    }
    return id
  }

  private func shown(
    _ id: CardID, _ visit: CashierVisit, key: String, _ more: (inout SeatCardPage) -> Void
  ) async throws -> Response {
    let found: SeatCard
    do { found = try await coalition.seatCard(id, by: visit.session) } catch MemberRefusal.cardNotFound {
      throw HTTPError(.notFound)
    }
    let (words, now, card) = (visit.words, coalition.clock.now(), found.card)
    let isOwn = visit.principal.handedOut(card)
    var page = SeatCardPage(
      place: try await here(visit), key: key, id: coalition.publicIDs.text(id),
      number: isOwn ? card.number : Masked.card(card.number),
      kind: found.type.map { words.name($0.names) } ?? card.kind.name(words),
      standing: card.standing(words, at: now),
      until: card.expiresAt.map { words.day(ShownTime($0.microseconds - 1)) },
      holder: found.holder.map { SeatNaming([], words).member(name: $0.name, phone: $0.phone) },
      isBearer: found.isBearer, hasPIN: found.hasPIN,
      replacedBy: card.replacedBy.map { coalition.publicIDs.text($0) }, acts: found.acts(isOwn, at: now))
    more(&page)
    return faces.page(
      page.render(visit.visit), status: page.fault == nil ? .ok : HTTPResponse.Status(code: 422))
  }
}

/// The two fields for a new PIN hold different ones.
private struct PINsDiffer: Error {}

/// What was done with a card a moment ago.
private enum SaidOfCard: String {
  case issued, activated, bound, lost, released, replaced, pin

  func text(_ words: Words) -> String {
    switch self {
    case .issued: words.cardSeatIssued
    case .activated: words.cardSeatActivated
    case .bound: words.cardSeatBound
    case .lost: words.cardSaidLost
    case .released: words.cardSaidReleased
    case .replaced: words.cardSeatReplaced
    case .pin: words.cardSeatPinDone
    }
  }
}

extension SeatCard {
  /// What makes sense as the card stands; only who handed it out makes it good again or gives another.
  fileprivate func acts(_ isOwn: Bool, at now: Instant) -> [SeatCardPage.Act] {
    if card.isExpired(at: now) { return isOwn && card.member != nil ? [.replace] : [] }
    switch card.status {
    case .issued: return [.activate]
    case .active: return (isBearer ? [.bind] : []) + [.pin] + (isOwn ? [.replace] : []) + [.lost]
    case .lost: return !isOwn ? [] : card.isStolen ? [.replace] : [.release, .replace]
    case .replaced, .closed: return []
    }
  }
}
