package import Ledger
internal import Storage

/// Who reads announcements.
package enum AnnouncementReader: Sendable, Hashable {
  case member(MemberID)
  /// A merchant's person, or the operator's.
  case user(OperatorID, isOperators: Bool)

  var audience: Announcement.Audience {
    switch self {
    case .member: .members
    case .user(_, let isOperators): isOperators ? .operators : .merchants
    }
  }

  fileprivate var row: (kind: String, id: Int64) {
    switch self {
    case .member(let id): ("member", id.rawValue)
    case .user(let id, _): ("user", id.rawValue)
    }
  }
}

extension Principal {
  /// As the reader of what is announced; nil for what is no person.
  package var reader: AnnouncementReader? {
    guard actor.kind == .user else { return nil }
    return .user(OperatorID(actor.id), isOperators: merchant == nil)
  }
}

extension Coalition {
  /// How many a page shows above what it is about.
  static let announcementsAtOnce = 3

  /// What a reader has not put away, of what is shown at the moment: important ones first, at most three.
  package func liveAnnouncements(for reader: AnnouncementReader) async throws -> [Announcement] {
    let now = clock.now()
    let row = reader.row
    return try await database.read { tx in
      try tx.query(
        Announcement.select + """
          WHERE state = 'published' AND starts_at <= \(now) AND ends_at > \(now)
            AND audiences & \(reader.audience.rawValue) <> 0
            AND NOT EXISTS (SELECT 1 FROM announcement_dismissal AS gone
              WHERE gone.reader = \(row.kind) AND gone.reader_id = \(row.id)
                AND gone.announcement_id = announcement.id)
          ORDER BY is_important DESC, id DESC LIMIT \(Self.announcementsAtOnce)
          """
      ) { Announcement($0) }
    }
  }

  /// Everything that was ever shown to readers of this kind, newest first; what is to come is not told.
  package func announcementArchive(
    for reader: AnnouncementReader, _ page: PageRequest<Identified.Announcement> = PageRequest()
  ) async throws -> Page<Announcement> {
    let now = clock.now()
    return try await database.read { tx in
      let found = try tx.query(
        Announcement.select + """
          WHERE id < \(page.bound) AND state IN ('published', 'ended') AND starts_at <= \(now)
            AND audiences & \(reader.audience.rawValue) <> 0 ORDER BY id DESC LIMIT \(page.limit + 1)
          """
      ) { Announcement($0) }
      return Page(found, limit: page.limit)
    }
  }

  /// Puts one away for the reader; again, or one that is not theirs, changes nothing.
  package func dismissAnnouncement(_ id: AnnouncementID, by reader: AnnouncementReader) async throws {
    let row = reader.row
    try await database.write { tx in
      guard let found = try tx.announcement(id), found.draft.audiences.contains(reader.audience),
        found.state != .draft
      else { return }
      try tx.execute(
        """
        INSERT INTO announcement_dismissal (reader, reader_id, announcement_id)
        VALUES (\(row.kind), \(row.id), \(id)) ON CONFLICT (reader, reader_id, announcement_id) DO NOTHING
        """)
    }
  }
}
