package import Ledger
package import Loyalty
internal import Storage

/// What was paid for an issuer's points that end in one month, and how much of it is income.
package struct DeferredRevenueLine: Sendable, Hashable {
  /// None for points that members bought from the operator.
  package let issuer: MerchantID
  package let end: EndMonth
  package let issued: Points
  package let used: Points
  /// Of the points issued, how many are expected to be used, as of the period's last month.
  package let use: BasisPoints
  /// All that was deferred to the period's end, in the smallest unit.
  package let deferred: Int64
  /// Income of the months before.
  package let before: Int64
  /// Income of the period, with what it catches up.
  package let income: Int64
  /// What is still owed as points.
  package var left: Int64 { deferred - before - income }
}

extension Coalition {
  /// A programme's deferred revenue over months (IFRS 15; product.md E6): by issuer and month of the points'
  /// end, what issuers agreed to pay for points and members paid for those they bought, and the income that
  /// their use made of it.
  ///
  /// Income to date is reckoned anew for the end of each period under the estimate in force then, so income
  /// of a period is the difference of two such numbers and holds what a new estimate catches up. Points whose
  /// issuer has no settlement terms were paid by nobody and defer nothing; where nobody estimated anything,
  /// all points are expected to be used.
  /// - Parameter moment: what was known then: estimates set later have no say. Nil for all.
  /// - Throws: `AccessRefusal`, `ProgramRefusal.programNotFound`.
  package func deferredRevenue(
    of asset: AssetID, over months: ClosedRange<EndMonth>, knownAt moment: Instant? = nil,
    by principal: Principal
  ) async throws -> (lines: [DeferredRevenueLine], isComplete: Bool) {
    try principal.requireOperator(.reports)
    let read = try await follow([.liability, .purchased], atMost: Self.totalsOnPage)
    let zone = settings.calendar.zone
    let (first, last) = (months.lowerBound.firstDay, months.upperBound.next.firstDay - 1)
    let lines = try await database.read { tx in
      guard try tx.program("asset_id = \(asset)") != nil else { throw ProgramRefusal.programNotFound }
      let estimates = try tx.useEstimates(of: asset, knownAt: moment ?? .distantFuture)
      let agreements = try tx.issuePrices(of: asset)
      var cohorts: [CohortKey: CohortRevenue] = [:]
      // Of issuers who pay for points: of the others nothing is deferred, whatever was used.
      for (issuer, prices) in agreements {
        let moved = try tx.query(
          """
          SELECT end_month, day, flow, points FROM liability_day
          WHERE asset_id = \(asset) AND issuer_id = \(issuer) AND day <= \(last)
          """
        ) {
          (end: $0[0] as Int64, day: $0[1] as Int64, flow: $0[2] as LiabilityFlow, points: $0[3] as Points)
        }
        for row in moved {
          let price = prices.last { $0.from <= row.day }.flatMap(\.price)
          cohorts[CohortKey(issuer: issuer, end: EndMonth(number: row.end)), default: CohortRevenue()]
            .add(row.points, row.flow, at: price, isBefore: row.day < first)
        }
      }
      for (end, revenue) in try tx.soldRevenue(
        in: asset, before: first, through: BusinessDay(column: last), zone)
      { cohorts[CohortKey(issuer: .none, end: end)] = revenue }
      return cohorts.compactMap { key, revenue -> DeferredRevenueLine? in
        let earlier = EndMonth(number: months.lowerBound.number - 1)
        let uses = [earlier, months.upperBound].map { month in
          estimates.use(of: key.issuer, in: month) ?? BasisPoints(10_000) ?? .zero
        }
        return revenue.line(key.issuer, key.end, usesBefore: uses[0], after: uses[1])
      }
    }
    return (lines.sorted { ($0.issuer, $0.end) < ($1.issuer, $1.end) }, read < Self.totalsOnPage)
  }
}

extension EndMonth {
  /// Days since 1970.
  var firstDay: Int64 {
    guard self != .never,
      let date = CivilDate(year: Int(yearAndMonth.year), month: Int(yearAndMonth.month), day: 1)
    else { return .max }
    return Int64(date.daysSince1970)
  }

  var next: EndMonth { EndMonth(number: number + 1) }
}

