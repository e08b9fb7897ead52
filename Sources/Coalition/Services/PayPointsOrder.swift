package import Ledger
internal import LedgerStore
internal import Loyalty
internal import Storage

extension Coalition {
  /// Notes that an order was paid and credits its points: once, however often it is told.
  ///
  /// A system that took the payment says so alone, whatever a person noted before. One of the operator's
  /// people moves no points alone: the first one's word waits for another's, who gives the same number and
  /// sum.
  /// - Parameter payment: the payment's own number; one payment pays one order.
  /// - Returns: the order; `paid` where the ledger has not answered yet and the points follow by themselves.
  /// - Throws: ``PointsOrderRefusal``, `AccessRefusal`.
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
        try order.requirePayable(by: payment, money, toldBy: principal.actor, at: now)
        guard let state = try tx.state(of: order, toldBy: principal.actor, at: now) else { return order }
        try tx.requireUnused(payment)
        return try note(order, as: state, payment, by: principal.actor, at: now, in: tx)
      }
    } catch let error as DatabaseError where error.isUniqueViolation {
      // Of the payment, paid or noted, or of an entry in the books that another server was writing.
      try await database.read { try $0.requireUnused(payment, orNoted: true) }
      throw OrderRefusal.busy
    }
    return order.state == .paid ? try await followed(order) { try await credit($0) } : order
  }

  /// The order after an act that its state promises; as it stands where the ledger has no time now, since
  /// what was noted is true and the job goes on with it.
  func followed(
    _ order: PointsOrder, by act: (PointsOrder) async throws -> PointsOrder
  ) async throws -> PointsOrder {
    do { return try await act(order) } catch let refusal as OrderRefusal where refusal.isOpen { return order }
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
        UPDATE points_order SET state = 'waiting', noted = NULL, noted_by = 0, changed_at = \(now)
        WHERE id = \(id) AND state = 'noted'
        """)
      try append(
        Change(
          action: "points_order.drop", subject: "points_order/\(id.rawValue)", before: order.audited),
        by: principal.actor, in: tx)
      return try tx.pointsOrder(id)
    }
  }

  private func note(
    _ order: PointsOrder, as state: PointsOrder.State, _ payment: String, by actor: Actor, at now: Instant,
    in tx: any Storage.Transaction
  ) throws -> PointsOrder {
    let isNoted = state == .noted
    try tx.execute(
      """
      UPDATE points_order SET state = \(state), payment = \(isNoted ? nil : payment),
        paid_at = \(isNoted ? nil : now), noted = \(isNoted ? payment : nil),
        noted_by = \(isNoted ? actor.id : 0), changed_at = \(now)
      WHERE id = \(order.id) AND state = \(order.state)
      """)
    // Points that will never be credited take no place of a limit.
    if state == .declined { try tx.giveBack(order.claim) }
    let after = try tx.pointsOrder(order.id)
    try tx.book(after, settings.calendar, at: now)
    try append(
      Change(
        action: isNoted ? "points_order.note" : "points_order.pay",
        subject: "points_order/\(order.id.rawValue)", before: order.audited, after: after.audited),
      by: actor, in: tx)
    return after
  }

  /// Asks the ledger for a paid order's points, under a key that follows from it, and notes what it said.
  ///
  /// Whoever is to get them is there until then: nobody leaves or is merged meanwhile.
  func credit(_ order: PointsOrder) async throws -> PointsOrder {
    let credit = Credit(
      .topUp, to: WalletKey(member: order.recipient, asset: order.asset), order.points,
      source: LotSource(issuer: .none, origin: .purchased, onlyAt: order.onlyAt),
      expiresAt: order.expiresAt ?? .distantFuture)
    let decided = try await decided(
      .credit(credit), of: order, key: IdempotencyKey(job: "points-order", order.id.rawValue))
    let state: PointsOrder.State = decided.refusal == nil ? .credited : .declined
    let (now, calendar) = (clock.now(), settings.calendar)
    return try await database.write { tx in
      let noted = try tx.execute(
        """
        UPDATE points_order SET state = \(state), transaction_id = \(decided.id), changed_at = \(now)
        WHERE id = \(order.id) AND state = 'paid'
        """)
      if noted == 1, state == .declined { try tx.giveBack(order.claim) }
      let after = try tx.pointsOrder(order.id)
      try tx.book(after, calendar, at: now)
      return after
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
  /// What was told before may be told again; anything else is a fault. What a person noted holds up no
  /// system.
  fileprivate func requirePayable(
    by payment: String, _ money: Money, toldBy actor: Actor, at now: Instant
  ) throws(PointsOrderRefusal) {
    if let paid = self.payment {
      guard paid == payment else { throw .paidBefore }
    } else if let noted {
      guard actor.kind != .user || noted == payment else { throw .notedOtherwise }
    } else if state != .waiting || now >= endsAt {
      throw .ended
    }
    guard money == price else { throw .moneyMismatch }
  }

  /// As the audit log remembers it: without a number that a second person is yet to give by themselves.
  fileprivate var audited: String {
    let number = payment ?? noted.map { _ in "***" }
    return number.map { "\(state.rawValue): \($0) \(price.minorUnits) \(price.currency)" } ?? state.rawValue
  }
}

extension Storage.Transaction {
  /// Where an order goes by somebody's word that it is paid; nil where it stays.
  fileprivate func state(
    of order: PointsOrder, toldBy actor: Actor, at now: Instant
  ) throws -> PointsOrder.State? {
    let isPerson = actor.kind == .user
    switch order.state {
    case .waiting where isPerson: return .noted
    case .noted where isPerson && actor.id == order.notedBy: return nil
    case .waiting, .noted:
      // Whoever left gets no points, and nobody points that are gone by now: the money goes back. Whoever is
      // frozen gets what was paid for. Whether the buyer of a gift is still there does not matter.
      let isGone = try requireMember(order.recipient).status == .closed
      return isGone || now >= order.expiresAt ?? .distantFuture ? .declined : .paid
    case .paid, .credited, .declined, .lapsed, .returning, .returned: return nil
    }
  }

  /// Whether a payment pays something already: an order of a member's, or a merchant's block.
  func hasPaid(_ payment: String) throws -> Bool {
    try queryFirst(
      """
      SELECT 1 FROM points_order WHERE payment = \(payment)
      UNION ALL SELECT 1 FROM points_block WHERE payment = \(payment)
      """
    ) { $0[0] as Int64 } != nil
  }

  /// - Throws: ``PointsOrderRefusal/paymentUsed`` where it pays something, or is noted for an order.
  fileprivate func requireUnused(_ payment: String, orNoted: Bool = false) throws {
    if try hasPaid(payment) { throw PointsOrderRefusal.paymentUsed }
    guard orNoted else { return }
    let noted = try queryFirst("SELECT 1 FROM points_order WHERE noted = \(payment)") { $0[0] as Int64 }
    if noted != nil { throw PointsOrderRefusal.paymentUsed }
  }
}

extension String {
  /// 1…64 visible ASCII characters.
  var isPaymentNumber: Bool {
    1...64 ~= utf8.count && utf8.allSatisfy { 0x21...0x7E ~= $0 }
  }
}
