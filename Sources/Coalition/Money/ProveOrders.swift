internal import Ledger
internal import Storage

extension Storage.Transaction {
  /// Holds what the books have of points that members bought against the orders: what waits for its points,
  /// what is to go back, and each entry of the days.
  func ordersOff(on days: ClosedRange<BusinessDay>) throws -> [MoneyFault] {
    try ordersOff(.ordersPaid, "state = 'paid'")
      + ordersOff(.membersToRepay, "repaid_at IS NULL AND state IN ('declined', 'returned')")
      + entriesOff(on: days)
  }

  private func ordersOff(_ account: MoneyAccount, _ open: SQL) throws -> [MoneyFault] {
    try positionsOff(
      account,
      from: """
        SELECT CAST(0 AS BIGINT) AS party_id, asset_id, minor_units AS money FROM points_order
        WHERE \(open) AND is_booked = 1
        """)
  }

  /// Each entry is its order's whole price, and of a step that the order took.
  private func entriesOff(on days: ClosedRange<BusinessDay>) throws -> [MoneyFault] {
    let kinds: [MoneyEntry.Kind] = [.ordered, .sold, .owed, .repaid]
    return try query(
      """
      SELECT e.id, e.currency, o.minor_units, CAST(coalesce(sum(p.amount), 0) AS BIGINT) AS booked
      FROM money_entry e LEFT JOIN points_order o ON o.id = e.source_id
        AND (e.kind = \(MoneyEntry.Kind.ordered)
          OR e.kind = \(MoneyEntry.Kind.sold) AND o.state IN ('credited', 'returning', 'returned')
          OR e.kind = \(MoneyEntry.Kind.owed) AND o.state IN ('declined', 'returned')
          OR e.kind = \(MoneyEntry.Kind.repaid) AND o.repaid_at IS NOT NULL)
        LEFT JOIN money_posting p ON p.entry_id = e.id
      WHERE e.kind IN (\(kinds))
        AND e.day BETWEEN \(days.lowerBound.column) AND \(days.upperBound.column)
      GROUP BY e.id, e.currency, o.minor_units
      HAVING o.minor_units IS NULL OR o.minor_units <> coalesce(sum(p.amount), 0)
      ORDER BY e.id LIMIT 10
      """
    ) { .order(entry: $0[0], currency: $0[1], price: ($0[2] as Int64?) ?? 0, booked: $0[3]) }
  }
}
