import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import Loyalty

// What a merchant makes known: its brief and its promotions.
extension MerchantDesk {
  func promotions(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      try visit.principal.require(.readMerchants)
      let query = ListQuery(parsing: asked.query.items, filters: DeskPromotionsPage.filters, sorts: [])
      let naming = try await publicationNaming(visit)
      let page = DeskPromotionsPage(
        query: query,
        brief: await visit.visit.loaded {
          let briefs = try await coalition.briefs(of: visit.merchant, by: visit.principal)
          let live = briefs.live?.draft.body.text(in: MemberLanguage(visit.words.language)).text
          let open = briefs.open.map { (id: coalition.publicIDs.text($0.id), state: naming.state($0)) }
          return DeskPromotionsPage.Brief(live: live, open: open)
        },
        promotions: await visit.visit.loaded { try await promotionRows(query, naming, visit) },
        mayWrite: mayPublish(visit))
      return faces.page(page.render(visit.visit.visit))
    }
  }

  private func promotionRows(
    _ query: ListQuery, _ naming: PublicationNaming, _ visit: DeskVisit
  ) async throws -> Batch<DeskPromotionsPage.Row> {
    let after: PublicationID? = query.after.flatMap { coalition.publicIDs.id($0) }
    let found = try await coalition.publications(
      .promotion, in: Publication.State(rawValue: query["state"]), of: visit.merchant,
      PageRequest(limit: query.limit, after: after), by: visit.principal)
    let rows = found.items.map { item in
      DeskPromotionsPage.Row(
        id: coalition.publicIDs.text(item.id), title: naming.title(item),
        from: ShownTime(item.draft.startsAt), until: ShownTime(item.draft.endsAt), state: naming.state(item))
    }
    return Batch(rows, next: found.hasMore ? rows.last?.id : nil)
  }

  /// One of them; `new` and `brief` are the forms for another.
  func promotion(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      guard asked.id == "new" || asked.id == "brief" else {
        return try await shown(try await findPublication(asked, visit), visit)
      }
      try visit.principal.require(.writeMerchants)
      try visit.principal.requireAllStores()
      return try await shownBlank(asked.id == "brief", replacing: asked.query["replaces"] ?? "", visit)
    }
  }

  func writePromotion(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      try visit.principal.require(.writeMerchants)
      let naming = try await publicationNaming(visit)
      let typed = TypedPublication(form)
      let isBrief = form["kind"] == "brief"
      do {
        let made = try await coalition.writePublication(
          isBrief ? .brief : .promotion, try naming.draft(typed, isBrief: isBrief), of: visit.merchant,
          replacing: coalition.publicIDs.id(form["replaces"] ?? ""), key: form["key"] ?? "",
          by: visit.principal)
        return faces.redirect(to: .deskPromotion(coalition.publicIDs.text(made.id)))
      } catch let refusal as PublicationRefusal {
        return try await shownBlank(
          isBrief, replacing: form["replaces"] ?? "", visit, typed: typed, key: form["key"],
          fault: refusal.text(visit.words))
      }
    }
  }

  func editPromotion(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      let found = try await findPublication(asked, visit)
      let typed = TypedPublication(form)
      do {
        let naming = try await publicationNaming(visit)
        _ = try await coalition.editPublication(
          found.id, try naming.draft(typed, isBrief: found.kind == .brief), by: visit.principal)
        return faces.redirect(to: .deskPromotion(asked.id))
      } catch let refusal as PublicationRefusal {
        return try await shown(found, visit, typed: typed, fault: refusal.text(visit.words))
      }
    }
  }

  func submitPromotion(_ asked: Asked) async throws -> Response {
    try await act(asked) { try await coalition.submitPublication($0, by: $1) }
  }

  func withdrawPromotion(_ asked: Asked) async throws -> Response {
    try await act(asked) { try await coalition.withdrawPublication($0, by: $1) }
  }

  func endPromotion(_ asked: Asked) async throws -> Response {
    try await act(asked) { try await coalition.endPublication($0, by: $1) }
  }

  private func act(
    _ asked: Asked, _ body: (PublicationID, Principal) async throws -> Publication
  ) async throws -> Response {
    try await signedInForm(asked) { visit, _ in
      let found = try await findPublication(asked, visit)
      do {
        _ = try await body(found.id, visit.principal)
        return faces.redirect(to: .deskPromotion(asked.id))
      } catch let refusal as PublicationRefusal {
        return try await shown(
          try await findPublication(asked, visit), visit, fault: refusal.text(visit.words))
      }
    }
  }

  private func findPublication(_ asked: Asked, _ visit: DeskVisit) async throws -> Publication {
    do {
      return try await coalition.publication(
        try id(asked, Identified.Publication.self), by: visit.principal)
    } catch is PublicationRefusal { throw HTTPError(.notFound) }
  }

  private func mayPublish(_ visit: DeskVisit) -> Bool {
    visit.principal.scopes.contains(.writeMerchants) && visit.principal.stores == nil
  }

  private func publicationNaming(_ visit: DeskVisit) async throws -> PublicationNaming {
    let stores = try await coalition.stores(
      of: visit.merchant, PageRequest(limit: 200), by: visit.principal
    ).items
    return PublicationNaming(
      words: visit.words, now: coalition.clock.now(), zone: coalition.settings.calendar.zone,
      publicIDs: coalition.publicIDs,
      stores: Dictionary(stores.map { ($0.id, $0.name) }) { first, _ in first })
  }

  private func storeChoice(_ naming: PublicationNaming) -> [(id: String, name: String)] {
    naming.stores.sorted { $0.key < $1.key }.map { (coalition.publicIDs.text($0.key), $0.value) }
  }

  private func shownBlank(
    _ isBrief: Bool, replacing: String, _ visit: DeskVisit, typed: TypedPublication? = nil,
    key: String? = nil, fault: String? = nil
  ) async throws -> Response {
    let naming = try await publicationNaming(visit)
    var page = DeskPublicationPage(
      id: nil, isBrief: isBrief, state: .draft, stores: storeChoice(naming), mayWrite: mayPublish(visit))
    page.replaces = String(replacing.prefix(40))
    page.key = key.map { String($0.prefix(64)) } ?? newKey()
    if let typed {
      page.typed = typed
    } else if let old = try await published(isBrief, replacing, visit) {
      page.typed = naming.typed(old)
    }
    page.fault = fault
    return faces.page(
      page.render(visit.visit.visit), status: fault == nil ? .ok : .unprocessableContent)
  }

  /// What a new one begins with: what is shown in its place.
  private func published(
    _ isBrief: Bool, _ replacing: String, _ visit: DeskVisit
  ) async throws -> Publication? {
    if isBrief { return try await coalition.briefs(of: visit.merchant, by: visit.principal).live }
    guard let id = coalition.publicIDs.id(replacing, as: Identified.Publication.self) else { return nil }
    do {
      return try await coalition.publication(id, by: visit.principal)
    } catch is PublicationRefusal { return nil }
  }

  private func newKey() -> String {
    coalition.ids.bytes(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private func shown(
    _ found: Publication, _ visit: DeskVisit, typed: TypedPublication? = nil, fault: String? = nil
  ) async throws -> Response {
    let naming = try await publicationNaming(visit)
    let old = try await coalition.published(insteadOf: found, by: visit.principal)
    let isOpen = [.draft, .submitted, .rejected].contains(found.state)
    var page = DeskPublicationPage(
      id: coalition.publicIDs.text(found.id), isBrief: found.kind == .brief, state: naming.state(found),
      reason: found.reason, typed: typed ?? naming.typed(found), text: naming.text(found),
      differences: isOpen ? naming.differences(found, insteadOf: old) : [], stores: storeChoice(naming),
      mayWrite: mayPublish(visit))
    page.fault = fault
    return faces.page(
      page.render(visit.visit.visit), status: fault == nil ? .ok : .unprocessableContent)
  }
}
