package import Ledger
package import Loyalty
internal import Storage

/// What was paid for an issuer's points that end in one month, and how much of it is income.
package struct DeferredRevenueLine: Sendable, Hashable {
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
  /// end, what issuers agreed to pay for points, and the income that their use made of it.
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
    let read = try await follow([.liability], atMost: Self.totalsOnPage)
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
      let date = CivilDate(year: Int(1970 + number / 12), month: Int(number % 12) + 1, day: 1)
    else { return .max }
    return Int64(date.daysSince1970)
  }

  var next: EndMonth { EndMonth(number: number + 1) }
}

extension Storage.Transaction {
  /// What the points of every issuer with terms had earned by a day, under what is expected in its month:
  /// what the report of that month says. Sums come from the database, so that years of days are not read.
  func revenueEarned(in asset: AssetID, through day: BusinessDay) throws -> [EarnedRevenue] {
    let estimates = try useEstimates(of: asset, knownAt: .distantFuture)
    let month = EndMonth(number: day.monthColumn)
    return try issuePrices(of: asset).sorted { $0.key < $1.key }.map { issuer, prices in
      var cohorts: [Int64: CohortRevenue] = [:]
      // Prices hold from their first day to the day before the next one's.
      let starts = [Int64.min] + prices.map(\.from)
      for (index, start) in starts.enumerated() {
        let end = min(index + 1 < starts.count ? starts[index + 1] - 1 : .max, day.column)
        let moved = try query(
          """
          SELECT end_month, flow, CAST(sum(points) AS BIGINT) FROM liability_day
          WHERE asset_id = \(asset) AND issuer_id = \(issuer) AND day BETWEEN \(start) AND \(end)
          GROUP BY end_month, flow
          """
        ) { (end: $0[0] as Int64, flow: $0[1] as LiabilityFlow, points: $0[2] as Points) }
        let price = index == 0 ? nil : prices[index - 1].price
        for row in moved {
          cohorts[row.end, default: CohortRevenue()].add(row.points, row.flow, at: price, isBefore: false)
        }
      }
      let use = estimates.use(of: issuer, in: month) ?? BasisPoints(10_000) ?? .zero
      return cohorts.values.reduce(into: EarnedRevenue(issuer: issuer, asset: asset)) {
        $1.add(to: &$0, expecting: use)
      }
    }
  }
}

private struct CohortKey: Hashable {
  let issuer: MerchantID
  let end: EndMonth
}

/// Sums of a cohort, before a period and to its end.
private struct CohortRevenue {
  private struct Sums {
    var issued: Points = 0
    var used: Points = 0
    var gone: Points = 0
    /// Points times price, by price: rounded once, at the end.
    var paid: [PointPrice: Points] = [:]

    mutating func add(_ points: Points, _ flow: LiabilityFlow, at price: PointPrice?) {
      switch flow {
      case .issued, .takenBack:
        issued += points
        if let price { paid[price, default: 0] += points }
      case .used, .givenBack: used -= points
      // Whatever else leaves or comes can be used by somebody, or by nobody any more.
      case .expired, .exchanged, .adjusted, .moved, .reinstated: gone -= points
      }
    }

    var deferred: Int64 { paid.reduce(0) { $0 + $1.key.money(for: $1.value) } }

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

  /// Adds what was earned to the end of the period.
  func add(to earned: inout EarnedRevenue, expecting use: BasisPoints) {
    let revenue = whole.revenue
    earned.deferred += revenue.deferred
    earned.earned += revenue.income(expecting: use)
    earned.used += revenue.incomeOfUsed(expecting: use)
  }

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
  /// By issuer, from which day on a point cost what, in the order of the days.
  fileprivate func issuePrices(
    of asset: AssetID
  ) throws -> [MerchantID: [(from: Int64, price: PointPrice?)]] {
    var prices: [MerchantID: [(from: Int64, price: PointPrice?)]] = [:]
    // The oldest version first. What is paid as points are used is income then, and never deferred.
    for agreement in try settlementAgreements("asset_id = \(asset)").reversed() {
      let price = agreement.terms.issueMoment == .given ? agreement.terms.issuePrice : nil
      prices[agreement.merchant, default: []].append((Int64(agreement.from.daysSince1970), price))
    }
    return prices
  }
}
