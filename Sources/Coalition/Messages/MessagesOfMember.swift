package import Ledger
internal import Storage

/// A message with its ways beside the site.
package struct SentMessage: Sendable, Hashable {
  package let message: MemberMessage
  package let deliveries: [MessageDelivery]
}

extension Coalition {
  /// What a member was told last and by which ways, newest first, for whoever serves them; what they have not
  /// read stays unread.
  /// - Throws: `AccessRefusal`.
  package func messages(
    of member: MemberID, limit: Int = 10, by principal: Principal
  ) async throws -> [SentMessage] {
    try principal.requireOperator(.readMembers)
    let limit = min(max(limit, 1), 100)
    return try await database.read { tx in
      let found = try tx.query(
        MemberMessage.select + "WHERE member_id = \(member) ORDER BY id DESC LIMIT \(limit)"
      ) { MemberMessage($0) }
      if found.isEmpty { return [] }
      let deliveries = try tx.query(
        """
        SELECT message_delivery.message_id, message_delivery.id, message_delivery.member_id, message.kind,
          message_delivery.channel, message_delivery.state, message_delivery.tries,
          message_delivery.next_try_at, message_delivery.failure, message_delivery.created_at,
          message_delivery.finished_at
        FROM message_delivery JOIN message ON message.id = message_delivery.message_id
        WHERE message_delivery.message_id IN (\(found.map(\.id))) ORDER BY message_delivery.id
        """
      ) { row in
        (
          message: row[0] as MessageID,
          delivery: MessageDelivery(
            id: row[1], member: row[2], kind: row[3], channel: row[4], state: row[5], tries: row[6],
            nextTryAt: row[7], failure: row[8], createdAt: row[9], finishedAt: row[10])
        )
      }
      return found.map { message in
        SentMessage(
          message: message, deliveries: deliveries.filter { $0.message == message.id }.map(\.delivery))
      }
    }
  }
}
