package import Ledger
internal import Storage

/// A message in words.
package struct WordedMessage: Sendable, Hashable {
  package let message: MemberMessage
  package let title: String
  package let body: String
}

extension Coalition {
  /// The member's own messages, newest first, in a language. They count as read once they were shown.
  package func messages(
    _ page: PageRequest<Identified.Message> = PageRequest(), in language: MemberLanguage,
    by me: MemberPrincipal
  ) async throws -> Page<WordedMessage> {
    let (found, wording) = try await database.read { tx in
      let found = try tx.query(
        MemberMessage.select
          + "WHERE member_id = \(me.member) AND id < \(page.bound) ORDER BY id DESC LIMIT \(page.limit + 1)"
      ) { MemberMessage($0) }
      return (Page(found, limit: page.limit), try tx.wording(of: found, settings))
    }
    if found.items.contains(where: { !$0.isRead }) {
      let shown = found.items.map(\.id)
      try await database.write { tx in
        try tx.execute(
          "UPDATE message SET is_read = 1 WHERE member_id = \(me.member) AND id IN (\(shown)) AND is_read = 0"
        )
      }
    }
    let worded = try found.items.map { message in
      let text = try wording.text(of: message, for: .site, in: language)
      return WordedMessage(message: message, title: text.title, body: text.body)
    }
    return Page(worded, hasMore: found.hasMore)
  }

  /// How many of the member's own messages were not shown yet.
  package func unreadMessages(by me: MemberPrincipal) async throws -> Int64 {
    try await database.read { tx in
      try tx.queryFirst("SELECT count(*) FROM message WHERE member_id = \(me.member) AND is_read = 0") {
        $0[0]
      }
        ?? 0
    }
  }
}
