import Coalition
import HTTPTypes
import Hummingbird
import Ledger

extension OperatorConsole {
  func card(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in try await shownCard(try cardID(asked), visit) }
  }

  func activateCard(_ asked: Asked) async throws -> Response {
    try await changeCard(asked) { id, form, visit in
      let holder = form["member"] ?? ""
      let member = holder.isEmpty ? nil : try await memberNamed(holder, visit)
      _ = try await coalition.activateCard(id, for: member, by: visit.principal)
    }
  }

  func bindCard(_ asked: Asked) async throws -> Response {
    try await changeCard(asked) { id, form, visit in
      let member = try await memberNamed(form["member"] ?? "", visit)
      _ = try await coalition.bindCard(id, to: member, code: form["code"].given, by: visit.principal)
    }
  }

  func reportCardLost(_ asked: Asked) async throws -> Response {
    try await changeCard(asked) { id, form, visit in
      _ = try await coalition.reportCardLost(id, reason: form["reason"] ?? "", by: visit.principal)
    }
  }

  func reportCardStolen(_ asked: Asked) async throws -> Response {
    try await changeCard(asked) { id, form, visit in
      _ = try await coalition.reportCardLost(
        id, isStolen: true, reason: form["reason"] ?? "", by: visit.principal)
    }
  }

  func releaseCard(_ asked: Asked) async throws -> Response {
    try await changeCard(asked) { id, form, visit in
      _ = try await coalition.releaseCard(id, reason: form["reason"] ?? "", by: visit.principal)
    }
  }

  func replaceCard(_ asked: Asked) async throws -> Response {
    try await changeCard(asked) { id, form, visit in
      _ = try await coalition.replaceCard(
        id, reason: form["reason"] ?? "", code: form["code"].given, by: visit.principal)
    }
  }

  func destroyCard(_ asked: Asked) async throws -> Response {
    try await changeCard(asked) { id, form, visit in
      _ = try await coalition.destroyCard(id, reason: form["reason"] ?? "", by: visit.principal)
    }
  }

  /// Changes a card and shows how it stands then, or why it was not changed.
  private func changeCard(
    _ asked: Asked, _ change: (CardID, FormFields, SignedInVisit) async throws -> Void
  ) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      try visit.principal.requireOperator(.writeMembers)
      let id = try cardID(asked)
      do { try await change(id, form, visit) } catch MemberRefusal.cardNotFound {
        throw HTTPError(.notFound)
      } catch MemberRefusal.memberProofRequired {
        return try await shownCard(id, visit, fault: visit.words.cardFaultProof)
      } catch let refusal as MemberRefusal {
        return try await shownCard(id, visit, fault: refusal.cardText(visit.words))
      }
      return faces.redirect(to: .card(coalition.publicIDs.text(id)))
    }
  }

  private func cardID(_ asked: Asked) throws -> CardID {
    guard let id = coalition.publicIDs.id(asked.id, as: Identified.Card.self) else {
      throw HTTPError(.notFound)
    }
    return id
  }

  /// A member by number or phone.
  private func memberNamed(_ text: String, _ visit: SignedInVisit) async throws -> MemberID {
    let claim: MemberClaim =
      coalition.publicIDs.id(text, as: Identified.Member.self).map { .id($0) } ?? .phone(text)
    return try await coalition.member(claim, by: visit.principal).id
  }

  private func acts(_ card: Card, _ visit: SignedInVisit, at now: Instant) async throws -> [CardPage.Act] {
    guard card.ending == .destroyed else { return card.acts(at: now) }
    // Goods that came back later gave its bearer points again.
    return try await coalition.owesPoints(card.id, by: visit.principal) ? [.replace] : []
  }

  private func shownCard(
    _ id: CardID, _ visit: SignedInVisit, fault: String? = nil
  ) async throws -> Response {
    let card: Card
    do { card = try await coalition.card(id, by: visit.principal) } catch MemberRefusal.cardNotFound {
      throw HTTPError(.notFound)
    }
    let (words, names, now) = (visit.words, coalition.publicIDs, coalition.clock.now())
    let types = try await coalition.cardTypes(by: visit.principal)
    var question = NameQuestion()
    question.members = Set([card.member].compactMap(\.self))
    question.merchants = Set([card.issuedBy].compactMap(\.self))
    let naming = Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
    let mayChange = visit.principal.scopes.contains(.writeMembers)
    let holder: (name: String, link: Link)? = card.member.map { id in
      (name: naming.member(id) ?? names.text(id), link: Link.member(names.text(id)))
    }
    let heir: (name: String, link: Link)? = card.replacedBy.map { id in
      (name: names.text(id), link: Link.card(names.text(id)))
    }
    var page = CardPage(
      id: names.text(card.id), number: visit.isUnmasked ? card.number : Masked.card(card.number),
      kind: card.kind.name(words), standing: card.standing(words, at: now),
      type: types.first { $0.id == card.type }.map { words.name($0.names) },
      until: card.expiresAt.map { words.day(ShownTime($0.microseconds - 1)) },
      issuedBy: card.issuedBy.flatMap { naming.merchant($0) } ?? words.accountPlatform,
      holder: holder, replacedBy: heir, acts: mayChange ? try await acts(card, visit, at: now) : [])
    page.fault = fault
    return faces.page(page.render(visit.visit), status: fault == nil ? .ok : .unprocessableContent)
  }
}

extension Card {
  /// What makes sense as the card stands.
  fileprivate func acts(at now: Instant) -> [CardPage.Act] {
    if isExpired(at: now) { return member == nil ? [.destroy] : [.replace, .destroy] }
    switch status {
    case .issued: return [.activate, .destroy]
    case .active: return [.lost, .stolen, .replace, .bind, .destroy]
    case .lost: return (isStolen ? [] : [.release]) + [.replace, .destroy]
    case .replaced, .closed: return []
    }
  }
}

extension String? {
  /// Nil for a field that was left empty.
  fileprivate var given: String? {
    guard let self, !self.isEmpty else { return nil }
    return self
  }
}
