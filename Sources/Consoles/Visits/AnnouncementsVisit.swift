import Coalition
import HTTPTypes
import Hummingbird
import Ledger
import Loyalty

// What the operator makes known, as it writes it.
extension OperatorConsole {
  func announcements(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      let query = ListQuery(parsing: asked.query.items, filters: AnnouncementsPage.filters, sorts: [])
      let rows = await visit.loaded { try await announcementRows(query, visit) }
      return faces.page(AnnouncementsPage(query: query, rows: rows).render(visit.visit))
    }
  }

  private func announcementRows(
    _ query: ListQuery, _ visit: SignedInVisit
  ) async throws -> Batch<AnnouncementsPage.Row> {
    let after: AnnouncementID? = query.after.flatMap { coalition.publicIDs.id($0) }
    let page = try await coalition.announcements(
      in: Announcement.State(rawValue: query["state"]), PageRequest(limit: query.limit, after: after),
      by: visit.principal)
    let rows = page.items.map { item in
      AnnouncementsPage.Row(
        id: coalition.publicIDs.text(item.id),
        title: item.draft.title[MemberLanguage(visit.words.language)],
        audiences: item.draft.audiences.text(visit.words), isImportant: item.draft.isImportant,
        from: ShownTime(item.draft.startsAt), until: ShownTime(item.draft.endsAt),
        state: ShownNews(item, at: coalition.clock.now()))
    }
    return Batch(rows, next: page.hasMore ? rows.last?.id : nil)
  }

  /// One of them; `new` is the form for another.
  func announcement(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      if asked.id == "new" {
        _ = try await coalition.announcements(by: visit.principal)
        return try await shownNew(visit)
      }
      return try await shown(try await findAnnouncement(asked, visit), visit)
    }
  }

  func writeAnnouncement(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      try visit.principal.requireOperator([.writeMerchants, .writeMembers])
      let typed = TypedPublication(announcement: form)
      do {
        let made = try await coalition.writeAnnouncement(
          try announcementDraft(typed), key: form["key"] ?? "", by: visit.principal)
        return faces.redirect(to: .announcement(coalition.publicIDs.text(made.id)))
      } catch let refusal as AnnouncementRefusal {
        return try await shownNew(visit, typed, key: form["key"], fault: refusal.text(visit.words))
      }
    }
  }

  func editAnnouncement(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      let found = try await findAnnouncement(asked, visit)
      let typed = TypedPublication(announcement: form)
      do {
        _ = try await coalition.editAnnouncement(
          found.id, try announcementDraft(typed), by: visit.principal)
        return faces.redirect(to: .announcement(asked.id))
      } catch let refusal as AnnouncementRefusal {
        return try await shown(found, visit, typed: typed, fault: refusal.text(visit.words))
      }
    }
  }

  func publishAnnouncement(_ asked: Asked) async throws -> Response {
    try await onAnnouncement(asked) { try await coalition.publishAnnouncement($0, by: $1) }
  }

  func endAnnouncement(_ asked: Asked) async throws -> Response {
    try await onAnnouncement(asked) { try await coalition.endAnnouncement($0, by: $1) }
  }

  private func onAnnouncement(
    _ asked: Asked, _ act: (AnnouncementID, Principal) async throws -> Announcement
  ) async throws -> Response {
    try await signedInForm(asked) { visit, _ in
      let found = try await findAnnouncement(asked, visit)
      do {
        _ = try await act(found.id, visit.principal)
        return faces.redirect(to: .announcement(asked.id))
      } catch let refusal as AnnouncementRefusal {
        return try await shown(
          try await findAnnouncement(asked, visit), visit, fault: refusal.text(visit.words))
      }
    }
  }

  private func findAnnouncement(_ asked: Asked, _ visit: SignedInVisit) async throws -> Announcement {
    guard let id = coalition.publicIDs.id(asked.id, as: Identified.Announcement.self) else {
      throw HTTPError(.notFound)
    }
    do {
      return try await coalition.announcement(id, by: visit.principal)
    } catch is AnnouncementRefusal { throw HTTPError(.notFound) }
  }

  private func shownNew(
    _ visit: SignedInVisit, _ typed: TypedPublication = TypedPublication(), key: String? = nil,
    fault: String? = nil
  ) async throws -> Response {
    var page = AnnouncementPage(id: nil, state: .draft, typed: typed)
    let fresh = coalition.ids.bytes(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    page.key = key.map { String($0.prefix(64)) } ?? fresh
    page.fault = fault
    return faces.page(page.render(visit.visit), status: fault == nil ? .ok : .unprocessableContent)
  }

  private func shown(
    _ found: Announcement, _ visit: SignedInVisit, typed: TypedPublication? = nil, fault: String? = nil
  ) async throws -> Response {
    let words = visit.words
    var page = AnnouncementPage(
      id: coalition.publicIDs.text(found.id), state: ShownNews(found, at: coalition.clock.now()),
      typed: typed ?? TypedPublication(found.draft, words))
    page.previews = MemberLanguage.allCases.map { language in
      (Language(language), ShownAnnouncement(found, language, coalition.publicIDs))
    }
    page.facts = [
      (words.announcementTo, found.draft.audiences.text(words)),
      (words.promotionFrom, words.time(ShownTime(found.draft.startsAt))),
      (words.promotionUntil, words.time(ShownTime(found.draft.endsAt))),
    ]
    page.fault = fault
    return faces.page(page.render(visit.visit), status: fault == nil ? .ok : .unprocessableContent)
  }

  private func announcementDraft(_ typed: TypedPublication) throws(AnnouncementRefusal) -> AnnouncementDraft {
    let zone = coalition.settings.calendar.zone
    guard let from = moment(typed["from"], in: zone), let until = moment(typed["until"], in: zone) else {
      throw .invalid(.dates)
    }
    func local(_ name: String) -> LocalText {
      LocalText(hans: typed[name + "_hans"], hant: typed[name + "_hant"], en: typed[name + "_en"])
    }
    let audiences = Announcement.Audience.named.filter { !typed["to_" + $0.name].isEmpty }
      .reduce(into: Announcement.Audience()) { $0.insert($1.audience) }
    return AnnouncementDraft(
      title: local("title"), body: local("body"), to: audiences, isImportant: !typed["important"].isEmpty,
      from: from, until: until)
  }
}

