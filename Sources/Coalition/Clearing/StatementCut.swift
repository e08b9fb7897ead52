package import Ledger
internal import Loyalty
internal import Storage

/// The part of a settlement that a statement tells of: one of its days, one store, or both; all of it where
/// neither is said. The cuts of all days and stores are the settlement's, to the fen.
package struct StatementCut: Sendable, Hashable {
  package let day: BusinessDay?
  /// `StoreID.none` for what belongs to no store; corrections in money are with it.
  package let store: StoreID?

  package static let whole = Self()

  package init(day: BusinessDay? = nil, store: StoreID? = nil) {
    self.day = day
    self.store = store
  }

  var isWhole: Bool { self == .whole }

  /// Whether it has the corrections of its days.
  package var hasCorrections: Bool { store?.isGiven != true }

  package func takes(_ correction: SettlementAdjustment) -> Bool {
    hasCorrections && (day == nil || day == correction.day)
  }

  package func takes(_ sum: SettledStoreDay) -> Bool {
    (day == nil || day == sum.day) && (store == nil || store == sum.store)
  }

  /// Of a settlement of some days.
  func days(of settlement: Settlement) -> ClosedRange<BusinessDay> {
    day.map { $0...$0 } ?? settlement.days
  }
}

extension Storage.Transaction {
  /// A settlement for whoever may read the cut: people of single stores have the files of those, and nothing
  /// of what the merchant's stores come to together.
  /// - Throws: `AccessRefusal`, ``SettlementRefusal/notFound``, ``SettlementRefusal/dayOutside(_:)``,
  ///   `MerchantRefusal.storeNotFound`.
  func readable(_ id: SettlementID, _ cut: StatementCut, by principal: Principal) throws -> Settlement {
    try principal.require(.reports)
    guard let found = try settlement(id), principal.sees(found.merchant) else {
      throw SettlementRefusal.notFound
    }
    if let own = principal.stores {
      guard let store = cut.store else { throw SettlementRefusal.notFound }
      guard own.contains(store) else { throw MerchantRefusal.storeNotFound }
    }
    if let day = cut.day, !found.days.contains(day) { throw SettlementRefusal.dayOutside(found.days) }
    if let store = cut.store, store.isGiven, try self.store(store)?.merchant != found.merchant {
      throw MerchantRefusal.storeNotFound
    }
    return found
  }

  /// What a cut of a settlement comes to, added up as the settlement was.
  func figures(of settlement: Settlement, _ cut: StatementCut) throws -> SettlementFigures {
    if cut.isWhole { return settlement.figures }
    let days = cut.days(of: settlement)
    var figures = try query(
      """
      SELECT role, count(*), CAST(sum(points) AS BIGINT),
        CAST(sum(CASE WHEN is_prepaid = 1 THEN points ELSE 0 END) AS BIGINT), CAST(sum(price) AS BIGINT),
        CAST(sum(commission) AS BIGINT), CAST(sum(fee) AS BIGINT)
      FROM clearing_line
      WHERE merchant_id = \(settlement.merchant) AND day BETWEEN \(days.lowerBound.column)
        AND \(days.upperBound.column) AND asset_id = \(settlement.asset)
      """ + (cut.store.map { " AND store_id = \($0)" as SQL } ?? "") + " GROUP BY role"
    ) { row in
      SettlementFigures(
        of: ClearingRole(rawValue: UInt8(clamping: row[0] as Int64)), lines: row[1], points: row[2],
        prepaid: row[3], money: ClearedMoney(price: row[4], commission: row[5], fee: row[6]))
    }.reduce(SettlementFigures(), +)
    guard cut.hasCorrections else { return figures }
    figures.adjustments =
      try queryFirst(
        """
        SELECT CAST(coalesce(sum(amount), 0) AS BIGINT) FROM settlement_adjustment
        WHERE settlement_id = \(settlement.id) AND settlement_id > 0
          AND day BETWEEN \(days.lowerBound.column) AND \(days.upperBound.column)
        """
      ) { $0[0] } ?? 0
    return figures
  }
}

extension SettlementFigures {
  /// Of the lines of one role.
  init(
    of role: ClearingRole?, lines: Int64, points: Points, prepaid: Points, money: ClearedMoney
  ) {
    self.init(lines: lines, prepaid: prepaid, commission: money.commission, fees: money.fee)
    switch role {
    case .given?: (given, issueCost) = (points, money.price)
    case .taken?: (taken, acceptProceeds) = (points, money.price)
    case .used?: issueCost = money.price
    case .expired?, nil: expiredShare = money.price
    case .campaign?: campaignShare = money.price
    case .referral?: referral = money.price
    case .agency?: agency = money.price
    case .exchange?: exchange = money.price
    // No merchant's.
    case .pool?: break
    }
    if role?.isShare == true { shareLines = lines }
  }
}
