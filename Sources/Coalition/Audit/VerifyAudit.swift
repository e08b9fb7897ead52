internal import Ledger
internal import Storage

/// What a check of the audit log found.
package enum AuditVerdict: Sendable, Hashable {
  /// Every hash fits; so many lines.
  case intact(count: Int64)
  /// The line with this number was changed, taken out or put in.
  case broken(at: Int64)
}

extension Coalition {
  /// Recomputes the whole chain, a thousand lines at a time.
  package func verifyAudit() async throws -> AuditVerdict {
    var previous = AuditEntry.genesis
    var checked: Int64 = 0
    while true {
      let from = checked
      let entries = try await database.read { tx in
        try tx.query(Self.auditSelect + "WHERE number > \(from) ORDER BY number LIMIT 1000") {
          AuditEntry($0)
        }
      }
      if entries.isEmpty { break }
      for entry in entries {
        guard entry.number == checked + 1, entry.chained(to: previous) == entry.hash else {
          return .broken(at: checked + 1)
        }
        previous = entry.hash
        checked += 1
      }
    }
    let head = try await database.read { tx in
      try tx.queryFirst("SELECT number, hash FROM audit_head WHERE id = 1") {
        (number: $0[0] as Int64, hash: $0[1] as [UInt8])
      }
    }
    // Lines added meanwhile only move the head on; lines cut off the end leave it too far.
    guard let head, head.number > checked || (head.number == checked && head.hash == previous) else {
      return .broken(at: checked + 1)
    }
    guard head.number == checked else {
      return try await auditLine(checked + 1) ? .intact(count: checked) : .broken(at: checked + 1)
    }
    return .intact(count: checked)
  }

  /// Lines of the audit log, newest first; about one subject when it is named.
  /// - Throws: `AccessRefusal`.
  package func auditLog(
    subject: String? = nil, before number: Int64 = .max, limit: Int = 50, by principal: Principal
  ) async throws -> Page<AuditEntry> {
    var query = AuditQuery()
    query.subject = subject
    return try await searchAudit(query, before: number, limit: limit, by: principal)
  }

  private func auditLine(_ number: Int64) async throws -> Bool {
    try await database.read { tx in
      try tx.queryFirst("SELECT number FROM audit_log WHERE number = \(number)") { $0[0] as Int64 } != nil
    }
  }

  static let auditSelect: SQL = """
    SELECT number, at, actor_kind, actor_id, origin, action, subject, state_before, state_after, hash
    FROM audit_log 
    """
}

extension AuditEntry {
  init(_ row: borrowing Row) {
    self.init(
      number: row[0], at: row[1], actorKind: row[2], actor: row[3], origin: row[4], action: row[5],
      subject: row[6], before: row[7], after: row[8], hash: row[9])
  }
}
