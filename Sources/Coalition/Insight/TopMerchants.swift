package import Ledger
internal import Storage

/// What moved at a merchant in a stretch of days.
package struct MerchantTotals: Sendable, Hashable {
  package let merchant: MerchantID
  package let issued: Points
  package let used: Points
  package let transactions: Int64
}

extension Coalition {
  /// The merchants at which most points were given and taken in a stretch of days, at most 100.
  /// - Throws: `AccessRefusal`.
  package func topMerchants(
    of asset: AssetID, in days: ClosedRange<BusinessDay>, limit: Int = 5, by principal: Principal
  ) async throws -> [MerchantTotals] {
    try principal.requireOperator([.readTransactions, .readMerchants])
    try await projectTotals(atMost: Self.totalsOnPage)
    let (first, last) = (Int64(days.lowerBound.daysSince1970), Int64(days.upperBound.daysSince1970))
    let limit = min(max(limit, 1), 100)
    return try await database.read { tx in
      try tx.query(
        """
        SELECT merchant_id, CAST(sum(issued) AS BIGINT), CAST(sum(used) AS BIGINT),
          CAST(sum(transactions) AS BIGINT)
        FROM daily_total
        WHERE asset_id = \(asset) AND day BETWEEN \(first) AND \(last) AND merchant_id > 0
        GROUP BY merchant_id ORDER BY sum(issued) + sum(used) DESC, merchant_id LIMIT \(limit)
        """
      ) { MerchantTotals(merchant: $0[0], issued: $0[1], used: $0[2], transactions: $0[3]) }
    }
  }
}