extension Storage.Transaction {
  /// What the points of every issuer with terms had earned by a day, under what is expected in its month:
  /// what the report of that month says. Sums come from the database, of all issuers at once, so that
  /// neither years of days nor thousands of issuers are asked for one by one.
  func revenueEarned(in asset: AssetID, through day: BusinessDay) throws -> [EarnedRevenue] {
    let estimates = try useEstimates(of: asset, knownAt: .distantFuture)
    let month = EndMonth(number: day.monthColumn)
    let agreements = try issuePrices(of: asset)
    let moved = try query(
      """
      SELECT issuer_id, end_month, flow, version, CAST(sum(points) AS BIGINT) FROM (
        SELECT l.issuer_id, l.end_month, l.flow, l.points, CASE WHEN l.flow = \(LiabilityFlow.issued) THEN
          (SELECT max(t.version) FROM settlement_terms t WHERE t.merchant_id = l.issuer_id
            AND t.asset_id = l.asset_id AND t.from_day <= l.day) END AS version
        FROM liability_day l WHERE l.asset_id = \(asset) AND l.day <= \(day.column)
          AND l.issuer_id IN (SELECT merchant_id FROM settlement_terms WHERE asset_id = \(asset))
      ) AS moved GROUP BY issuer_id, end_month, flow, version
      """
    ) { row in
      (
        issuer: row[0] as MerchantID, end: row[1] as Int64, flow: row[2] as LiabilityFlow,
        version: row[3] as Int64?, points: row[4] as Points
      )
    }
    var cohorts: [MerchantID: [Int64: CohortRevenue]] = agreements.mapValues { _ in [:] }
    for row in moved {
      let price = agreements[row.issuer]?.first { $0.version == row.version }.flatMap(\.price)
      cohorts[row.issuer, default: [:]][row.end, default: CohortRevenue()]
        .add(row.points, row.flow, at: price, isBefore: false)
    }
    return cohorts.sorted { $0.key < $1.key }.map { issuer, cohorts in
      EarnedRevenue(
        issuer: issuer, asset: asset, of: cohorts.values.map(\.revenue),
        expecting: estimates.use(of: issuer, in: month) ?? BasisPoints(10_000) ?? .zero)
    }
  }
}

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
  fileprivate func soldRevenue(
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

private struct CohortKey: Hashable {
  let issuer: MerchantID
  let end: EndMonth
}

/// Sums of a cohort, before a period and to its end.
fileprivate struct CohortRevenue {
  private struct Sums {
    var given: Points = 0
    /// What of the points given was taken back; below none.
    var back: Points = 0
    var used: Points = 0
    var gone: Points = 0
    /// Points given times price, by price: rounded once, at the end.
    var paid: [PointPrice: Points] = [:]
    /// What members paid, order by order.
    var received: Int64 = 0

    var issued: Points { given + back }

    mutating func add(_ points: Points, _ flow: LiabilityFlow, at price: PointPrice?) {
      switch flow {
      case .issued:
        given += points
        if let price { paid[price, default: 0] += points }
      case .takenBack: back += points
      case .used, .givenBack: used -= points
      // Whatever else leaves or comes can be used by somebody, or by nobody any more.
      case .expired, .exchanged, .adjusted, .moved, .reinstated: gone -= points
      }
    }

    /// Points that are taken back take with them what was paid for a point of their month of end on the
    /// average. At the price of the day on which they come back, which may be another, less than nothing
    /// could be deferred while points are outstanding.
    var deferred: Int64 {
      paid.reduce(received) { $0 + $1.key.money(for: $1.value) }.part(max(issued, 0).units, of: given.units)
    }

    var revenue: DeferredRevenue {
      DeferredRevenue(deferred: deferred, issued: issued.units, used: used.units, gone: gone.units)
    }

    func income(expecting use: BasisPoints) -> Int64 { revenue.income(expecting: use) }
  }

  private var before = Sums()
  private var whole = Sums()

  mutating func add(_ points: Points, _ flow: LiabilityFlow, at price: PointPrice?, isBefore: Bool) {
    whole.add(points, flow, at: price)
    if isBefore { before.add(points, flow, at: price) }
  }

  mutating func pay(_ money: Int64, isBefore: Bool) {
    whole.received += money
    if isBefore { before.received += money }
  }

  /// To the end of the period.
  var revenue: DeferredRevenue { whole.revenue }

  /// Nil where nothing was deferred.
  func line(
    _ issuer: MerchantID, _ end: EndMonth, usesBefore: BasisPoints, after: BasisPoints
  ) -> DeferredRevenueLine? {
    let (deferred, earlier) = (whole.deferred, before.income(expecting: usesBefore))
    if deferred == 0, earlier == 0 { return nil }
    return DeferredRevenueLine(
      issuer: issuer, end: end, issued: whole.issued, used: whole.used, use: after, deferred: deferred,
      before: earlier, income: whole.income(expecting: after) - earlier)
  }
}

extension Storage.Transaction {
  /// By issuer, which version of its terms has which price of a point from which day on, by version.
  fileprivate func issuePrices(of asset: AssetID) throws -> [MerchantID: [AgreedPrice]] {
    var prices: [MerchantID: [AgreedPrice]] = [:]
    // The oldest version first. What is paid as points are used is income then, and never deferred.
    for agreement in try settlementAgreements("asset_id = \(asset)").reversed() {
      let price = agreement.terms.issueMoment == .given ? agreement.terms.issuePrice : nil
      prices[agreement.merchant, default: []].append(
        AgreedPrice(version: agreement.version, from: agreement.from.column, price: price))
    }
    return prices
  }
}

private struct AgreedPrice {
  let version: Int64
  let from: Int64
  let price: PointPrice?
}
