package import Ledger
internal import Storage

/// How many take part.
package struct Headcount: Sendable, Hashable {
  package var members: Int64
  /// Members who joined at the moment that was named or later.
  package var newMembers: Int64
  package var merchants: Int64
}

extension Coalition {
  /// What a page makes up itself where the job has not run: a bounded stretch of the journal.
  static let totalsOnPage = 8_192

  /// A programme's totals since the beginning; all zero before its first transaction.
  /// - Throws: `AccessRefusal`.
  package func totals(of asset: AssetID, by principal: Principal) async throws -> Totals {
    try await totals(of: asset, at: [.none], by: principal)[.none] ?? Totals()
  }

  /// Merchants' totals in a programme since the beginning; those without any are left out.
  /// - Throws: `AccessRefusal`.
  package func totals(
    of asset: AssetID, at merchants: [MerchantID], by principal: Principal
  ) async throws -> [MerchantID: Totals] {
    try principal.requireOperator(.readTransactions)
    try await projectTotals(atMost: Self.totalsOnPage)
    let rows = try await database.read { tx in
      try tx.query(
        "SELECT merchant_id, " + Totals.select + " FROM running_total WHERE asset_id = \(asset) "
          + "AND merchant_id IN (\(merchants))"
      ) { ($0[0] as MerchantID, Totals($0, from: 1)) }
    }
    return Dictionary(uniqueKeysWithValues: rows)
  }

  /// Every programme's totals since the beginning.
  /// - Throws: `AccessRefusal`.
  package func totalsByProgram(by principal: Principal) async throws -> [AssetID: Totals] {
    try principal.requireOperator(.readTransactions)
    try await projectTotals(atMost: Self.totalsOnPage)
    let rows = try await database.read { tx in
      try tx.query("SELECT asset_id, " + Totals.select + " FROM running_total WHERE merchant_id = 0") {
        ($0[0] as AssetID, Totals($0, from: 1))
      }
    }
    return Dictionary(uniqueKeysWithValues: rows)
  }

  /// A programme's business days, oldest first, days without a movement among them; at most 366.
  /// - Throws: `AccessRefusal`.
  package func days(
    _ days: ClosedRange<BusinessDay>, of asset: AssetID, by principal: Principal
  ) async throws -> [DayTotals] {
    try principal.requireOperator(.readTransactions)
    try await projectTotals(atMost: Self.totalsOnPage)
    let last = Int64(days.upperBound.daysSince1970)
    let first = max(Int64(days.lowerBound.daysSince1970), last - 365)
    let rows = try await database.read { tx in
      try tx.query(
        "SELECT day, " + Totals.select + " FROM daily_total WHERE asset_id = \(asset) AND merchant_id = 0 "
          + "AND day BETWEEN \(first) AND \(last)"
      ) { ($0[0] as Int64, Totals($0, from: 1)) }
    }
    let known = Dictionary(uniqueKeysWithValues: rows)
    return (first...last).map { day in
      DayTotals(day: BusinessDay(daysSince1970: Int32(day)), totals: known[day] ?? Totals())
    }
  }

  /// How many members and merchants there are, and how many members are new.
  /// - Throws: `AccessRefusal`.
  package func headcount(newSince moment: Instant, by principal: Principal) async throws -> Headcount {
    try principal.requireOperator(.readMembers)
    return try await database.read { tx in
      Headcount(
        members: try tx.queryFirst("SELECT count(*) FROM member") { $0[0] } ?? 0,
        // The bound on the key ends the scan where older members begin.
        newMembers: try tx.queryFirst(
          """
          SELECT count(*) FROM member
          WHERE id >= \(IDSource.lowest(at: moment)) AND created_at >= \(moment)
          """
        ) { $0[0] } ?? 0,
        merchants: try tx.queryFirst("SELECT count(*) FROM merchant") { $0[0] } ?? 0)
    }
  }
}
