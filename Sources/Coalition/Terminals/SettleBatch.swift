package import Ledger
internal import Storage

/// How a terminal's batch was settled (批结算).
package struct TillSettlement: Sendable, Hashable {
  package enum Result: Int, Sendable {
    case balanced = 1
    case unbalanced = 2
  }

  package let batch: TillBatchName
  package let claimed: TillTotals
  package let counted: TillTotals

  package var result: Result { counted.balances(with: claimed) ? .balanced : .unbalanced }
}

extension Coalition {
  /// Closes a terminal's batch with the totals that it claims, and opens the next one.
  ///
  /// Asked again for a batch that was closed before, it gives what was answered then.
  /// - Parameter number: the batch as the terminal calls it.
  /// - Returns: nil when the terminal is in another batch.
  package func settle(
    batch number: Int64, of terminal: POSTerminal, claimed: TillTotals
  ) async throws -> TillSettlement? {
    // Everything that was answered before this message must count.
    try await projectTillItems()
    let (now, leavesOutVoids) = (clock.now(), planted.has(.batchTotalsLeaveOutVoids))
    let settlement = try await database.write { tx -> TillSettlement? in
      guard let current = try tx.posTerminal(terminal.id) else { return nil }
      guard number == current.batch.number else {
        return try tx.lastTillBatch(number, of: terminal.id)?.settlement
      }
      let settlement = TillSettlement(
        batch: current.batch, claimed: claimed,
        counted: TillTotals(
          try tx.tillItems(of: terminal.id, in: current.batch).filter { !leavesOutVoids || !$0.kind.isVoid }))
      try tx.insert(settlement, of: terminal.id, at: now)
      let next = current.batch.next
      try tx.execute(
        """
        UPDATE pos_terminal SET batch = \(next.number), generation = \(next.generation), seen_at = \(now)
        WHERE terminal_id = \(terminal.id)
        """)
      return settlement
    }
    posTerminalCache.forget(terminal)
    return settlement
  }
}

/// A settled batch as its row holds it.
package struct TillBatch: Sendable, Hashable {
  package enum State: String, CaseIterable, Sendable, SQLScalar {
    case balanced, unbalanced, uploaded
  }

  package let terminal: TerminalID
  package let settlement: TillSettlement
  package let state: State
  /// Cases that came of the upload.
  package let differences: Int
  package let settledAt: Instant
}

extension TillBatch {
  static let select: SQL = """
    SELECT terminal_id, generation, batch, state, claimed_debit_amount, claimed_debit_count,
      claimed_credit_amount, claimed_credit_count, debit_amount, debit_count, debit_points, credit_amount,
      credit_count, credit_points, differences, settled_at FROM pos_batch 
    """

  init(_ row: borrowing Row) {
    var (claimed, counted) = (TillTotals(), TillTotals())
    claimed.debit = TillTotals.Side(amount: row[4], count: row[5])
    claimed.credit = TillTotals.Side(amount: row[6], count: row[7])
    counted.debit = TillTotals.Side(amount: row[8], count: row[9], points: row[10])
    counted.credit = TillTotals.Side(amount: row[11], count: row[12], points: row[13])
    self.init(
      terminal: row[0],
      settlement: TillSettlement(
        batch: TillBatchName(generation: row[1], number: row[2]), claimed: claimed, counted: counted),
      state: row[3], differences: row[14], settledAt: row[15])
  }
}

extension Storage.Transaction {
  func tillBatch(_ name: TillBatchName, of terminal: TerminalID) throws -> TillBatch? {
    try queryFirst(
      TillBatch.select
        + """
        WHERE terminal_id = \(terminal) AND generation = \(name.generation) AND batch = \(name.number)
        """
    ) { TillBatch($0) }
  }

  /// The latest batch of that number.
  func lastTillBatch(_ number: Int64, of terminal: TerminalID) throws -> TillBatch? {
    try queryFirst(
      TillBatch.select
        + "WHERE terminal_id = \(terminal) AND batch = \(number) ORDER BY generation DESC LIMIT 1"
    ) { TillBatch($0) }
  }

  fileprivate func insert(_ settlement: TillSettlement, of terminal: TerminalID, at now: Instant) throws {
    let state: TillBatch.State = settlement.result == .balanced ? .balanced : .unbalanced
    let (claimed, counted) = (settlement.claimed, settlement.counted)
    try execute(
      """
      INSERT INTO pos_batch (terminal_id, generation, batch, state, claimed_debit_amount, claimed_debit_count,
        claimed_credit_amount, claimed_credit_count, debit_amount, debit_count, debit_points, credit_amount,
        credit_count, credit_points, differences, settled_at, uploaded_at)
      VALUES (\(terminal), \(settlement.batch.generation), \(settlement.batch.number), \(state),
        \(claimed.debit.amount), \(claimed.debit.count), \(claimed.credit.amount), \(claimed.credit.count),
        \(counted.debit.amount), \(counted.debit.count), \(counted.debit.points), \(counted.credit.amount),
        \(counted.credit.count), \(counted.credit.points), 0, \(now), 0)
      """)
  }
}
