package import Ledger
internal import Storage

/// How far a merchant is with what it needs before it trades; worked out from what there is.
package struct SetUpProgress: Sendable, Hashable {
  package var hasStore: Bool
  package var hasTerms: Bool
  /// Somebody beside the person who asks.
  package var hasStaff: Bool
  package var hasTerminal: Bool
  package var hasSale: Bool

  package var isComplete: Bool { hasStore && hasTerms && hasStaff && hasTerminal && hasSale }
}

extension Coalition {
  /// How far a merchant is with its set-up.
  /// - Throws: `AccessRefusal`, `MerchantRefusal.merchantNotFound`.
  package func setUpProgress(of merchant: MerchantID, by principal: Principal) async throws -> SetUpProgress {
    try principal.require(.readMerchants)
    guard principal.sees(merchant) else { throw MerchantRefusal.merchantNotFound }
    try await projectMerchantBooks(atMost: Self.booksOnPage)
    let asking = principal.actor.id
    let found = try await database.read { tx in
      try tx.queryFirst(
        """
        SELECT
          (SELECT count(*) FROM (SELECT 1 FROM store WHERE merchant_id = \(merchant) LIMIT 1) AS a),
          (SELECT count(*) FROM
            (SELECT 1 FROM merchant_program WHERE merchant_id = \(merchant) LIMIT 1) AS b),
          (SELECT count(*) FROM (SELECT 1 FROM operator_user
            WHERE merchant_id = \(merchant) AND id <> \(asking) LIMIT 1) AS c),
          (SELECT count(*) FROM (SELECT 1 FROM terminal WHERE merchant_id = \(merchant) LIMIT 1) AS d),
          (SELECT count(*) FROM (SELECT 1 FROM store_day
            WHERE merchant_id = \(merchant) AND store_id = 0 LIMIT 1) AS e)
        """
      ) { row in
        SetUpProgress(
          hasStore: row[0] as Int > 0, hasTerms: row[1] as Int > 0, hasStaff: row[2] as Int > 0,
          hasTerminal: row[3] as Int > 0, hasSale: row[4] as Int > 0)
      }
    }
    guard let found else { throw MerchantRefusal.merchantNotFound }
    return found
  }
}
