package import Ledger
internal import Storage

/// Sees to it that a signed request counts once, on all servers and across restarts.
///
/// A nonce is kept in the database for as long as its request's time of creation could still be taken, twice
/// the window. Requests that come together share a commit: one that waits while another is written joins the
/// next, so the cost of durability is spread as in the ledger. At most 4,096 wait; past that a request is
/// refused as busy.
package actor NonceBook {
  private static let mostWaiting = 4_096
  private static let group = 512

  private struct Waiting {
    let key: APIKeyID
    let nonce: String
    let expiresAt: Instant
    let answer: CheckedContinuation<Bool, any Error>
  }

  private let database: any Database
  private var waiting: [Waiting] = []
  private var isWriting = false

  init(_ database: any Database) { self.database = database }

  /// Keeps the nonce; false when it was kept before.
  /// - Throws: `OrderRefusal.busy` when too many wait, `DatabaseError`.
  func keep(_ nonce: String, of key: APIKeyID, until expiresAt: Instant) async throws -> Bool {
    guard waiting.count < Self.mostWaiting else { throw OrderRefusal.busy }
    return try await withCheckedThrowingContinuation { answer in
      waiting.append(Waiting(key: key, nonce: nonce, expiresAt: expiresAt, answer: answer))
      guard !isWriting else { return }
      isWriting = true
      Task { await writeAll() }
    }
  }

  private func writeAll() async {
    while !waiting.isEmpty {
      let group = Array(waiting.prefix(Self.group))
      waiting.removeFirst(group.count)
      let rows = group.map { (key: $0.key, nonce: $0.nonce, expiresAt: $0.expiresAt) }
      do {
        let isNew = try await database.write { tx in
          try rows.map { row in
            try tx.execute(
              """
              INSERT INTO signature_nonce (key_id, nonce, expires_at)
              VALUES (\(row.key), \(row.nonce), \(row.expiresAt)) ON CONFLICT (key_id, nonce) DO NOTHING
              """) == 1
          }
        }
        for (member, isNew) in zip(group, isNew) { member.answer.resume(returning: isNew) }
      } catch {
        for member in group { member.answer.resume(throwing: error) }
      }
    }
    isWriting = false
  }
}

extension Coalition {
  /// Keeps a signed request's nonce; false when it was used before.
  /// - Throws: `OrderRefusal.busy`, `DatabaseError`.
  package func keepNonce(_ nonce: String, of key: APIKeyID, until expiresAt: Instant) async throws -> Bool {
    try await nonces.keep(nonce, of: key, until: expiresAt)
  }

  /// Removes nonces whose requests would be refused by their age; for the regular run.
  func forgetNonces() async throws {
    let now = clock.now()
    try await database.write { tx in
      try tx.execute("DELETE FROM signature_nonce WHERE expires_at <= \(now)")
    }
  }
}
