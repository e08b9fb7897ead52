package import Ledger
package import Loyalty
internal import Storage

/// Which settlements a list shows.
package struct SettlementQuery: Sendable, Hashable {
  package var merchant: MerchantID?
  package var asset: AssetID?
  package var state: Settlement.State?
  /// One of the days that it takes.
  package var day: BusinessDay?
  /// The last one of the page before.
  package var after: SettlementID?
  /// 1…500.
  package var limit = 20

  package init() {}
}

/// A closed day's sum of a settlement, by what was done and where it came in.
package struct ClearingSum: Sendable, Hashable {
  package let day: BusinessDay
  package let role: ClearingRole
  package let kind: Ledger.Transaction.Kind
  package let channel: Channel
  package let lines: Int64
  package let points: Points
  package let sale: Int64
  package let money: ClearedMoney
}

/// A correction in money.
package struct SettlementAdjustment: Sendable, Hashable {
  package let merchant: MerchantID
  package let asset: AssetID
  package let day: BusinessDay
  /// In the smallest unit of the currency; positive is the merchant's.
  package let amount: Int64
  package let reason: String
  package let approval: ApprovalID
}

extension Coalition {
  /// Settlements, the newest first.
  /// - Throws: `AccessRefusal`, `MerchantRefusal.merchantNotFound`.
  package func settlements(
    _ query: SettlementQuery, by principal: Principal
  ) async throws -> Page<Settlement> {
    try principal.require(.reports)
    let merchant = query.merchant ?? principal.merchant
    if let merchant, !principal.sees(merchant) { throw MerchantRefusal.merchantNotFound }
    // What a merchant's stores earn together is not for one store's people.
    guard principal.stores == nil else { throw AccessRefusal.scopeMissing(.reports) }
    let limit = min(max(query.limit, 1), 500)
    var condition: SQL = "id < \(query.after?.rawValue ?? .max)"
    if let merchant { condition += " AND merchant_id = \(merchant)" }
    if let asset = query.asset { condition += " AND asset_id = \(asset)" }
    if let state = query.state { condition += " AND state = \(state)" }
    if let day = query.day?.column {
      condition += " AND first_day <= \(day) AND last_day >= \(day)"
    }
    return try await database.read { [condition] tx in
      Page(
        try tx.query(
          Settlement.select + "WHERE " + condition + " ORDER BY id DESC LIMIT \(limit + 1)"
        ) { Settlement($0) },
        limit: limit)
    }
  }

  /// One settlement with its steps.
  /// - Throws: `AccessRefusal`, ``SettlementRefusal/notFound``.
  package func settlement(
    _ id: SettlementID, by principal: Principal
  ) async throws -> (settlement: Settlement, steps: [SettlementStep]) {
    try await database.read { tx in
      let found = try tx.readable(id, by: principal)
      let steps = try tx.query(
        """
        SELECT state, actor_kind, actor_id, reason, at FROM settlement_step
        WHERE settlement_id = \(id) ORDER BY number
        """
      ) { row in
        SettlementStep(
          state: row[0], actorKind: Actor.Kind(rawValue: row[1]) ?? .system, actor: row[2], reason: row[3],
          at: row[4])
      }
      return (found, steps)
    }
  }

  /// What a settlement adds up, by day, and the corrections in it.
  /// - Throws: `AccessRefusal`, ``SettlementRefusal/notFound``.
  package func parts(
    of id: SettlementID, by principal: Principal
  ) async throws -> (sums: [ClearingSum], adjustments: [SettlementAdjustment]) {
    try await database.read { tx in
      _ = try tx.readable(id, by: principal)
      let sums = try tx.query(
        """
        SELECT day, role, kind, channel, lines, points, sale, price, commission, fee FROM clearing_sum
        WHERE settlement_id = \(id) AND settlement_id > 0 ORDER BY day, role, kind, channel
        """
      ) { row in
        ClearingSum(
          day: BusinessDay(column: row[0]),
          role: ClearingRole(rawValue: UInt8(clamping: row[1] as Int64)) ?? .given,
          kind: Ledger.Transaction.Kind(rawValue: UInt8(clamping: row[2] as Int64)) ?? .adjust,
          channel: Channel(rawValue: UInt8(clamping: row[3] as Int64)) ?? .platform, lines: row[4],
          points: row[5], sale: row[6],
          money: ClearedMoney(price: row[7], commission: row[8], fee: row[9]))
      }
      let adjustments = try tx.query(
        """
        SELECT merchant_id, asset_id, day, amount, reason, approval_id FROM settlement_adjustment
        WHERE settlement_id = \(id) AND settlement_id > 0 ORDER BY id
        """
      ) { row in
        SettlementAdjustment(
          merchant: row[0], asset: row[1], day: BusinessDay(column: row[2]), amount: row[3], reason: row[4],
          approval: row[5])
      }
      return (sums, adjustments)
    }
  }

  /// The lines behind a settlement in the order of days and transactions, a page at a time.
  /// - Throws: `AccessRefusal`, ``SettlementRefusal/notFound``, ``SettlementRefusal/dayOutside(_:)``,
  ///   `MerchantRefusal.storeNotFound`.
  package func lines(
    of id: SettlementID, _ cut: StatementCut = .whole, after last: ClearingLine.Place? = nil,
    limit: Int = 1_000, by principal: Principal
  ) async throws -> [ClearingLine] {
    let limit = min(max(limit, 1), 5_000)
    return try await database.read { tx in
      let found = try tx.readable(id, cut, by: principal)
      let days = cut.days(of: found)
      let first = max(last?.day ?? days.lowerBound, days.lowerBound)
      let transaction = last?.transaction ?? TransactionID.none
      let (role, of) = (Int64(last?.role.rawValue ?? 0), last?.of ?? MerchantID.none)
      let item = last?.item ?? 0
      return try tx.query(
        ClearingLine.select
          + """
          WHERE merchant_id = \(found.merchant) AND day BETWEEN \(first.column)
            AND \(days.upperBound.column) AND asset_id = \(found.asset)
            AND (day, transaction_id, role, of_id, item)
              > (\(first.column), \(transaction), \(role), \(of), \(item))
          """ + (cut.store.map { " AND store_id = \($0) " as SQL } ?? " ") + """
            ORDER BY day, transaction_id, role, of_id, item LIMIT \(limit)
            """
      ) { ClearingLine($0) }
    }
  }
}

extension Storage.Transaction {
  func readable(_ id: SettlementID, by principal: Principal) throws -> Settlement {
    try readable(id, .whole, by: principal)
  }
}
