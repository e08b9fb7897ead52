internal import Ledger
internal import LedgerStore
internal import Storage

extension Coalition {
  /// Gives an order back whose points are all there, as a system of the operator's asks: they leave the
  /// wallet, and the money is to be repaid.
  /// - Returns: the order; `returning` where the ledger has not answered yet and it goes on by itself.
  /// - Throws: ``PointsOrderRefusal``, `AccessRefusal`.
  package func returnPointsOrder(_ id: PointsOrderID, by principal: Principal) async throws -> PointsOrder {
    try principal.requireOperator(.settle)
    if principal.actor.kind == .user { throw PointsOrderRefusal.notAlone }
    return try await returnOrder(id, by: principal.actor) { _, _ in }
  }

  /// The member gives back one of their own orders, unused, also where another member has the points. The
  /// money goes back to whoever paid it.
  /// - Returns: the order; `returning` where the ledger has not answered yet and it goes on by itself.
  /// - Throws: ``PointsOrderRefusal``, `MemberRefusal.memberFrozen`.
  package func returnPointsOrder(_ id: PointsOrderID, by me: MemberPrincipal) async throws -> PointsOrder {
    try await returnOrder(id, by: me.actor) { order, tx in
      guard order.member == me.member else { throw PointsOrderRefusal.notFound }
      guard try tx.requireMember(me.member).status == .active else { throw MemberRefusal.memberFrozen }
    }
  }

  private func returnOrder(
    _ id: PointsOrderID, by actor: Actor,
    _ check: @escaping @Sendable (PointsOrder, any Storage.Transaction) throws -> Void
  ) async throws -> PointsOrder {
    let now = clock.now()
    let order = try await database.write { tx in
      let order = try tx.pointsOrder(id)
      try check(order, tx)
      switch order.state {
      case .credited: break
      // Asked for before, and on its way or done.
      case .returning, .returned: return order
      case .waiting, .noted, .paid, .declined, .lapsed: throw PointsOrderRefusal.state(order.state)
      }
      guard let until = order.returnsUntil, now < until else { throw PointsOrderRefusal.tooLate }
      try tx.execute(
        """
        UPDATE points_order SET state = 'returning', returns = returns + 1, changed_at = \(now)
        WHERE id = \(id) AND state = 'credited'
        """)
      try append(
        Change(action: "points_order.return", subject: "points_order/\(id.rawValue)"), by: actor, in: tx)
      return try tx.pointsOrder(id)
    }
    guard order.state == .returning else { return order }
    let after = try await followed(order) { try await takeBack($0) }
    if after.state == .credited { throw PointsOrderRefusal.used }
    return after
  }

  /// Takes the points of the order's own lot alone: points that were earned are never turned into money.
  ///
  /// Each try has a key of its own, since a refusal is final for its key and the points may be back later.
  private func takeBack(_ order: PointsOrder) async throws -> PointsOrder {
    var refund = Refund(of: order.transaction, order.points, isDebtAllowed: false)
    refund.isOwnLotOnly = true
    let decided = try await decided(
      .refund(refund), of: order,
      key: IdempotencyKey(job: "points-order-return", order.id.rawValue, order.returns))
    let state: PointsOrder.State = decided.refusal == nil ? .returned : .credited
    let back = decided.refusal == nil ? decided.id : TransactionID.none
    let (now, calendar) = (clock.now(), settings.calendar)
    return try await database.write { tx in
      try tx.execute(
        """
        UPDATE points_order SET state = \(state), return_id = \(back), changed_at = \(now)
        WHERE id = \(order.id) AND state = 'returning' AND returns = \(order.returns)
        """)
      let after = try tx.pointsOrder(order.id)
      try tx.book(after, calendar, at: now)
      return after
    }
  }

  /// Notes the payment by which the money of a declined or returned order went back; once.
  /// - Throws: ``PointsOrderRefusal``, `AccessRefusal`.
  package func repayPointsOrder(
    _ id: PointsOrderID, repayment: String, by principal: Principal
  ) async throws -> PointsOrder {
    try principal.requireOperator(.settle)
    try principal.requireConfirmed(at: clock.now())
    guard repayment.isPaymentNumber else { throw PointsOrderRefusal.repaymentInvalid }
    let now = clock.now()
    return try await database.write { tx in
      let before = try tx.pointsOrder(id)
      if let told = before.repayment {
        guard told == repayment else { throw PointsOrderRefusal.repaidBefore }
        return before
      }
      guard before.owesMoney else { throw PointsOrderRefusal.state(before.state) }
      try tx.execute(
        """
        UPDATE points_order SET repayment = \(repayment), repaid_at = \(now), changed_at = \(now)
        WHERE id = \(id) AND state = \(before.state) AND repaid_at IS NULL
        """)
      try append(
        Change(action: "points_order.repay", subject: "points_order/\(id.rawValue)", after: repayment),
        by: principal.actor, in: tx)
      let after = try tx.pointsOrder(id)
      try tx.book(after, settings.calendar, at: now)
      return after
    }
  }

  /// Asks the ledger again about what a crash or a busy moment left open; gives how many. One that cannot be
  /// settled keeps none of the others waiting.
  func settlePointsOrders() async throws -> Int {
    let before = clock.now().adding(seconds: -60)
    let open = try await database.read { tx in
      try tx.query(
        PointsOrder.select
          + """
          WHERE state IN ('paid', 'returning') AND changed_at < \(before) LIMIT 500
          """
      ) { PointsOrder($0) }
    }
    var fault: (any Error)?
    for order in open {
      do { _ = try await order.state == .paid ? credit(order) : takeBack(order) } catch { fault = error }
    }
    if let fault { throw fault }
    return open.count
  }
}
