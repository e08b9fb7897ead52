import Coalition
import HTTPTypes
import Hummingbird
import Ledger

// What is announced, as its readers see it on each face.
extension StaffDoor {
  var newsLink: Link { home.appending("news") }

  /// The archive of what was announced to people of this face.
  func news(_ asked: Asked) async throws -> Response {
    try await signedIn(asked) { visit in
      guard let reader = visit.principal.reader else { throw HTTPError(.notFound) }
      let batch = await visit.loaded {
        try await coalition.archive(for: reader, after: asked.query["after"], visit.words)
      }
      // What is read here needs no banner above it.
      var shown = visit.visit
      shown.announcements = []
      return faces.page(NewsPage(archive: .init(batch: batch, base: newsLink)).render(shown))
    }
  }

  func dismissNews(_ asked: Asked) async throws -> Response {
    try await signedInForm(asked) { visit, form in
      if let reader = visit.principal.reader { try await coalition.putAway(form, for: reader) }
      return faces.redirect(to: Link(local: form["back"] ?? "") ?? home)
    }
  }
}

extension MemberSite {
  func news(_ asked: Asked) async throws -> Response {
    try await entered(asked) { visit in
      let batch = await visit.loaded {
        try await coalition.archive(
          for: .member(visit.me.member), after: asked.query["after"], visit.words)
      }
      return faces.page(
        SiteNewsPage(archive: .init(batch: batch, base: .siteNews)).render(visit.visit))
    }
  }

  func dismissNews(_ asked: Asked) async throws -> Response {
    try await enteredForm(asked) { visit, form in
      try await coalition.putAway(form, for: .member(visit.me.member))
      return faces.redirect(to: Link(local: form["back"] ?? "") ?? .site)
    }
  }
}

extension Coalition {
  fileprivate func archive(
    for reader: AnnouncementReader, after: String?, _ words: Words
  ) async throws -> Batch<ShownAnnouncement> {
    let last: AnnouncementID? = after.flatMap { publicIDs.id($0) }
    let page = try await announcementArchive(for: reader, PageRequest(after: last))
    let rows = page.items.map { ShownAnnouncement($0, MemberLanguage(words.language), publicIDs) }
    return Batch(rows, next: page.hasMore ? rows.last?.id : nil)
  }

  fileprivate func putAway(_ form: FormFields, for reader: AnnouncementReader) async throws {
    guard let id = publicIDs.id(form["announcement"] ?? "", as: Identified.Announcement.self) else { return }
    try await dismissAnnouncement(id, by: reader)
  }

  /// What a page shows above what it is about. That they cannot be read now takes no page with it.
  func announcements(
    for reader: AnnouncementReader, _ words: Words, _ failed: (any Error) -> Void
  ) async -> [ShownAnnouncement] {
    do {
      return try await liveAnnouncements(for: reader).map {
        ShownAnnouncement($0, MemberLanguage(words.language), publicIDs)
      }
    } catch {
      failed(error)
      return []
    }
  }
}
