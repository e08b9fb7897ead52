internal import Ledger
internal import Storage

extension Coalition {
  /// Adds to the daily totals what the journal has beyond their watermark; every transaction once.
  /// - Returns: how many transactions were read; less than asked for at the journal's end.
  @discardableResult
  package func projectTotals(atMost limit: Int = .max) async throws -> Int {
    try await follow([.totals], atMost: limit)
  }
}

extension Storage.Transaction {
  func addTotals(of journal: [Ledger.Transaction]) throws {
    var tally = TotalsTally()
    for transaction in journal { tally.add(transaction) }
    try add(tally.sums)
  }

  fileprivate func add(_ sums: [TotalsKey: Totals]) throws {
    var running: [TotalsKey: Totals] = [:]
    // In the order of the key, so that two servers never wait for each other in a circle.
    for (key, part) in sums.sorted(by: { $0.key.isBefore($1.key) }) {
      try execute(
        """
        INSERT INTO daily_total
          (asset_id, merchant_id, day, issued, used, expired, outstanding, transactions, wallets)
        VALUES (\(key.asset), \(key.merchant), \(Int64(key.day.daysSince1970)), \(part.issued), \(part.used),
          \(part.expired), \(part.outstanding), \(part.transactions), \(part.wallets))
        ON CONFLICT (asset_id, merchant_id, day) DO UPDATE SET issued = daily_total.issued + excluded.issued,
          used = daily_total.used + excluded.used, expired = daily_total.expired + excluded.expired,
          outstanding = daily_total.outstanding + excluded.outstanding,
          transactions = daily_total.transactions + excluded.transactions,
          wallets = daily_total.wallets + excluded.wallets
        """)
      let whole = TotalsKey(asset: key.asset, merchant: key.merchant, day: BusinessDay(daysSince1970: 0))
      running[whole, default: Totals()] += part
    }
    for (key, part) in running.sorted(by: { $0.key.isBefore($1.key) }) {
      try execute(
        """
        INSERT INTO running_total
          (asset_id, merchant_id, issued, used, expired, outstanding, transactions, wallets)
        VALUES (\(key.asset), \(key.merchant), \(part.issued), \(part.used), \(part.expired),
          \(part.outstanding), \(part.transactions), \(part.wallets))
        ON CONFLICT (asset_id, merchant_id) DO UPDATE SET issued = running_total.issued + excluded.issued,
          used = running_total.used + excluded.used, expired = running_total.expired + excluded.expired,
          outstanding = running_total.outstanding + excluded.outstanding,
          transactions = running_total.transactions + excluded.transactions,
          wallets = running_total.wallets + excluded.wallets
        """)
    }
  }
}

extension TotalsKey {
  fileprivate func isBefore(_ other: TotalsKey) -> Bool {
    (asset, merchant, day) < (other.asset, other.merchant, other.day)
  }
}
