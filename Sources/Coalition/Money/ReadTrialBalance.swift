package import Ledger
internal import Storage

/// An account in one currency over a stretch of days. Money is in the smallest unit; opening and closing are
/// debits where they are above none.
package struct MoneyBalance: Sendable, Hashable {
  package let account: MoneyAccount
  /// ISO 4217.
  package let currency: String
  package let opening: Int64
  package let debit: Int64
  package let credit: Int64
  package var closing: Int64 { opening + debit - credit }
}

/// What all accounts come to at the end of a day (试算平衡).
package struct MoneyTrialBalance: Sendable, Hashable {
  /// From the first of the month to the day asked for.
  package let days: ClosedRange<BusinessDay>
  /// By currency and account; accounts that never had anything are left out.
  package let balances: [MoneyBalance]
  /// The last day that is closed and booked and whose settlements are made: what is booked through it stays.
  package let closedThrough: BusinessDay?
  /// How many closed days are booked, and how many there are: fewer while days from before there were books
  /// are being written, or behind one that cannot be.
  package let booked: Int64
  package let closed: Int64
  /// What does not agree, of the month and of all sums; empty as it should be.
  package let faults: [MoneyFault]

  /// Whether what is read can be relied on.
  package enum State: String, CaseIterable, Sendable {
    case proven
    /// Closed days are missing, so that balances are of some days alone.
    case beingWritten = "being_written"
    case notProven = "not_proven"
  }

  package var state: State { !faults.isEmpty ? .notProven : booked < closed ? .beingWritten : .proven }

  /// By currency what is debited and credited at the end; the two are the same.
  package var totals: [(currency: String, debit: Int64, credit: Int64)] {
    Dictionary(grouping: balances, by: \.currency).sorted { $0.key < $1.key }.map { currency, lines in
      (
        currency, lines.reduce(0) { $0 + max($1.closing, 0) }, lines.reduce(0) { $0 + max(-$1.closing, 0) }
      )
    }
  }
}

extension Coalition {
  /// The trial balance at the end of a day, with what moved since its month began.
  /// - Throws: `AccessRefusal`.
  package func moneyTrialBalance(
    through day: BusinessDay, by principal: Principal
  ) async throws -> MoneyTrialBalance {
    try principal.requireOperator(.reports)
    let month = EndMonth(number: day.monthColumn)
    let days = month.days.lowerBound...day
    return try await database.read { tx in
      let balances = try tx.query(
        """
        SELECT account, currency, CAST(sum(opening) AS BIGINT), CAST(sum(debit) AS BIGINT),
          CAST(sum(credit) AS BIGINT) FROM (
          SELECT account, currency, debit - credit AS opening, 0 AS debit, 0 AS credit
          FROM money_month_total WHERE month < \(month.number)
          UNION ALL
          SELECT account, currency, 0 AS opening, debit, credit
          FROM money_day_total WHERE day BETWEEN \(days.lowerBound.column) AND \(day.column)
        ) AS moved GROUP BY account, currency ORDER BY currency, account
        """
      ) {
        MoneyBalance(account: $0[0], currency: $0[1], opening: $0[2], debit: $0[3], credit: $0[4])
      }
      let written = try tx.bookedDays()
      return MoneyTrialBalance(
        days: days, balances: balances, closedThrough: written.through, booked: written.booked,
        closed: written.closed, faults: try tx.moneyFaults(in: month.number...month.number))
    }
  }
}

extension Storage.Transaction {
  fileprivate func bookedDays() throws -> (through: BusinessDay?, booked: Int64, closed: Int64) {
    let found = try queryFirst(
      """
      SELECT (SELECT max(day) FROM money_day), (SELECT max(day) FROM clearing_day WHERE settled_at > 0),
        (SELECT count(*) FROM money_day), (SELECT count(*) FROM clearing_day)
      """
    ) { (booked: $0[0] as Int64?, settled: $0[1] as Int64?, days: $0[2] as Int64, closed: $0[3] as Int64) }
    guard let found else { return (nil, 0, 0) }
    // What is closed last is neither settled nor, where days wait, booked.
    let through = found.booked.flatMap { booked in found.settled.map { min(booked, $0) } }
    return (through.map { BusinessDay(column: $0) }, found.days, found.closed)
  }
}
