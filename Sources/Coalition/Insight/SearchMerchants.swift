package import Ledger
internal import Storage

/// Which merchants a console's list shows, and in which order.
package struct MerchantSearch: Sendable, Hashable {
  /// A whole code, or the beginning of a name in any language.
  package var text: String = ""
  package var status: Merchant.Status?
  package var category: MerchantCategory?
  package var isOldestFirst = false
  /// The last merchant of the page before.
  package var after: MerchantID?
  /// 1…1,000.
  package var limit = 20

  package init() {}
}

/// A merchant as a console's list shows it.
package struct MerchantSummary: Sendable, Hashable {
  package let merchant: Merchant
  package let stores: Int64
  package let category: MerchantCategory
}

extension Coalition {
  /// Merchants that a console looks for, with how many stores each has.
  /// - Throws: `AccessRefusal`.
  package func merchants(
    _ search: MerchantSearch, by principal: Principal
  ) async throws -> Page<MerchantSummary> {
    try principal.requireOperator(.readMerchants)
    let limit = min(max(search.limit, 1), 1_000)
    let condition = search.condition
    let order: SQL = search.isOldestFirst ? "id" : "id DESC"
    return try await database.read { tx in
      let found = try tx.query(
        Merchant.select + "WHERE \(condition) ORDER BY " + order + " LIMIT \(limit + 1)"
      ) { Merchant($0) }
      let counts = try tx.query(
        """
        SELECT merchant_id, count(*) FROM store WHERE merchant_id IN (\(found.map(\.id)))
        GROUP BY merchant_id
        """
      ) { ($0[0] as MerchantID, $0[1] as Int64) }
      let stores = Dictionary(uniqueKeysWithValues: counts)
      let profiles = try tx.query(
        "SELECT merchant_id, category FROM merchant_profile WHERE merchant_id IN (\(found.map(\.id)))"
      ) { ($0[0] as MerchantID, $0[1] as MerchantCategory) }
      let categories = Dictionary(uniqueKeysWithValues: profiles)
      let summaries = found.map { merchant in
        MerchantSummary(
          merchant: merchant, stores: stores[merchant.id] ?? 0, category: categories[merchant.id] ?? .other)
      }
      return Page(summaries, limit: limit)
    }
  }
}

extension MerchantSearch {
  /// Merchants are thousands at most, so their names need no index.
  fileprivate var condition: SQL {
    var conditions: [SQL] = []
    if isOldestFirst {
      conditions.append("id > \(after?.rawValue ?? 0)")
    } else {
      conditions.append("id < \(after?.rawValue ?? .max)")
    }
    if let status { conditions.append("status = \(status)") }
    if let category {
      conditions.append(
        """
        EXISTS (SELECT 1 FROM merchant_profile AS profile WHERE profile.merchant_id = merchant.id
          AND profile.category = \(category))
        """)
    }
    if !text.isEmpty {
      let end = text + "\u{10FFFF}"
      conditions.append(
        """
        (code = \(text) OR (name_hans >= \(text) AND name_hans < \(end))
          OR (name_hant >= \(text) AND name_hant < \(end)) OR (name_en >= \(text) AND name_en < \(end)))
        """)
    }
    return conditions.joined(separator: " AND ")
  }
}
