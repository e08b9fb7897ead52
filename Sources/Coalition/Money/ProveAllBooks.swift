internal import Ledger
internal import Loyalty
package import Storage

/// What a proof of everything that was cleared and booked found (clearing.md "Proof").
package struct BooksProof: Sendable {
  /// Closed business days.
  package let days: Int64
  /// What does not agree, at most ten of a kind in a day or month; nothing as it should be.
  package let faults: [MoneyFault]

  /// Holds the lines of every closed day against what it was closed with, and the books in money against all
  /// they were made from, a day and a month at a time.
  ///
  /// It only reads, and asks for no platform that is open.
  /// - Parameter progress: told how many days are done, and of how many.
  /// - Returns: nil where the tables are of another release, which this one cannot judge.
  package static func of(
    _ database: any Database, progress: (_ done: Int64, _ total: Int64) -> Void = { _, _ in }
  ) async throws -> BooksProof? {
    guard try await Migrator.bundled().pending(database).isEmpty else { return nil }
    let (days, booked) = try await database.read { tx in
      (
        try tx.query("SELECT day FROM clearing_day ORDER BY day") { BusinessDay(column: $0[0]) },
        try tx.query("SELECT DISTINCT month FROM money_month_total") { $0[0] as Int64 }
      )
    }
    var faults: [MoneyFault] = []
    for (number, day) in days.enumerated() {
      faults += try await database.read { try $0.linesOff(on: day) }
      progress(Int64(number + 1), Int64(days.count))
    }
    for month in Set(days.map(\.monthColumn)).union(booked).sorted() {
      faults += try await database.read { try $0.moneyFaults(in: month...month) }
    }
    faults += try await database.read { try $0.fundingOff() }
    // What is of no month is found in each.
    var seen: Set<MoneyFault> = []
    return BooksProof(days: Int64(days.count), faults: faults.filter { seen.insert($0).inserted })
  }
}

extension Storage.Transaction {
  /// Each transaction's lines against the sums that settlements are made of.
  func linesOff(on day: BusinessDay) throws -> [MoneyFault] {
    try query(
      """
      SELECT merchant_id, asset_id,
        (SELECT currency FROM program WHERE program.asset_id = cleared.asset_id),
        CAST(sum(lined) AS BIGINT), CAST(sum(summed) AS BIGINT)
      FROM (
        SELECT merchant_id, asset_id, role, kind, channel, 1 AS lines, points, sale,
          price + commission + fee AS lined, 0 AS summed, price, commission,
          CASE WHEN is_prepaid = 1 THEN points ELSE 0 END AS prepaid
        FROM clearing_line WHERE day = \(day.column)
        UNION ALL
        SELECT merchant_id, asset_id, role, kind, channel, -lines, -points, -sale, 0 AS lined,
          price + commission + fee AS summed, -price, -commission, -prepaid
        FROM clearing_sum WHERE day = \(day.column)
      ) AS cleared
      GROUP BY merchant_id, asset_id, role, kind, channel
      HAVING sum(lines) <> 0 OR sum(points) <> 0 OR sum(sale) <> 0 OR sum(lined) <> sum(summed)
        OR sum(price) <> 0 OR sum(commission) <> 0 OR sum(prepaid) <> 0
      ORDER BY merchant_id, asset_id LIMIT 10
      """
    ) { .lines(day, $0[0], $0[1], currency: $0[2], lines: $0[3], closed: $0[4]) }
  }
}
