internal import Crypto
package import Ledger
internal import Storage

extension Coalition {
  /// Writes an announcement, as a draft.
  /// - Parameter key: 8…64 visible characters; the same key is the same announcement.
  /// - Throws: `AccessRefusal`, ``AnnouncementRefusal``.
  package func writeAnnouncement(
    _ draft: AnnouncementDraft, key: String, by principal: Principal
  ) async throws -> Announcement {
    try principal.requireToAnnounce()
    guard key.isCode(of: 8...64) else { throw AnnouncementRefusal.invalid(.key) }
    try draft.check()
    let hash = Array(SHA256.hash(data: Array("announcement \(key)".utf8)))
    let id: AnnouncementID = ids.next()
    let now = clock.now()
    return try await database.write { tx in
      let known = try tx.queryFirst(Announcement.select + "WHERE request_hash = \(hash)") { Announcement($0) }
      if let known { return known }
      try tx.execute(
        """
        INSERT INTO announcement (id, request_hash, state, is_important, audiences, title_hans, title_hant,
          title_en, body_hans, body_hant, body_en, starts_at, ends_at, author_id, created_at, updated_at)
        VALUES (\(id), \(hash), 'draft', \(draft.isImportant), \(draft.audiences.rawValue),
          \(draft.title.hans), \(draft.title.hant), \(draft.title.en), \(draft.body.hans), \(draft.body.hant),
          \(draft.body.en), \(draft.startsAt), \(draft.endsAt), \(principal.actor.answerable), \(now), \(now))
        """)
      guard let made = try tx.announcement(id) else { throw AnnouncementRefusal.notFound }
      try append(
        Change(action: "announcement.write", subject: "announcement/\(id.rawValue)", after: made.summary),
        by: principal.actor, in: tx)
      return made
    }
  }

  /// Changes one that is not published yet.
  /// - Throws: `AccessRefusal`, ``AnnouncementRefusal``.
  package func editAnnouncement(
    _ id: AnnouncementID, _ draft: AnnouncementDraft, by principal: Principal
  ) async throws -> Announcement {
    try draft.check()
    return try await alter(id, "announcement.write", by: principal) { tx, old, now in
      guard old.state == .draft else { throw AnnouncementRefusal.notNow(old.state) }
      try tx.execute(
        """
        UPDATE announcement SET is_important = \(draft.isImportant), audiences = \(draft.audiences.rawValue),
          title_hans = \(draft.title.hans), title_hant = \(draft.title.hant), title_en = \(draft.title.en),
          body_hans = \(draft.body.hans), body_hant = \(draft.body.hant), body_en = \(draft.body.en),
          starts_at = \(draft.startsAt), ends_at = \(draft.endsAt),
          author_id = \(principal.actor.answerable), updated_at = \(now) WHERE id = \(id)
        """)
    }
  }

  /// Shows it between its dates; again changes nothing.
  /// - Throws: `AccessRefusal`, ``AnnouncementRefusal``.
  package func publishAnnouncement(_ id: AnnouncementID, by principal: Principal) async throws -> Announcement
  {
    try await alter(id, "announcement.publish", by: principal) { tx, old, now in
      if old.state == .published { return }
      guard old.state == .draft else { throw AnnouncementRefusal.notNow(old.state) }
      guard old.draft.endsAt > now else { throw AnnouncementRefusal.invalid(.dates) }
      try tx.execute("UPDATE announcement SET state = 'published', updated_at = \(now) WHERE id = \(id)")
    }
  }

  /// Shows it no more, or drops a draft; it stays in the archive of those who could read it.
  /// - Throws: `AccessRefusal`, ``AnnouncementRefusal``.
  package func endAnnouncement(_ id: AnnouncementID, by principal: Principal) async throws -> Announcement {
    try await alter(id, "announcement.end", by: principal) { tx, old, now in
      if old.state == .ended { return }
      try tx.execute("UPDATE announcement SET state = 'ended', updated_at = \(now) WHERE id = \(id)")
    }
  }

  private func alter(
    _ id: AnnouncementID, _ action: String, by principal: Principal,
    _ change: @escaping @Sendable (any Storage.Transaction, Announcement, Instant) throws -> Void
  ) async throws -> Announcement {
    try principal.requireToAnnounce()
    let now = clock.now()
    return try await database.write { tx in
      guard let old = try tx.announcement(id) else { throw AnnouncementRefusal.notFound }
      try change(tx, old, now)
      let new = try tx.announcement(id) ?? old
      if new == old { return old }
      try append(
        Change(
          action: action, subject: "announcement/\(id.rawValue)", before: old.summary, after: new.summary),
        by: principal.actor, in: tx)
      return new
    }
  }

  /// Announcements, newest first; in one state when it is named.
  /// - Throws: `AccessRefusal`.
  package func announcements(
    in state: Announcement.State? = nil, _ page: PageRequest<Identified.Announcement> = PageRequest(),
    by principal: Principal
  ) async throws -> Page<Announcement> {
    try principal.requireToAnnounce()
    let chosen: SQL = state.map { "state = \($0) AND " } ?? ""
    return try await database.read { tx in
      let found = try tx.query(
        Announcement.select + "WHERE " + chosen
          + "id < \(page.bound) ORDER BY id DESC LIMIT \(page.limit + 1)"
      ) { Announcement($0) }
      return Page(found, limit: page.limit)
    }
  }

  /// One announcement.
  /// - Throws: `AccessRefusal`, `AnnouncementRefusal.notFound`.
  package func announcement(_ id: AnnouncementID, by principal: Principal) async throws -> Announcement {
    try principal.requireToAnnounce()
    guard let found = try await database.read({ try $0.announcement(id) }) else {
      throw AnnouncementRefusal.notFound
    }
    return found
  }
}

extension Principal {
  /// Those who keep both merchants and members in order speak for the operator.
  func requireToAnnounce() throws(AccessRefusal) {
    try requireOperator([.writeMerchants, .writeMembers])
  }
}
