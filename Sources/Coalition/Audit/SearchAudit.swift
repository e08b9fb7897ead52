package import Ledger
internal import Storage

/// What is looked for in the audit log; all given conditions must hold.
package struct AuditQuery: Sendable, Hashable {
  /// A person; what their keys did is not among it.
  package var person: OperatorID?
  /// A whole action, as `merchant.update`.
  package var action: String?
  /// A whole subject, as `merchant/8812`.
  package var subject: String?
  /// A whole address or channel.
  package var origin: String?
  /// From this moment.
  package var from: Instant?
  /// Before this moment.
  package var until: Instant?

  package init() {}
}

/// What the last proof of the audit log's chain found.
package struct AuditCheck: Sendable, Hashable {
  package let at: Instant
  package let verdict: AuditVerdict
}

extension Coalition {
  /// Lines of the audit log that fit, newest first.
  /// - Throws: `AccessRefusal`.
  package func searchAudit(
    _ query: AuditQuery, before number: Int64 = .max, limit: Int = 50, by principal: Principal
  ) async throws -> Page<AuditEntry> {
    try principal.requireOperator(.audit)
    let limit = min(max(limit, 1), 200)
    var condition: SQL = "number < \(number)"
    if let person = query.person { condition += " AND actor_id = \(person) AND actor_kind = 'user'" }
    if let action = query.action { condition += " AND action = \(action)" }
    if let subject = query.subject { condition += " AND subject = \(subject)" }
    if let origin = query.origin { condition += " AND origin = \(origin)" }
    // Times become numbers first: lines are in the order of both.
    if let from = query.from {
      condition += """
         AND number >= coalesce((SELECT min(number) FROM audit_log WHERE at >= \(from)), \(Int64.max))
        """
    }
    if let until = query.until {
      condition += " AND number <= coalesce((SELECT max(number) FROM audit_log WHERE at < \(until)), 0)"
    }
    let chosen = condition
    return try await database.read { tx in
      let entries = try tx.query(
        Self.auditSelect + "WHERE " + chosen + " ORDER BY number DESC LIMIT \(limit + 1)"
      ) { AuditEntry($0) }
      return Page(entries, limit: limit)
    }
  }

  /// Proves the chain now and writes down what was found.
  /// - Throws: `AccessRefusal`.
  package func checkAudit(by principal: Principal) async throws -> AuditCheck {
    try principal.requireOperator(.audit)
    let verdict = try await verifyAudit()
    let now = clock.now()
    let (count, broken): (Int64, Int64) =
      switch verdict {
      case .intact(let count): (count, 0)
      case .broken(let number): (0, number)
      }
    try await database.write { tx in
      try tx.execute(
        """
        INSERT INTO audit_check (id, checked_at, line_count, broken_at) VALUES
          (1, \(now), \(count), \(broken))
        ON CONFLICT (id) DO UPDATE SET checked_at = excluded.checked_at, line_count = excluded.line_count,
          broken_at = excluded.broken_at
        """)
    }
    return AuditCheck(at: now, verdict: verdict)
  }

  /// What the last proof found; nil before the first.
  /// - Throws: `AccessRefusal`.
  package func lastAuditCheck(by principal: Principal) async throws -> AuditCheck? {
    try principal.requireOperator(.audit)
    return try await database.read { tx in
      try tx.queryFirst("SELECT checked_at, line_count, broken_at FROM audit_check WHERE id = 1") { row in
        let (count, broken): (Int64, Int64) = (row[1], row[2])
        return AuditCheck(at: row[0], verdict: broken == 0 ? .intact(count: count) : .broken(at: broken))
      }
    }
  }
}

extension Coalition {
  /// Who a login of the log is; nil for nobody's.
  /// - Throws: `AccessRefusal`.
  package func personID(login: String, by principal: Principal) async throws -> OperatorID? {
    try principal.requireOperator(.audit)
    let login = login.lowercased()
    return try await database.read { tx in
      try tx.queryFirst("SELECT id FROM operator_user WHERE login = \(login)") { $0[0] as OperatorID }
    }
  }

  /// What people of the log are called.
  /// - Throws: `AccessRefusal`.
  package func peopleNames(
    _ people: Set<OperatorID>, by principal: Principal
  ) async throws -> [OperatorID: String] {
    try principal.requireOperator(.audit)
    let asked = people.filter(\.isGiven).sorted()
    if asked.isEmpty { return [:] }
    return try await database.read { tx in
      let rows = try tx.query("SELECT id, name FROM operator_user WHERE id IN (\(asked))") {
        ($0[0] as OperatorID, $0[1] as String)
      }
      return Dictionary(rows) { first, _ in first }
    }
  }
}
