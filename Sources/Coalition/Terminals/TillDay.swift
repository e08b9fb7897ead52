package import Ledger
internal import Storage

/// What a terminal did of one kind on one business day.
package struct TillDayTotal: Sendable, Hashable {
  package let kind: TillKind
  package let count: Int64
  /// In minor units.
  package let amount: Int64
  package let points: Points
}

extension Coalition {
  /// What a terminal did on a business day, by kind; what was reversed does not count.
  /// - Throws: `AccessRefusal`, ``POSRefusal``.
  package func tillDay(
    _ day: BusinessDay, of terminal: TerminalID, by principal: Principal
  ) async throws -> [TillDayTotal] {
    try principal.require(.readTransactions)
    try await projectTillItems()
    return try await database.read { tx in
      _ = try tx.requirePOSTerminal(terminal, by: principal)
      return try tx.query(
        """
        SELECT kind, count(*), CAST(sum(amount) AS BIGINT), CAST(sum(points) AS BIGINT) FROM pos_item
        WHERE terminal_id = \(terminal) AND day = \(Int64(day.daysSince1970)) AND undone_by = 0
        GROUP BY kind ORDER BY kind
        """
      ) { TillDayTotal(kind: $0[0], count: $0[1], amount: $0[2], points: $0[3]) }
    }
  }

  /// A terminal's settled batches, the latest first; those before one when it is named.
  /// - Throws: `AccessRefusal`, ``POSRefusal``.
  package func tillBatches(
    of terminal: TerminalID, before: TillBatchName? = nil, limit: Int = 50, by principal: Principal
  ) async throws -> [TillBatch] {
    try principal.require(.readTransactions)
    return try await database.read { tx in
      _ = try tx.requirePOSTerminal(terminal, by: principal)
      let earlier: SQL =
        before.map {
          """
          AND (generation < \($0.generation) OR generation = \($0.generation) AND batch < \($0.number)) 
          """
        } ?? ""
      return try tx.query(
        TillBatch.select + "WHERE terminal_id = \(terminal) " + earlier
          + "ORDER BY generation DESC, batch DESC LIMIT \(min(max(limit, 1), 201))"
      ) { TillBatch($0) }
    }
  }
}