extension ShownNews {
  init(_ announcement: Announcement, at now: Instant) {
    self =
      switch announcement.state {
      case .draft: .draft
      case .ended: .ended
      case .published where now < announcement.draft.startsAt: .scheduled
      case .published: announcement.isLive(at: now) ? .live : .ended
      }
  }
}

extension ShownAnnouncement {
  init(_ announcement: Announcement, _ language: MemberLanguage, _ names: PublicIDs) {
    let draft = announcement.draft
    self.init(
      id: names.text(announcement.id), title: draft.title[language], body: draft.body[language],
      isImportant: draft.isImportant, from: ShownTime(draft.startsAt), until: ShownTime(draft.endsAt))
  }
}

extension TypedPublication {
  init(announcement form: FormFields) {
    self.init(form)
    for name in Announcement.Audience.named.map({ "to_" + $0.name }) + ["important"] {
      values[name] = form[name] == "1" ? "1" : ""
    }
  }

  init(_ draft: AnnouncementDraft, _ words: Words) {
    func local(_ moment: Instant) -> String { words.time(ShownTime(moment)).replacing(" ", with: "T") }
    self.init(values: [
      "title_hans": draft.title.hans, "title_hant": draft.title.hant, "title_en": draft.title.en,
      "body_hans": draft.body.hans, "body_hant": draft.body.hant, "body_en": draft.body.en,
      "from": local(draft.startsAt), "until": local(draft.endsAt),
      "important": draft.isImportant ? "1" : "",
    ])
    for name in draft.audiences.names { values["to_" + name] = "1" }
  }
}

extension AnnouncementRefusal {
  func text(_ words: Words) -> String {
    switch self {
    case .invalid(.title): words.announcementTitleWrong
    case .invalid(.body): words.announcementBodyWrong
    case .invalid(.audiences): words.announcementToWrong
    case .invalid(.dates): words.promotionDatesWrong
    case .invalid(.key): words.errorStaleText
    case .notFound: words.errorNotFoundTitle
    case .notNow: words.promotionNotNow
    }
  }
}
