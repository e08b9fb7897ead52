package import Ledger
internal import Storage

/// Something that the operator makes known (公告).
package struct Announcement: Sendable, Hashable {
  package enum State: String, CaseIterable, Sendable, SQLScalar {
    case draft, published, ended
  }

  /// Whom it is for; raw values are stored.
  package struct Audience: OptionSet, Sendable, Hashable {
    package let rawValue: Int64

    package init(rawValue: Int64) { self.rawValue = rawValue }

    package static let members = Audience(rawValue: 1 << 0)
    /// Merchants' people.
    package static let merchants = Audience(rawValue: 1 << 1)
    /// The operator's own people.
    package static let operators = Audience(rawValue: 1 << 2)

    package static let all: Audience = [.members, .merchants, .operators]
    package static let named: [(name: String, audience: Audience)] = [
      ("members", .members), ("merchants", .merchants), ("operators", .operators),
    ]

    package var names: [String] { Self.named.filter { contains($0.audience) }.map(\.name) }
  }

  package let id: AnnouncementID
  package let state: State
  package let draft: AnnouncementDraft
  package let author: Int64
  package let createdAt: Instant
  package let updatedAt: Instant

  /// Whether it is shown at the moment.
  package func isLive(at now: Instant) -> Bool {
    state == .published && draft.startsAt <= now && now < draft.endsAt
  }
}

/// What an announcement says, to whom, and from when until when. Plain text in all three languages.
package struct AnnouncementDraft: Sendable, Hashable {
  /// 1…60 characters each.
  package var title: LocalText
  /// 1…1,000 characters each.
  package var body: LocalText
  package var audiences: Announcement.Audience
  package var isImportant: Bool
  package var startsAt: Instant
  package var endsAt: Instant

  package init(
    title: LocalText, body: LocalText, to audiences: Announcement.Audience, isImportant: Bool = false,
    from startsAt: Instant, until endsAt: Instant
  ) {
    self.title = title
    self.body = body
    self.audiences = audiences
    self.isImportant = isImportant
    self.startsAt = startsAt
    self.endsAt = endsAt
  }
}

/// Why something about an announcement was declined. A closed list.
package enum AnnouncementRefusal: Error, Sendable, Hashable {
  case invalid(AnnouncementField)
  case notFound
  /// It is in a state in which this cannot be done.
  case notNow(Announcement.State)
}

package enum AnnouncementField: String, Sendable, Hashable, CaseIterable {
  case key, title, body, audiences, dates
}

extension Announcement {
  static let select: SQL = """
    SELECT id, state, title_hans, title_hant, title_en, body_hans, body_hant, body_en, audiences,
      is_important, starts_at, ends_at, author_id, created_at, updated_at
    FROM announcement 
    """

  init(_ row: borrowing Row) {
    let draft = AnnouncementDraft(
      title: LocalText(hans: row[2], hant: row[3], en: row[4]),
      body: LocalText(hans: row[5], hant: row[6], en: row[7]), to: Audience(rawValue: row[8]),
      isImportant: row[9], from: row[10], until: row[11])
    self.init(
      id: row[0], state: row[1], draft: draft, author: row[12], createdAt: row[13], updatedAt: row[14])
  }

  /// As the audit log keeps it.
  var summary: String {
    "\(state.rawValue) \(draft.title.hans) to=\(draft.audiences.names.joined(separator: ",")) "
      + "important=\(draft.isImportant) \(draft.startsAt.microseconds)-\(draft.endsAt.microseconds)"
  }
}

extension AnnouncementDraft {
  /// - Throws: ``AnnouncementRefusal/invalid(_:)`` with the field.
  func check() throws(AnnouncementRefusal) {
    func isWhole(_ text: LocalText, _ most: Int, lines: Bool) -> Bool {
      Language.allCases.allSatisfy { text[$0].isPlain(1...most, allowsLines: lines) }
    }
    guard isWhole(title, 60, lines: false) else { throw .invalid(.title) }
    guard isWhole(body, 1_000, lines: true) else { throw .invalid(.body) }
    guard !audiences.isEmpty, Announcement.Audience.all.contains(audiences) else {
      throw .invalid(.audiences)
    }
    guard startsAt.microseconds > 0, startsAt < endsAt, endsAt <= startsAt.adding(seconds: 732 * 86_400)
    else { throw .invalid(.dates) }
  }
}

extension Storage.Transaction {
  func announcement(_ id: AnnouncementID) throws -> Announcement? {
    try queryFirst(Announcement.select + "WHERE id = \(id)") { Announcement($0) }
  }
}
