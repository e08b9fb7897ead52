package import Ledger
package import Loyalty
internal import Storage

/// What one store's lines of a day come to in a settlement.
package struct SettledStoreDay: Sendable, Hashable {
  package let day: BusinessDay
  /// `StoreID.none` for what belongs to no store, as points of the merchant that were used elsewhere.
  package let store: StoreID
  package let lines: Int64
  package let sale: Int64
  package let money: ClearedMoney
}

extension Coalition {
  /// A settlement by day and store, added up from its lines.
  /// - Throws: `AccessRefusal`, ``SettlementRefusal/notFound``.
  package func storeDays(
    of id: SettlementID, by principal: Principal
  ) async throws -> [SettledStoreDay] {
    try await database.read { tx in
      let found = try tx.readable(id, by: principal)
      return try tx.query(
        """
        SELECT day, store_id, count(*), CAST(sum(sale) AS BIGINT), CAST(sum(price) AS BIGINT),
          CAST(sum(commission) AS BIGINT), CAST(sum(fee) AS BIGINT)
        FROM clearing_line
        WHERE merchant_id = \(found.merchant) AND day BETWEEN \(found.days.lowerBound.column)
          AND \(found.days.upperBound.column) AND asset_id = \(found.asset)
        GROUP BY day, store_id ORDER BY day, store_id
        """
      ) { row in
        SettledStoreDay(
          day: BusinessDay(column: row[0]), store: row[1], lines: row[2], sale: row[3],
          money: ClearedMoney(price: row[4], commission: row[5], fee: row[6]))
      }
    }
  }
}
