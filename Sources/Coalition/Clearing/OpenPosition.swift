package import Ledger
internal import Storage

/// What a merchant's days that are in no settlement yet come to in a programme, today's so far with them.
/// Where nothing was agreed on nothing is ever settled, and there is none.
package struct OpenPosition: Sendable, Hashable {
  package let asset: AssetID
  package var days: ClosedRange<BusinessDay>
  package var lines: Int64
  /// With corrections; positive is the merchant's.
  package var net: Int64
}

extension Coalition {
  /// A merchant's open accounts, by programme; not for people of single stores, since they are the whole
  /// merchant's.
  /// - Throws: `AccessRefusal`, `MerchantRefusal.merchantNotFound`.
  package func openPositions(
    of merchant: MerchantID, by principal: Principal
  ) async throws -> [OpenPosition] {
    try principal.require(.reports)
    guard principal.sees(merchant) else { throw MerchantRefusal.merchantNotFound }
    guard principal.stores == nil else { throw AccessRefusal.scopeMissing(.reports) }
    return try await database.read { tx in
      try tx.requireMerchant(merchant)
      // Days that are closed are summed already; the lines of the others are few.
      let open = try tx.firstOpenDay().column
      let parts = try tx.query(
        """
        SELECT asset_id, day, CAST(sum(lines) AS BIGINT), CAST(sum(price + commission + fee) AS BIGINT)
        FROM clearing_sum WHERE merchant_id = \(merchant) AND settlement_id = 0 GROUP BY asset_id, day
        UNION ALL
        SELECT asset_id, day, count(*), CAST(sum(price + commission + fee) AS BIGINT)
        FROM clearing_line WHERE merchant_id = \(merchant) AND day >= \(open) GROUP BY asset_id, day
        UNION ALL
        SELECT asset_id, day, 0, amount
        FROM settlement_adjustment WHERE merchant_id = \(merchant) AND settlement_id = 0
        """
      ) { row in
        let day = BusinessDay(column: row[1])
        return OpenPosition(asset: row[0], days: day...day, lines: row[2], net: row[3])
      }
      let agreed = Set(try tx.settlementAgreements("merchant_id = \(merchant)").map(\.asset))
      let settled = parts.filter { agreed.contains($0.asset) }
      return Dictionary(grouping: settled, by: \.asset).values.compactMap { $0.together }
        .sorted { $0.asset < $1.asset }
    }
  }
}

extension [OpenPosition] {
  /// Nil of none.
  fileprivate var together: OpenPosition? {
    guard var sum = first else { return nil }
    for part in dropFirst() {
      sum.days =
        Swift.min(
          sum.days.lowerBound, part.days.lowerBound)...Swift.max(
          sum.days.upperBound, part.days.upperBound)
      sum.lines += part.lines
      sum.net += part.net
    }
    return sum
  }
}
