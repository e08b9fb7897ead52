internal import Ledger
internal import Storage

extension Storage.Transaction {
  /// Holds the postings of months against their days' sums, those against the months', each month's parties
  /// against it, and parties' balances against all months: what is read of the books is what was posted.
  func sumsOff(in months: ClosedRange<Int64>, on days: ClosedRange<BusinessDay>) throws -> [MoneyFault] {
    let (first, last) = (days.lowerBound.column, days.upperBound.column)
    let inMonths: SQL = "month BETWEEN \(months.lowerBound) AND \(months.upperBound)"
    let accounts = MoneyAccount.allCases
    return try sumsOff(
      MoneySums.sides("e.day BETWEEN \(first) AND \(last)"),
      "SELECT * FROM money_day_total WHERE day BETWEEN \(first) AND \(last)", by: "day"
    ) { BusinessDay(column: $0)...BusinessDay(column: $0) }
      + sumsOff(
        "SELECT * FROM money_day_total WHERE day BETWEEN \(first) AND \(last)",
        "SELECT * FROM money_month_total WHERE \(inMonths)", by: Self.always
      ) { _ in days }
      + sumsOff(
        "SELECT * FROM money_month WHERE account IN (\(accounts)) AND \(inMonths)",
        "SELECT * FROM money_month_total WHERE \(inMonths)", by: "month"
      ) { EndMonth(number: $0).days }
      + sumsOff("SELECT * FROM money_balance", "SELECT * FROM money_month_total", by: Self.always) { _ in
        BusinessDay(daysSince1970: 0)...days.upperBound
      }
  }

  private static var always: String { "CAST(0 AS BIGINT)" }

  /// - Parameters:
  ///   - postings: rows of accounts, currencies and both sides.
  ///   - sums: what they were added up to.
  ///   - time: of both the column of the day or month; ``always`` where all are one.
  private func sumsOff(
    _ postings: SQL, _ sums: SQL, by time: String, _ days: (Int64) -> ClosedRange<BusinessDay>
  ) throws -> [MoneyFault] {
    let time = SQL(raw: time)
    return try query(
      """
      SELECT account, currency, span, CAST(sum(debit) AS BIGINT), CAST(sum(credit) AS BIGINT) FROM (
        SELECT account, currency, \(time) AS span, debit, credit FROM (\(postings)) AS posted
        UNION ALL
        SELECT account, currency, \(time) AS span, -debit, -credit FROM (\(sums)) AS kept
      ) AS held GROUP BY account, currency, span HAVING sum(debit) <> 0 OR sum(credit) <> 0
      ORDER BY span, account, currency LIMIT 10
      """
    ) { row in
      let (debit, credit): (Int64, Int64) = (row[3], row[4])
      return .sum(row[0], days(row[2]), currency: row[1], off: debit == 0 ? credit : -debit)
    }
  }
}

extension EndMonth {
  var days: ClosedRange<BusinessDay> {
    BusinessDay(column: firstDay)...BusinessDay(column: next.firstDay - 1)
  }
}
