package import Ledger
internal import Loyalty
internal import Storage

/// What the alliance's pool has in a programme (联盟基金): of closed days, in the smallest unit of its currency.
package struct PoolBalance: Sendable, Hashable {
  package let asset: AssetID
  package let money: Int64
  /// The last closed day that changed it.
  package let through: BusinessDay
}

extension Coalition {
  /// By programme; programmes of which the pool never had anything are left out.
  /// - Throws: `AccessRefusal`.
  package func poolBalances(by principal: Principal) async throws -> [PoolBalance] {
    try principal.requireOperator(.reports)
    return try await database.read { tx in
      try tx.query(
        """
        SELECT asset_id, CAST(sum(price) AS BIGINT), max(day) FROM clearing_sum
        WHERE merchant_id = \(MerchantID.pool) GROUP BY asset_id ORDER BY asset_id
        """
      ) { PoolBalance(asset: $0[0], money: $0[1], through: BusinessDay(column: $0[2])) }
    }
  }
}
