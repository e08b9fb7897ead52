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

/// What is owed between one merchant, or all of them, and the operator by settlements that are not paid, in
/// the smallest unit.
package struct AgedPosition: Sendable, Hashable {
  /// None of all together.
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

  package var owed: Int64 { receivable.values.reduce(0, +) }
  package var due: Int64 { payable.values.reduce(0, +) }
}

/// What is unpaid in a currency: all of it, and those merchants of whom it is most.
package struct AgedCurrency: Sendable, Hashable {
  package let total: AgedPosition
  /// How many merchants owe something, and how many are owed.
  package let owing: Int64
  package let owed: Int64
  package let mostOwing: [AgedPosition]
  package let mostOwed: [AgedPosition]
}

extension Coalition {
  /// What merchants owe and are owed by settlements that are not paid, by how long each is overdue (账龄), in
  /// the order of the merchants.
  ///
  /// Together it is the books' account of settled merchants.
  /// - Parameter place: the last merchant and currency of the page before; nil for the first page.
  /// - Throws: `AccessRefusal`.
  package func agedPositions(
    after place: (merchant: MerchantID, currency: String)? = nil, limit: Int = 100, by principal: Principal
  ) async throws -> [AgedPosition] {
    try principal.requireOperator(.reports)
    let today = settings.calendar.businessDay(of: clock.now())
    let (merchant, currency) = (place?.merchant ?? .none, place?.currency ?? "")
    return try await database.read { tx in
      try tx.query(
        """
        SELECT merchant_id, currency, \(AgedPosition.sums(on: today)) FROM settlement
        WHERE \(AgedPosition.isUnpaid) AND (merchant_id, currency) > (\(merchant), \(currency))
        GROUP BY merchant_id, currency ORDER BY merchant_id, currency LIMIT \(min(max(limit, 1), 1_000))
        """
      ) { AgedPosition($0) }
    }
  }

  /// By currency what is unpaid, with the merchants that owe most and those that are owed most.
  /// - Throws: `AccessRefusal`.
  package func agedCurrencies(most limit: Int, by principal: Principal) async throws -> [AgedCurrency] {
    try principal.requireOperator(.reports)
    let today = settings.calendar.businessDay(of: clock.now())
    return try await database.read { tx in
      try tx.agedTotals(on: today).map { total in
        let currency = total.currency
        let counts = try tx.unpaidMerchants(in: currency)
        return AgedCurrency(
          total: total, owing: counts.owing, owed: counts.owed,
          mostOwing: try tx.mostAged(.owing, currency, on: today, limit),
          mostOwed: try tx.mostAged(.owed, currency, on: today, limit))
      }
    }
  }
}

private enum UnpaidSide: String {
  /// What merchants are to pay is a net below none.
  case owing = "CASE WHEN net < 0 THEN -net ELSE 0 END"
  case owed = "CASE WHEN net > 0 THEN net ELSE 0 END"
}

extension Storage.Transaction {
  fileprivate func agedTotals(on day: BusinessDay) throws -> [AgedPosition] {
    try query(
      """
      SELECT CAST(0 AS BIGINT), currency, \(AgedPosition.sums(on: day)) FROM settlement
      WHERE \(AgedPosition.isUnpaid) GROUP BY currency ORDER BY currency
      """
    ) { AgedPosition($0) }
  }

  fileprivate func unpaidMerchants(in currency: String) throws -> (owing: Int64, owed: Int64) {
    try queryFirst(
      """
      SELECT count(DISTINCT CASE WHEN net < 0 THEN merchant_id END),
        count(DISTINCT CASE WHEN net > 0 THEN merchant_id END)
      FROM settlement WHERE \(AgedPosition.isUnpaid) AND currency = \(currency)
      """
    ) { ($0[0], $0[1]) } ?? (0, 0)
  }

  fileprivate func mostAged(
    _ side: UnpaidSide, _ currency: String, on day: BusinessDay, _ limit: Int
  ) throws -> [AgedPosition] {
    let sum = SQL(raw: "sum(\(side.rawValue))")
    return try query(
      """
      SELECT merchant_id, currency, \(AgedPosition.sums(on: day)) FROM settlement
      WHERE \(AgedPosition.isUnpaid) AND currency = \(currency) GROUP BY merchant_id, currency
      HAVING \(sum) > 0 ORDER BY \(sum) DESC, merchant_id LIMIT \(limit)
      """
    ) { AgedPosition($0) }
  }
}

extension AgedPosition {
  /// As an index has them.
  fileprivate static let isUnpaid: SQL = "state <> 'paid' AND net <> 0"

  /// Of each age what is to be paid to the operator and by it, then of both what is stopped, and how many.
  fileprivate static func sums(on day: BusinessDay) -> SQL {
    func sum(_ side: UnpaidSide, _ condition: SQL) -> SQL {
      "CAST(sum(CASE WHEN \(condition) THEN \(SQL(raw: side.rawValue)) ELSE 0 END) AS BIGINT), "
    }
    let today = day.column
    var sums: SQL = ""
    for age in DueAge.allCases {
      let condition: SQL =
        switch age {
        case .notDue: "due_day >= \(today)"
        case .days30: "due_day < \(today) AND due_day >= \(today - 30)"
        case .days60: "due_day < \(today - 30) AND due_day >= \(today - 60)"
        case .days90: "due_day < \(today - 60) AND due_day >= \(today - 90)"
        case .over90: "due_day < \(today - 90)"
        }
      sums += sum(.owing, condition) + sum(.owed, condition)
    }
    let stopped: SQL = "state IN ('disputed', 'on_hold')"
    return sums + sum(.owing, stopped) + sum(.owed, stopped) + "count(*)"
  }

  fileprivate init(_ row: borrowing Row) {
    self.init(merchant: row[0], currency: row[1])
    var column = 2
    for age in DueAge.allCases {
      receivable[age] = row[column]
      payable[age] = row[column + 1]
      column += 2
    }
    stoppedReceivable = row[column]
    stoppedPayable = row[column + 1]
    settlements = row[column + 2]
  }
}
