internal import Crypto
internal import Foundation
internal import Ledger
internal import Storage

extension Coalition {
  /// Adds a line to the chain, in the transaction of the change itself; call it last, since it locks the
  /// chain's end.
  func append(_ change: Change, by actor: Actor, in tx: any Storage.Transaction) throws {
    let end = try tx.queryFirst(
      "UPDATE audit_head SET number = number + 1 WHERE id = 1 RETURNING number, hash"
    ) {
      (number: $0[0] as Int64, hash: $0[1] as [UInt8])
    }
    guard let end else { throw DatabaseError(.other, "the audit log has no head") }
    let at = clock.now()
    let entry = AuditEntry(
      number: end.number, at: at, actorKind: actor.kind.rawValue, actor: actor.id,
      origin: String(actor.origin.prefix(100)),
      action: change.action, subject: change.subject, before: change.before, after: change.after, hash: [])
    let hash = entry.chained(to: end.hash)
    try tx.execute(
      """
      INSERT INTO audit_log
        (number, at, actor_kind, actor_id, origin, action, subject, state_before, state_after, hash)
      VALUES (\(entry.number), \(at), \(entry.actorKind), \(entry.actor), \(entry.origin), \(entry.action),
        \(entry.subject), \(entry.before), \(entry.after), \(hash))
      """)
    try tx.execute("UPDATE audit_head SET hash = \(hash) WHERE id = 1")
  }
}

extension AuditEntry {
  /// What the chain starts from: 32 times the digit 0.
  static let genesis = [UInt8](repeating: UInt8(ascii: "0"), count: 32)

  /// The hash of the line before and everything in this one; each part is led by its length, so that none can
  /// flow into the next.
  func chained(to previous: [UInt8]) -> [UInt8] {
    var hasher = SHA256()
    hasher.update(data: previous)
    hasher.update(data: number.bigEndianBytes + at.microseconds.bigEndianBytes + actor.bigEndianBytes)
    for text in [actorKind, origin, action, subject, before, after] {
      hasher.update(data: Int64(text.utf8.count).bigEndianBytes)
      hasher.update(data: Data(text.utf8))
    }
    return Array(hasher.finalize())
  }
}
