internal import Ledger
internal import Loyalty

/// What was paid for points that end in one month and what became of them, before a period and to its end.
struct CohortRevenue {
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
