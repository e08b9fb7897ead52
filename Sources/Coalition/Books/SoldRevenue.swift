internal import Ledger
internal import Loyalty
internal import Storage

extension Storage.Transaction {
  /// What the points that members bought had earned by a day; none where nothing was sold.
  func soldRevenueEarned(
    in asset: AssetID, through day: BusinessDay, _ zone: Zone
  ) throws -> [EarnedRevenue] {
    let cohorts = try soldRevenue(in: asset, before: .min, through: day, zone)
    if cohorts.isEmpty { return [] }
    let use = try useEstimates(of: asset, knownAt: .distantFuture)
      .use(of: .none, in: EndMonth(number: day.monthColumn))
    return [
      EarnedRevenue(
        issuer: .none, asset: asset, of: cohorts.values.map(\.revenue),
        expecting: use ?? BasisPoints(10_000) ?? .zero)
    ]
  }

  /// By month of end, what members paid for points that were credited, as the books have it, and what became
  /// of the points.
  func soldRevenue(
    in asset: AssetID, before first: Int64, through last: BusinessDay, _ zone: Zone
  ) throws -> [EndMonth: CohortRevenue] {
    let paid = try query(
      """
      SELECT o.expires_at, CASE WHEN e.day < \(first) THEN 1 ELSE 0 END AS earlier,
        CAST(sum(o.minor_units) AS BIGINT)
      FROM points_order o JOIN money_entry e ON e.source_id = o.id AND e.source_id > 0
        AND e.kind = \(MoneyEntry.Kind.sold)
      WHERE o.asset_id = \(asset) AND o.payment IS NOT NULL AND e.day <= \(last.column)
      GROUP BY o.expires_at, earlier
      """
    ) { (end: ($0[0] as Instant?) ?? .distantFuture, earlier: $0[1] as Int64, money: $0[2] as Int64) }
    if paid.isEmpty { return [:] }
    var cohorts: [EndMonth: CohortRevenue] = [:]
    for one in paid {
      cohorts[EndMonth(of: one.end, in: zone), default: CohortRevenue()]
        .pay(one.money, isBefore: one.earlier == 1)
    }
    let moved = try query(
      """
      SELECT end_month, flow, CASE WHEN day < \(first) THEN 1 ELSE 0 END AS earlier,
        CAST(sum(points) AS BIGINT)
      FROM purchased_day WHERE asset_id = \(asset) AND issuer_id = 0 AND day <= \(last.column)
      GROUP BY end_month, flow, earlier
      """
    ) { row in
      (
        end: row[0] as Int64, flow: row[1] as LiabilityFlow, earlier: row[2] as Int64,
        points: row[3] as Points
      )
    }
    for row in moved {
      cohorts[EndMonth(number: row.end), default: CohortRevenue()]
        .add(row.points, row.flow, at: nil, isBefore: row.earlier == 1)
    }
    return cohorts
  }
}
