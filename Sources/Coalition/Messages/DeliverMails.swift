internal import Ledger
internal import Logging
internal import Storage

/// A table of e-mails that are to be sent once: a key of its own, `state`, `tries` and `next_try_at`.
struct MailQueue: Sendable {
  let table: String
  /// The columns of its key, all of them integers.
  let key: [String]
  /// What the log says of one that was not delivered.
  let failure: String

  fileprivate var keyColumns: SQL { key.map { "\(identifier: $0)" }.joined(separator: ", ") }

  fileprivate func matches(_ mail: DueMail) -> SQL {
    zip(key, mail.key).map { "\(identifier: $0) = \($1)" }.joined(separator: " AND ")
  }
}

/// One that is due, its try noted already.
struct DueMail: Sendable {
  /// In the order of the queue's columns.
  let key: [Int64]
  let tries: Int
}

extension Coalition {
  // Few, and for long: what a slow carrier has not come to is not begun again by another server.
  private static let mailsPerStep = 10
  private static let mailLeaseSeconds: Int64 = 600

  /// Sends the mails of a queue that are due, at most a step's worth, as ``deliverMessages()`` sends
  /// messages: a try is noted before it is made, and what nobody knows the end of goes out again under the
  /// same id.
  /// - Parameter text: what one says, the same for every try; nil where it is no longer so.
  func deliver(
    _ queue: MailQueue, _ text: (DueMail) async throws -> OutgoingText?
  ) async throws -> Int {
    guard let send = messageSink.email else { return 0 }
    let due = try await claim(queue)
    for mail in due {
      do {
        guard let text = try await text(mail) else {
          try await note("over", mail, in: queue)
          continue
        }
        if text.recipient.isEmpty { throw PermanentFailure("no address") }
        try await send(text)
        try await note("sent", mail, in: queue)
      } catch is CancellationError { throw CancellationError() } catch {
        // What a carrier says may hold the address, which the log must not.
        logger.warning("\(queue.failure)")
        let isOver = error is PermanentFailure || mail.tries >= Self.deliveryTries
        try await note(isOver ? "failed" : "waiting", mail, in: queue)
      }
    }
    return due.count
  }

  private func claim(_ queue: MailQueue) async throws -> [DueMail] {
    let now = clock.now()
    return try await database.write { tx in
      try tx.execute(
        """
        UPDATE \(identifier: queue.table) SET state = 'failed'
        WHERE state = 'waiting' AND next_try_at <= \(now) AND tries >= \(Self.deliveryTries)
        """)
      return try tx.query(
        """
        UPDATE \(identifier: queue.table) SET tries = tries + 1,
          next_try_at = \(now.adding(seconds: Self.mailLeaseSeconds))
        WHERE (\(queue.keyColumns)) IN (
          SELECT \(queue.keyColumns) FROM \(identifier: queue.table)
          WHERE state = 'waiting' AND next_try_at <= \(now)
          ORDER BY next_try_at LIMIT \(Self.mailsPerStep))
        RETURNING tries, \(queue.keyColumns)
        """
      ) { row in DueMail(key: queue.key.indices.map { row[$0 + 1] }, tries: row[0]) }
    }.sorted { $0.key.lexicographicallyPrecedes($1.key) }
  }

  private func note(_ state: String, _ mail: DueMail, in queue: MailQueue) async throws {
    let next = clock.now().adding(seconds: 60 << Int64(min(mail.tries - 1, 6)))
    try await database.write { tx in
      try tx.execute(
        """
        UPDATE \(identifier: queue.table) SET state = \(state), next_try_at = \(next)
        WHERE \(queue.matches(mail)) AND state = 'waiting'
        """)
    }
  }
}
