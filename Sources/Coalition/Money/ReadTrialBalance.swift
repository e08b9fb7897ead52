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
  /// The last day that is closed and whose settlements are made: what is booked through it stays.
  package let closedThrough: BusinessDay?
  /// What the books are held against does not agree; empty as it should be.
  package let faults: [String]

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
    let first = EndMonth(number: day.monthColumn).firstDay
    return try await database.read { tx in
      let balances = try tx.query(
        """
        SELECT account, currency, CAST(sum(opening) AS BIGINT), CAST(sum(debit) AS BIGINT),
          CAST(sum(credit) AS BIGINT) FROM (
          SELECT account, currency, debit - credit AS opening, 0 AS debit, 0 AS credit FROM money_month
          WHERE month < \(day.monthColumn)
          UNION ALL
          SELECT p.debit AS account, e.currency, 0 AS opening, p.amount AS debit, 0 AS credit
          FROM money_entry e JOIN money_posting p ON p.entry_id = e.id
          WHERE e.day BETWEEN \(first) AND \(day.column)
          UNION ALL
          SELECT p.credit AS account, e.currency, 0 AS opening, 0 AS debit, p.amount AS credit
          FROM money_entry e JOIN money_posting p ON p.entry_id = e.id
          WHERE e.day BETWEEN \(first) AND \(day.column)
        ) AS moved GROUP BY account, currency ORDER BY currency, account
        """
      ) {
        MoneyBalance(account: $0[0], currency: $0[1], opening: $0[2], debit: $0[3], credit: $0[4])
      }
      let closed = try tx.queryFirst("SELECT max(day) FROM clearing_day WHERE settled_at > 0") {
        $0[0] as Int64?
      }
      return MoneyTrialBalance(
        days: BusinessDay(column: first)...day, balances: balances,
        closedThrough: (closed ?? nil).map { BusinessDay(column: $0) }, faults: try tx.moneyFaults())
    }
  }
}
