package import Ledger
internal import LedgerStore
internal import Loyalty
internal import Storage

extension Coalition {
  /// Notes that an order was paid and credits its points: once, however often it is told.
  ///
  /// A system that took the payment says so alone. One of the operator's people moves no points alone: the
  /// first one's word waits for another's, who gives the same number and sum.
  /// - Parameter payment: the payment's own number; one payment pays one order.
  /// - Throws: ``PointsOrderRefusal``, `AccessRefusal`; ``OrderRefusal/busy`` where the payment is noted and
  ///   the points follow.
  package func payPointsOrder(
    _ id: PointsOrderID, payment: String, _ money: Money, by principal: Principal
  ) async throws -> PointsOrder {
    try principal.requireOperator(.settle)
    try principal.requireConfirmed(at: clock.now())
    guard payment.isPaymentNumber else { throw PointsOrderRefusal.paymentInvalid }
    let now = clock.now()
    let order: PointsOrder
    do {
      order = try await database.write { tx in
        let order = try tx.pointsOrder(id)
        try order.requirePayable(by: payment, money, at: now)
        guard let state = try tx.state(of: order, toldBy: principal.actor) else { return order }
        return try note(order, as: state, payment, by: principal.actor, at: now, in: tx)
      }
    } catch let error as DatabaseError where error.isUniqueViolation {
      throw PointsOrderRefusal.paymentUsed
    }
    return order.state == .paid ? try await credit(order) : order
  }

  /// Takes back the word of a person that an order was paid, before another's: it waits again.
  /// - Throws: ``PointsOrderRefusal``, `AccessRefusal`.
  package func dropPointsPayment(_ id: PointsOrderID, by principal: Principal) async throws -> PointsOrder {
    try principal.requireOperator(.settle)
    let now = clock.now()
    return try await database.write { tx in
      let order = try tx.pointsOrder(id)
      guard order.state == .noted else { throw PointsOrderRefusal.state(order.state) }
      try tx.execute(
        """
        UPDATE points_order SET state = 'waiting', payment = NULL, paid_at = NULL, noted_by = 0,
          changed_at = \(now)
        WHERE id = \(id) AND state = 'noted'
        """)
      try append(
        Change(
          action: "points_order.drop", subject: "points_order/\(id.rawValue)", before: order.payment ?? ""),
        by: principal.actor, in: tx)
      return try tx.pointsOrder(id)
    }
  }

  private func note(
    _ order: PointsOrder, as state: PointsOrder.State, _ payment: String, by actor: Actor, at now: Instant,
    in tx: any Storage.Transaction
  ) throws -> PointsOrder {
    let noted: Int64 = state == .noted ? actor.id : 0
    try tx.execute(
      """
      UPDATE points_order SET state = \(state), payment = \(payment), noted_by = \(noted),
        paid_at = \(order.paidAt ?? now), changed_at = \(now)
      WHERE id = \(order.id) AND state = \(order.state)
      """)
    // Points that will never be credited take no place of a limit.
    if state == .declined { try tx.giveBack(order.claim) }
    try append(
      Change(
        action: state == .noted ? "points_order.note" : "points_order.pay",
        subject: "points_order/\(order.id.rawValue)", before: order.state.rawValue,
        after: "\(state.rawValue): \(payment) \(order.price.minorUnits) \(order.price.currency)"),
      by: actor, in: tx)
    return try tx.pointsOrder(order.id)
  }

  /// Asks the ledger for a paid order's points, under a key that follows from it, and notes what it said.
  func credit(_ order: PointsOrder) async throws -> PointsOrder {
    let rule = try await program(order.asset).boughtExpiry
    // What was bought belongs to whoever holds the member's points today.
    let member = try await database.read { try $0.member(order.member) }?.mergedInto ?? order.member
    // From the payment on, not from the moment at which a crash is made good.
    let paidAt = order.paidAt ?? clock.now()
    let credit = Credit(
      .topUp, to: WalletKey(member: member, asset: order.asset), order.points,
      source: LotSource(issuer: .none, origin: .purchased, onlyAt: order.onlyAt),
      expiresAt: rule.expiry(ofCreditAt: paidAt, in: settings.calendar.zone))
    let decided = try await decided(
      .credit(credit), of: order, key: IdempotencyKey(job: "points-order", order.id.rawValue))
    let state: PointsOrder.State = decided.refusal == nil ? .credited : .declined
    let now = clock.now()
    return try await database.write { tx in
      let noted = try tx.execute(
        """
        UPDATE points_order SET state = \(state), transaction_id = \(decided.id), changed_at = \(now)
        WHERE id = \(order.id) AND state = 'paid'
        """)
      if noted == 1, state == .declined { try tx.giveBack(order.claim) }
      return try tx.pointsOrder(order.id)
    }
  }

  /// What the ledger says, now or before, of a command under a key that nobody else can have.
  func decided(
    _ action: Action, of order: PointsOrder, key: IdempotencyKey
  ) async throws -> Ledger.Transaction {
    var context = Context(channel: .platform)
    context.reference = publicIDs.text(order.id)
    let outcome: Outcome
    do {
      outcome = try await ledger.submit(Command(key: key, requestHash: 0, context: context, action: action))
    } catch { throw OrderRefusal.busy }
    guard case .decided(let transaction, _) = outcome else { throw OrderRefusal.outcomeUnknown }
    return transaction
  }
}

extension PointsOrder {
  /// What was told before may be told again; anything else is a fault.
  fileprivate func requirePayable(
    by payment: String, _ money: Money, at now: Instant
  ) throws(PointsOrderRefusal) {
    if let paid = self.payment {
      guard paid == payment else { throw .paidBefore }
    } else if state != .waiting || now >= endsAt {
      throw .ended
    }
    guard money == price else { throw .moneyMismatch }
  }
}

extension Storage.Transaction {
  /// Where an order goes by somebody's word that it is paid; nil where it stays.
  fileprivate func state(of order: PointsOrder, toldBy actor: Actor) throws -> PointsOrder.State? {
    let isPerson = actor.kind == .user
    switch order.state {
    case .waiting where isPerson: return .noted
    case .noted where isPerson && actor.id == order.notedBy: return nil
    case .waiting, .noted:
      // Whoever left gets no points: the money goes back. Whoever is frozen has paid for theirs.
      let member = try requireMember(order.member)
      return member.status == .closed && member.mergedInto == nil ? .declined : .paid
    case .paid, .credited, .declined, .lapsed, .returning, .returned: return nil
    }
  }
}

extension String {
  /// 1…64 visible ASCII characters.
  var isPaymentNumber: Bool {
    1...64 ~= utf8.count && utf8.allSatisfy { 0x21...0x7E ~= $0 }
  }
}
