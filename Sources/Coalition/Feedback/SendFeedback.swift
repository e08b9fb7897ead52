package import Ledger
internal import Storage

extension Coalition {
  /// Writes to the operator, or to a merchant.
  /// - Throws: `FeedbackRefusal.textInvalid`, `.merchantNotFound`, `.tooMany`.
  package func sendFeedback(
    _ text: String, to merchant: MerchantID? = nil, by me: MemberPrincipal
  ) async throws -> FeedbackID {
    let text = try Feedback.checked(text)
    let id: FeedbackID = ids.next()
    let now = clock.now()
    try await database.write { tx in
      if let merchant, try tx.merchant(merchant) == nil { throw FeedbackRefusal.merchantNotFound }
      let today = try tx.queryFirst(
        """
        SELECT count(*) FROM feedback
        WHERE member_id = \(me.member) AND created_at > \(now.adding(seconds: -86_400))
        """
      ) { $0[0] as Int }
      guard (today ?? 0) < Feedback.perDay else { throw FeedbackRefusal.tooMany }
      try tx.execute(
        """
        INSERT INTO feedback (id, member_id, merchant_id, state, is_unread, created_at, updated_at)
        VALUES (\(id), \(me.member), \(merchant), 'open', 0, \(now), \(now))
        """)
      try tx.addEntry(to: id, text, by: .member, nil, at: now)
    }
    return id
  }

  /// Writes again, which opens it anew.
  /// - Throws: `FeedbackRefusal`.
  package func addToFeedback(_ id: FeedbackID, _ text: String, by me: MemberPrincipal) async throws {
    let text = try Feedback.checked(text)
    let now = clock.now()
    try await database.write { tx in
      let own = try tx.execute(
        """
        UPDATE feedback SET state = 'open', updated_at = \(now)
        WHERE id = \(id) AND member_id = \(me.member)
        """
      )
      guard own == 1 else { throw FeedbackRefusal.notFound }
      try tx.addEntry(to: id, text, by: .member, nil, at: now)
    }
  }

  /// What the member wrote, newest first.
  package func feedback(
    _ page: PageRequest<Identified.Feedback> = PageRequest(), by me: MemberPrincipal
  ) async throws -> Page<Feedback> {
    try await database.read { tx in
      let found = try tx.query(
        Feedback.select
          + "WHERE member_id = \(me.member) AND id < \(page.bound) ORDER BY id DESC LIMIT \(page.limit + 1)"
      ) { Feedback($0) }
      return Page(found, limit: page.limit)
    }
  }

  /// One of the member's own, whole; its answers count as read.
  /// - Throws: `FeedbackRefusal.notFound`, also for another member's.
  package func feedback(_ id: FeedbackID, by me: MemberPrincipal) async throws -> Feedback {
    let found = try await database.read {
      try $0.feedback("feedback.id = \(id) AND member_id = \(me.member)")
    }
    guard let found else { throw FeedbackRefusal.notFound }
    if found.isUnread {
      try await database.write { tx in
        try tx.execute("UPDATE feedback SET is_unread = 0 WHERE id = \(id) AND member_id = \(me.member)")
      }
    }
    return found
  }
}
