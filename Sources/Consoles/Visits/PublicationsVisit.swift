import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import Loyalty

// What merchants want to make known, before the operator.
extension OperatorConsole {
  func publications(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      let query = ListQuery(parsing: asked.query.items, filters: PublicationsPage.filters, sorts: [])
      let rows = await visit.loaded { try await publicationRows(query, visit) }
      return faces.page(PublicationsPage(query: query, rows: rows).render(visit.visit))
    }
  }

  private func publicationRows(
    _ query: ListQuery, _ visit: SignedInVisit
  ) async throws -> Batch<PublicationsPage.Row> {
    let after: PublicationID? = query.after.flatMap { coalition.publicIDs.id($0) }
    let found = try await coalition.publications(
      Publication.Kind(rawValue: query["kind"]),
      in: Publication.State(rawValue: query.filters["state"] ?? PublicationsPage.standard),
      PageRequest(limit: query.limit, after: after), by: visit.principal)
    var question = NameQuestion()
    question.merchants = Set(found.items.map(\.merchant))
    let names = Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
    let naming = publicationNaming([:], visit)
    let rows = found.items.map { item in
      PublicationsPage.Row(
        id: coalition.publicIDs.text(item.id), title: naming.title(item),
        merchant: names.merchant(item.merchant) ?? visit.words.commonNone, isBrief: item.kind == .brief,
        state: naming.state(item), at: ShownTime(item.updatedAt))
    }
    return Batch(rows, next: found.hasMore ? rows.last?.id : nil)
  }

  func publication(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      try await shown(try await findPublication(asked, visit), visit)
    }
  }

  func approvePublication(_ asked: Asked) async throws -> Response {
    try await decide(asked) { id, _, principal in
      try await coalition.approvePublication(id, by: principal)
    }
  }

  func rejectPublication(_ asked: Asked) async throws -> Response {
    try await decide(asked) { id, reason, principal in
      try await coalition.rejectPublication(id, reason: reason, by: principal)
    }
  }

  func endPublication(_ asked: Asked) async throws -> Response {
    try await decide(asked) { id, reason, principal in
      try await coalition.endPublication(id, reason: reason, by: principal)
    }
  }

  private func decide(
    _ asked: Asked, _ act: (PublicationID, String, Principal) async throws -> Publication
  ) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      let found = try await findPublication(asked, visit)
      do {
        _ = try await act(found.id, form["reason"] ?? "", visit.principal)
        return faces.redirect(to: .publication(asked.id))
      } catch let refusal as PublicationRefusal {
        return try await shown(
          try await findPublication(asked, visit), visit, fault: refusal.text(visit.words))
      }
    }
  }

  private func findPublication(_ asked: Asked, _ visit: SignedInVisit) async throws -> Publication {
    guard let id = coalition.publicIDs.id(asked.id, as: Identified.Publication.self) else {
      throw HTTPError(.notFound)
    }
    do {
      return try await coalition.publication(id, by: visit.principal)
    } catch is PublicationRefusal { throw HTTPError(.notFound) }
  }

  private func publicationNaming(_ stores: [StoreID: String], _ visit: SignedInVisit) -> PublicationNaming {
    PublicationNaming(
      words: visit.words, now: coalition.clock.now(), zone: coalition.settings.calendar.zone,
      publicIDs: coalition.publicIDs, stores: stores)
  }

  private func shown(
    _ found: Publication, _ visit: SignedInVisit, fault: String? = nil
  ) async throws -> Response {
    let old = try await coalition.published(insteadOf: found, by: visit.principal)
    var question = NameQuestion()
    question.merchants = [found.merchant]
    question.stores = found.draft.stores.union(old?.draft.stores ?? [])
    question.operators = Set([found.reviewer, OperatorID(found.author)].compactMap(\.self))
    let names = Naming(try await coalition.names(question, by: visit.principal), visit, coalition)
    let naming = publicationNaming(names.book.stores, visit)
    let isOpen = [.draft, .submitted, .rejected].contains(found.state)
    let page = PublicationPage(
      id: coalition.publicIDs.text(found.id), title: naming.title(found),
      merchant: (
        names.merchant(found.merchant) ?? visit.words.commonNone,
        .merchant(coalition.publicIDs.text(found.merchant))
      ),
      state: naming.state(found), text: naming.text(found),
      differences: isOpen ? naming.differences(found, insteadOf: old) : [],
      author: names.book.operators[OperatorID(found.author)] ?? visit.words.auditSystem,
      reviewer: found.reviewer.flatMap { names.book.operators[$0] }, reason: found.reason,
      at: ShownTime(found.updatedAt), mayDecide: visit.principal.scopes.contains(.writeMerchants),
      fault: fault)
    return faces.page(page.render(visit.visit), status: fault == nil ? .ok : .unprocessableContent)
  }
}
