package import Ledger
internal import Storage

extension Coalition {
  /// What a page makes up itself where the job has not run: a bounded stretch of the journal.
  static let booksOnPage = 8_192

  /// A merchant's business days in a programme, oldest first, days without a movement among them, at most
  /// 366: of one store, or of all that the caller works in. More than one day is a report.
  /// - Throws: `AccessRefusal`, `MerchantRefusal.merchantNotFound`, `.storeNotFound`.
  package func storeDays(
    _ days: ClosedRange<BusinessDay>, of merchant: MerchantID, store: StoreID? = nil, in asset: AssetID,
    by principal: Principal
  ) async throws -> [StoreDay] {
    try principal.require(.readTransactions)
    if days.lowerBound < days.upperBound { try principal.require(.reports) }
    guard principal.sees(merchant) else { throw MerchantRefusal.merchantNotFound }
    if let store, !principal.sees(store) { throw MerchantRefusal.storeNotFound }
    try await projectMerchantBooks(atMost: Self.booksOnPage)
    let stores = (store.map { [$0] } ?? principal.stores ?? [.none]).sorted()
    let last = Int64(days.upperBound.daysSince1970)
    let first = max(Int64(days.lowerBound.daysSince1970), last - 365)
    let rows = try await database.read { tx in
      try tx.query(
        "SELECT day, " + StoreFigures.select + " FROM store_day WHERE merchant_id = \(merchant) "
          + "AND store_id IN (\(stores)) AND asset_id = \(asset) AND day BETWEEN \(first) AND \(last)"
      ) { ($0[0] as Int64, StoreFigures($0, from: 1)) }
    }
    let known = Dictionary(rows, uniquingKeysWith: +)
    return (first...last).map { day in
      StoreDay(day: BusinessDay(daysSince1970: Int32(day)), figures: known[day] ?? StoreFigures())
    }
  }
}
