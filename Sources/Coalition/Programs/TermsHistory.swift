package import Ledger
internal import Storage

/// A merchant's terms in a programme as they were set once, without how long points live.
package struct TermsVersion: Sendable, Hashable {
  package let terms: MerchantTerms
  /// From 1 for a merchant and programme.
  package let version: Int64
  /// Who set them, or proposed what another person approved.
  package let actorKind: Actor.Kind
  package let actor: Int64
  package let at: Instant
}

extension Coalition {
  /// What a merchant's terms were, by programme, the newest first; at most 100.
  /// - Throws: `AccessRefusal`, `MerchantRefusal.merchantNotFound`.
  package func termsHistory(of merchant: MerchantID, by principal: Principal) async throws -> [TermsVersion] {
    try principal.require(.readPrograms)
    guard principal.sees(merchant) else { throw MerchantRefusal.merchantNotFound }
    return try await database.read { tx in
      try tx.query(
        """
        SELECT asset_id, version, is_issuing, is_accepting, earn_points, earn_minor_units, rounding,
          issuing_limit, actor_kind, actor_id, set_at
        FROM merchant_terms_version WHERE merchant_id = \(merchant)
        ORDER BY asset_id DESC, version DESC LIMIT 100
        """
      ) { row in
        TermsVersion(
          terms: MerchantTerms(
            merchant: merchant, asset: row[0], isIssuing: row[2], isAccepting: row[3],
            earning: EarnTerms(row[4], perMinorUnits: row[5], rounding: row[6]), issuingLimit: row[7]),
          version: row[1], actorKind: Actor.Kind(rawValue: row[8]) ?? .system, actor: row[9], at: row[10])
      }
    }
  }
}

extension Storage.Transaction {
  /// Writes down that terms were set, in the transaction that sets them.
  func keepVersion(of terms: MerchantTerms, by actor: Actor, at now: Instant) throws {
    try execute(
      """
      INSERT INTO merchant_terms_version (merchant_id, asset_id, version, is_issuing, is_accepting,
        earn_points, earn_minor_units, rounding, issuing_limit, actor_kind, actor_id, set_at)
      SELECT \(terms.merchant), \(terms.asset), coalesce(max(version), 0) + 1, \(terms.isIssuing),
        \(terms.isAccepting), \(terms.earning.points), \(terms.earning.perMinorUnits),
        \(terms.earning.rounding), \(terms.issuingLimit), \(actor.kind.rawValue), \(actor.id), \(now)
      FROM merchant_terms_version WHERE merchant_id = \(terms.merchant) AND asset_id = \(terms.asset)
      """)
  }
}
