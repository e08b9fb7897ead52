package import Ledger
internal import Storage

/// How long a settlement is overdue.
package enum DueAge: Int64, CaseIterable, Sendable, SQLScalar {
  case notDue = 0
  /// 1 to 30 days past its due day.
  case days30 = 1
  case days60 = 2
  case days90 = 3
  case over90 = 4
}

/// What is owed between one merchant and the operator by settlements that are not paid, in the smallest unit.
package struct AgedPosition: Sendable, Hashable {
  package let merchant: MerchantID
  /// ISO 4217.
  package let currency: String
  /// What the merchant is to pay.
  package var receivable: [DueAge: Int64] = [:]
  /// What the operator is to pay.
  package var payable: [DueAge: Int64] = [:]
  /// Of each what is disputed or held back.
  package var stoppedReceivable: Int64 = 0
  package var stoppedPayable: Int64 = 0
  package var settlements: Int64 = 0
}

extension Coalition {
  /// What merchants owe and are owed by settlements that are not paid, by how long each is overdue (账龄);
  /// the merchants that owe most first.
  ///
  /// Together it is the books' account of settled merchants.
  /// - Returns: at most `limit` merchants; the totals are of all.
  /// - Throws: `AccessRefusal`.
  package func agedPositions(
    limit: Int = 100, by principal: Principal
  ) async throws -> (merchants: [AgedPosition], totals: [AgedPosition], count: Int) {
    try principal.requireOperator(.reports)
    let today = settings.calendar.businessDay(of: clock.now()).column
    let rows = try await database.read { tx in
      try tx.query(
        """
        SELECT merchant_id, currency, CASE WHEN due_day >= \(today) THEN 0
            WHEN due_day >= \(today - 30) THEN 1 WHEN due_day >= \(today - 60) THEN 2
            WHEN due_day >= \(today - 90) THEN 3 ELSE 4 END AS age,
          CAST(sum(CASE WHEN net < 0 THEN -net ELSE 0 END) AS BIGINT),
          CAST(sum(CASE WHEN net > 0 THEN net ELSE 0 END) AS BIGINT),
          CAST(sum(CASE WHEN state IN ('disputed', 'on_hold') AND net < 0 THEN -net ELSE 0 END) AS BIGINT),
          CAST(sum(CASE WHEN state IN ('disputed', 'on_hold') AND net > 0 THEN net ELSE 0 END) AS BIGINT),
          count(*)
        FROM settlement WHERE state IN (\(Settlement.State.allCases.filter { $0 != .paid })) AND net <> 0
        GROUP BY merchant_id, currency, age
        """
      ) { row in
        let age: DueAge = row[2]
        return AgedPosition(
          merchant: row[0], currency: row[1], receivable: [age: row[3]], payable: [age: row[4]],
          stoppedReceivable: row[5], stoppedPayable: row[6], settlements: row[7])
      }
    }
    let merchants = rows.together { "\($0.merchant.rawValue) \($0.currency)" }
      .sorted { ($1.owed, $0.merchant) < ($0.owed, $1.merchant) }
    let totals = rows.map {
      AgedPosition(
        merchant: .none, currency: $0.currency, receivable: $0.receivable, payable: $0.payable,
        stoppedReceivable: $0.stoppedReceivable, stoppedPayable: $0.stoppedPayable,
        settlements: $0.settlements)
    }
    .together { $0.currency }
    return (
      Array(merchants.prefix(min(max(limit, 1), 100_000))), totals.sorted { $0.currency < $1.currency },
      merchants.count
    )
  }
}

extension AgedPosition {
  package var owed: Int64 { receivable.values.reduce(0, +) }
  package var due: Int64 { payable.values.reduce(0, +) }
}

extension [AgedPosition] {
  fileprivate func together(by name: (AgedPosition) -> String) -> [AgedPosition] {
    Dictionary(grouping: self, by: name).values.compactMap { parts in
      guard var sum = parts.first else { return nil }
      for part in parts.dropFirst() {
        sum.receivable.merge(part.receivable, uniquingKeysWith: +)
        sum.payable.merge(part.payable, uniquingKeysWith: +)
        sum.stoppedReceivable += part.stoppedReceivable
        sum.stoppedPayable += part.stoppedPayable
        sum.settlements += part.settlements
      }
      return sum
    }
  }
}
