import Coalition
import HTTPTypes
import Hummingbird
import Ledger

extension SeatFace {
  /// Where cards are looked up; with a member who was looked up at the till, their cards.
  func cardsPage(_ asked: Asked) async throws -> Response {
    try await atSeat(asked) { visit in
      var page = try await cardsPage(visit, key: SeatEntered.newKey())
      if let member: MemberID = coalition.publicIDs.id(asked.query["m"] ?? "") {
        do { try await show(.id(member), in: &page, visit) } catch is MemberRefusal {
          throw HTTPError(.notFound)
        }
      }
      return faces.page(page.render(visit.visit))
    }
  }

  /// A card's number leads to the card, anything else to the cards of whom it means.
  func findCard(_ asked: Asked) async throws -> Response {
    try await atSeatForm(asked) { visit, form in
      let sought = String((form["find"] ?? "").prefix(64))
      var page = try await cardsPage(visit, key: SeatEntered.newKey())
      page.sought = sought
      do {
        guard let claim = SeatEntered.member(sought, coalition.publicIDs) else { throw SeatFault.noMember }
        guard case .card(let number) = claim else {
          try await show(claim, in: &page, visit)
          return faces.page(page.render(visit.visit))
        }
        let found = try await coalition.cards(
          number: String(number.prefix(19)), PageRequest(limit: 1), by: visit.principal)
        guard let card = found.items.first else { throw MemberRefusal.cardNotFound }
        return faces.redirect(to: .seatCard(coalition.publicIDs.text(card.id)))
      } catch {
        guard let text = visit.words.seatCardText(error) else { throw error }
        page.fault = text
        return faces.page(page.render(visit.visit), status: HTTPResponse.Status(code: 422))
      }
    }
  }

  func issueCard(_ asked: Asked) async throws -> Response {
    try await atSeatForm(asked) { visit, form in
      let key = form["key"] ?? ""
      let text = form["type"] ?? ""
      do {
        let type: CardTypeID? = coalition.publicIDs.id(text)
        guard type != nil || text.isEmpty else { throw MemberRefusal.cardTypeNotFound }
        guard let claim = SeatEntered.member(form["member"] ?? "", coalition.publicIDs) else {
          throw SeatFault.noMember
        }
        let card = try await coalition.issueCardAtSeat(
          type, to: claim, proof: SeatEntered.proof(form["proof"] ?? "", how: form["how"] ?? ""), key: key,
          by: visit.session)
        return faces.redirect(
          to: Link.seatCard(coalition.publicIDs.text(card.id)).query([("said", "issued")]))
      } catch {
        guard let text = visit.words.seatCardText(error) else { throw error }
        return try await refused(visit, key, form, fault: text)
      }
    }
  }

  /// Sends the member of the form that makes a card a code to read out.
  func sendIssueCode(_ asked: Asked) async throws -> Response {
    try await atSeatForm(asked) { visit, form in
      let key = form["key"] ?? SeatEntered.newKey()
      do {
        guard let claim = SeatEntered.member(form["member"] ?? "", coalition.publicIDs) else {
          throw SeatFault.noMember
        }
        try await sendCode(to: try await coalition.member(claim, by: visit.principal))
        return try await refused(visit, key, form, note: visit.words.seatProofSent)
      } catch {
        guard let text = visit.words.seatCardText(error) else { throw error }
        return try await refused(visit, key, form, fault: text)
      }
    }
  }

  /// A code by SMS that proves the member's consent.
  func sendCode(to member: Member) async throws {
    guard let phone = member.phone else { throw MemberRefusal.memberNotFound }
    try await coalition.requestCode(to: .phone(phone), for: .proof, language: member.language)
  }

  private func refused(
    _ visit: CashierVisit, _ key: String, _ form: FormFields, fault: String? = nil, note: String? = nil
  ) async throws -> Response {
    var page = try await cardsPage(visit, key: key)
    page.member = String((form["member"] ?? "").prefix(64))
    (page.fault, page.note) = (fault, note)
    return faces.page(page.render(visit.visit), status: fault == nil ? .ok : HTTPResponse.Status(code: 422))
  }

  private func show(_ claim: MemberClaim, in page: inout SeatCardsPage, _ visit: CashierVisit) async throws {
    let member = try await coalition.member(claim, by: visit.principal)
    let (words, now) = (visit.words, coalition.clock.now())
    let named = SeatNaming([], words).member(name: member.name, phone: member.phone)
    page.owner = named.isEmpty ? coalition.publicIDs.text(member.id) : named
    page.rows = try await coalition.cards(of: member.id, by: visit.principal).map { card in
      SeatCardsPage.Row(
        id: coalition.publicIDs.text(card.id), number: Masked.card(card.number), kind: card.kind.name(words),
        standing: card.standing(words, at: now))
    }
  }

  private func cardsPage(_ visit: CashierVisit, key: String) async throws -> SeatCardsPage {
    let words = visit.words
    let types = try await coalition.cardTypes(by: visit.principal).filter(\.isOpen)
    return SeatCardsPage(
      place: try await here(visit), key: key,
      types: [(id: "", name: words.cardMember)]
        + types.map { (id: coalition.publicIDs.text($0.id), name: words.name($0.names)) })
  }
}

extension Words {
  /// Why nothing was done with a card, for the cashier; nil for what is no refusal but a failure of ours.
  func seatCardText(_ error: any Error) -> String? {
    switch error {
    case MemberRefusal.cardNotFound: cardFaultNumber
    case MemberRefusal.memberExists: cardFaultTaken
    case MemberRefusal.memberProofRequired: cardSeatProofMissing
    case MemberRefusal.pinTooSimple: pinSimple
    case MemberRefusal.cardInactive: cardSeatOther
    default: seatText(error)
    }
  }
}
