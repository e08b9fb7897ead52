package import Ledger
internal import LedgerStore
internal import Storage

/// In which account of a merchant a transaction's lines are.
package struct SettledTransaction: Sendable, Hashable {
  package let merchant: MerchantID
  package let asset: AssetID
  /// The business day of the lines.
  package let day: BusinessDay
  /// `SettlementID.none` while they are in the open account.
  package let settlement: SettlementID
  /// Of the settlement; nil of the open account.
  package let state: Settlement.State?
}

extension Coalition {
  /// The accounts in which a transaction's lines are, a merchant's own alone; none of what clearing has not
  /// read yet, of what moves no money between anybody, and where nothing was agreed on.
  /// - Throws: ``OrderRefusal/transactionNotFound``, `AccessRefusal`.
  package func settlements(
    of transaction: TransactionID, by principal: Principal
  ) async throws -> [SettledTransaction] {
    try principal.require(.reports)
    guard let found = try await ledger.transaction(transaction), principal.sees(found) else {
      throw OrderRefusal.transactionNotFound
    }
    // A line for each role, party and share: few, which are looked for by the transaction alone.
    let lines = try await database.read { tx in
      try tx.query(
        """
        SELECT l.merchant_id, l.asset_id, l.day, s.id, s.state
        FROM clearing_line l LEFT JOIN settlement s ON s.merchant_id = l.merchant_id
          AND s.asset_id = l.asset_id AND s.last_day >= l.day AND s.first_day <= l.day
        WHERE l.transaction_id = \(transaction)
          AND EXISTS (SELECT 1 FROM settlement_terms t
            WHERE t.merchant_id = l.merchant_id AND t.asset_id = l.asset_id)
        """
      ) { row in
        SettledTransaction(
          merchant: row[0], asset: row[1], day: BusinessDay(column: row[2]),
          settlement: (row[3] as SettlementID?) ?? .none, state: row[4])
      }
    }
    let own = Set(lines).filter { $0.merchant.rawValue > 0 && principal.sees($0.merchant) }
    return own.sorted {
      ($0.merchant, $0.asset, $0.day.daysSince1970) < ($1.merchant, $1.asset, $1.day.daysSince1970)
    }
  }
}
