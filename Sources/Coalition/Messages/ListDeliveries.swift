package import Ledger
internal import Storage

/// A message's way by e-mail or SMS, for the log of deliveries.
package struct MessageDelivery: Sendable, Hashable {
  package enum State: String, CaseIterable, Sendable, SQLScalar {
    case waiting, sent, failed
  }

  package let id: MessageDeliveryID
  package let member: MemberID
  package let kind: MessageKind
  package let channel: MessageChannel
  package let state: State
  package let tries: Int
  package let nextTryAt: Instant
  package let failure: String
  package let createdAt: Instant
  package let finishedAt: Instant?
}

extension Coalition {
  /// Deliveries, newest first; what was written is not among it.
  /// - Throws: `AccessRefusal`.
  package func deliveries(
    in state: MessageDelivery.State? = nil, _ page: PageRequest<Identified.MessageDelivery> = PageRequest(),
    by principal: Principal
  ) async throws -> Page<MessageDelivery> {
    try principal.requireOperator(.readMembers)
    let chosen: SQL = state.map { "message_delivery.state = \($0) AND " } ?? ""
    return try await database.read { tx in
      let found = try tx.query(
        """
        SELECT message_delivery.id, message_delivery.member_id, message.kind, message_delivery.channel,
          message_delivery.state, message_delivery.tries, message_delivery.next_try_at,
          message_delivery.failure, message_delivery.created_at, message_delivery.finished_at
        FROM message_delivery JOIN message ON message.id = message_delivery.message_id
        WHERE \(chosen)message_delivery.id < \(page.bound)
        ORDER BY message_delivery.id DESC LIMIT \(page.limit + 1)
        """
      ) {
        MessageDelivery(
          id: $0[0], member: $0[1], kind: $0[2], channel: $0[3], state: $0[4], tries: $0[5],
          nextTryAt: $0[6], failure: $0[7], createdAt: $0[8], finishedAt: $0[9])
      }
      return Page(found, limit: page.limit)
    }
  }
}
