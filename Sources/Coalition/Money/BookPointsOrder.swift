internal import Ledger
internal import LedgerStore
internal import Loyalty
internal import Storage

extension Storage.Transaction {
  /// Books what an order of points came to so far, each step once: its payment, its points, that its money is
  /// to go back, and that it went.
  ///
  /// It belongs into every commit that takes the order further. A step is booked on its day, or where that is
  /// closed on the first that is open.
  func book(_ order: PointsOrder, _ calendar: BusinessCalendar, at now: Instant) throws {
    let steps = order.moneySteps(calendar, at: now)
    if steps.isEmpty { return }
    let first = try firstOpenDay()
    try booking { for step in steps { try book(step, of: order, on: max(step.day, first), at: now) } }
    try execute("UPDATE points_order SET is_booked = 1 WHERE id = \(order.id) AND is_booked = 0")
  }

  private func book(_ step: MoneyStep, of order: PointsOrder, on day: BusinessDay, at now: Instant) throws {
    let made = try execute(
      MoneyEntry.inserting
        + """
        SELECT \(MoneyEntry.last) + 1, \(day.column), \(day.monthColumn), \(step.kind), \(MerchantID.none),
          \(order.asset), \(order.price.currency), \(order.id), 0, \(step.day.column), \(now)
        WHERE NOT EXISTS (
          SELECT 1 FROM money_entry
          WHERE source_id = \(order.id) AND source_id > 0 AND kind = \(step.kind))
        """)
    guard made == 1 else { return }
    try execute(
      MoneyPosting.inserting
        + """
        SELECT max(id), 1, \(step.debit), \(step.credit), \(order.price.minorUnits), \(day.column)
        FROM money_entry
        """)
  }
}

extension Coalition {
  /// Books orders that were paid before the books knew of orders, some at a commit.
  func bookOrderBacklog() async throws {
    let (calendar, now) = (settings.calendar, clock.now())
    while true {
      let booked = try await database.write { tx in
        let orders = try tx.query(
          PointsOrder.select + "WHERE is_booked = 0 AND payment IS NOT NULL ORDER BY id LIMIT 500"
        ) { PointsOrder($0) }
        for order in orders { try tx.book(order, calendar, at: now) }
        return orders.count
      }
      if booked < 500 { return }
    }
  }
}

/// What one step of an order does to the books, for its whole price.
private struct MoneyStep {
  let kind: MoneyEntry.Kind
  let debit: MoneyAccount
  let credit: MoneyAccount
  let day: BusinessDay
}

extension PointsOrder {
  fileprivate func moneySteps(_ calendar: BusinessCalendar, at now: Instant) -> [MoneyStep] {
    guard let paidAt else { return [] }
    let today = calendar.businessDay(of: now)
    var steps = [
      MoneyStep(
        kind: .ordered, debit: .bank, credit: .ordersPaid, day: calendar.businessDay(of: paidAt))
    ]
    func add(_ kind: MoneyEntry.Kind, _ debit: MoneyAccount, _ credit: MoneyAccount) {
      steps.append(MoneyStep(kind: kind, debit: debit, credit: credit, day: today))
    }
    switch state {
    case .credited, .returning, .returned: add(.sold, .ordersPaid, .soldReceived)
    case .declined: add(.owed, .ordersPaid, .membersToRepay)
    case .waiting, .noted, .paid, .lapsed: break
    }
    if state == .returned { add(.owed, .soldReceived, .membersToRepay) }
    if let repaidAt {
      steps.append(
        MoneyStep(
          kind: .repaid, debit: .membersToRepay, credit: .bank, day: calendar.businessDay(of: repaidAt)))
    }
    return steps
  }
}
