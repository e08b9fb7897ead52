package import Ledger
internal import Storage

extension Coalition {
  /// Notes that a block was paid: its points may be given from then on, once, however often it is told.
  ///
  /// A system that took the payment says so alone, whatever a person noted before. One of the operator's
  /// people makes no room alone: the first one's word waits for another's, who gives the same number and sum.
  /// - Parameter payment: the payment's own number; one payment pays one block.
  /// - Throws: ``FundingRefusal``, `AccessRefusal`, `OrderRefusal.busy`.
  package func payBlock(
    _ id: PointsBlockID, payment: String, _ money: Money, by principal: Principal
  ) async throws -> PointsBlock {
    try principal.requireOperator(.settle)
    try principal.requireConfirmed(at: clock.now())
    guard payment.isPaymentNumber else { throw FundingRefusal.paymentInvalid }
    let (now, actor) = (clock.now(), principal.actor)
    defer { directoryCache.forgetTerms() }
    do {
      return try await database.write { tx in
        try pay(id, payment: payment, money, toldBy: actor, at: now, in: tx)
      }
    } catch let error as DatabaseError where error.isUniqueViolation {
      // Of the payment, or of what another server was writing.
      try await database.read { try $0.requireUnused(payment, isNoted: true) }
      throw OrderRefusal.busy
    }
  }

  /// In a commit of the caller's, which nothing was written to where this refuses; terms are to be forgotten
  /// after it.
  func pay(
    _ id: PointsBlockID, payment: String, _ money: Money, toldBy actor: Actor, at now: Instant,
    in tx: any Storage.Transaction
  ) throws -> PointsBlock {
    let block = try tx.pointsBlock(id)
    try block.requirePayable(by: payment, money, toldBy: actor, at: now)
    guard let state = block.state(toldBy: actor) else { return block }
    try tx.requireUnused(payment, isNoted: state == .noted)
    if state == .noted {
      try tx.note(block, payment, by: actor, at: now)
    } else {
      try tx.pay(block, payment, on: settings.calendar.businessDay(of: now), at: now)
    }
    let after = try tx.pointsBlock(id)
    try append(
      Change(
        action: state == .noted ? "points_block.note" : "points_block.pay",
        subject: "points_block/\(id.rawValue)", before: block.audited, after: after.audited),
      by: actor, in: tx)
    return after
  }

  /// Takes back the word of a person that a block was paid, before another's: it waits again.
  /// - Throws: ``FundingRefusal``, `AccessRefusal`.
  package func dropBlockPayment(_ id: PointsBlockID, by principal: Principal) async throws -> PointsBlock {
    try principal.requireOperator(.settle)
    let now = clock.now()
    return try await database.write { tx in
      let block = try tx.pointsBlock(id)
      guard block.state == .noted else { throw FundingRefusal.state(block.state) }
      try tx.execute(
        """
        UPDATE points_block SET state = 'waiting', noted = NULL, noted_by = 0, changed_at = \(now)
        WHERE id = \(id) AND state = 'noted'
        """)
      try append(
        Change(
          action: "points_block.drop", subject: "points_block/\(id.rawValue)", before: block.audited),
        by: principal.actor, in: tx)
      return try tx.pointsBlock(id)
    }
  }
}

extension PointsBlock {
  /// What was told before may be told again; anything else is a fault. What a person noted holds up no
  /// system.
  fileprivate func requirePayable(
    by payment: String, _ money: Money, toldBy actor: Actor, at now: Instant
  ) throws(FundingRefusal) {
    if let paid = self.payment {
      guard paid == payment else { throw .paidBefore }
    } else if let noted {
      guard actor.kind != .user || noted == payment else { throw .notedOtherwise }
    } else if state != .waiting || now >= endsAt {
      throw .ended
    }
    guard money == price else { throw .moneyMismatch }
  }

  /// Where it goes by somebody's word that it is paid; nil where it stays.
  fileprivate func state(toldBy actor: Actor) -> State? {
    let isPerson = actor.kind == .user
    switch state {
    case .waiting: return isPerson ? .noted : .paid
    case .noted: return isPerson && actor.id == notedBy ? nil : .paid
    case .paid, .lapsed: return nil
    }
  }

  /// As the audit log remembers it: without a number that a second person is yet to give by themselves.
  fileprivate var audited: String {
    let number = payment ?? noted.map { _ in "***" }
    return number.map { "\(state.rawValue): \($0) \(price.minorUnits) \(price.currency)" } ?? state.rawValue
  }
}

extension Storage.Transaction {
  fileprivate func note(_ block: PointsBlock, _ payment: String, by actor: Actor, at now: Instant) throws {
    try execute(
      """
      UPDATE points_block SET state = 'noted', noted = \(payment), noted_by = \(actor.id), changed_at = \(now)
      WHERE id = \(block.id) AND state = 'waiting'
      """)
  }

  /// Makes room for a block's points, and books its money.
  fileprivate func pay(
    _ block: PointsBlock, _ payment: String, on today: BusinessDay, at now: Instant
  ) throws {
    var funding = try issuingFunding(of: block.merchant, in: block.asset)
    let day = max(today, try firstOpenDay())
    try execute(
      """
      UPDATE points_block SET state = 'paid', payment = \(payment), paid_at = \(now), noted = NULL,
        noted_by = 0, booked_day = \(day.column), changed_at = \(now), number = (
          SELECT coalesce(max(b.number), 0) + 1 FROM points_block b
          WHERE b.merchant_id = \(block.merchant) AND b.asset_id = \(block.asset))
      WHERE id = \(block.id) AND state = \(block.state)
      """)
    if funding.mode == .prepaid {
      funding.paid(block.points)
      funding.measure = block.points
    }
    try keep(funding)
    try bookPaid(block, on: day, valueDay: today, at: now)
  }

  /// - Parameter isNoted: whether it is noted, which one block alone may be; a system's word holds anyway.
  /// - Throws: ``FundingRefusal/paymentUsed`` where it pays something, or is noted for a block.
  fileprivate func requireUnused(_ payment: String, isNoted: Bool) throws {
    if try hasPaid(payment) { throw FundingRefusal.paymentUsed }
    guard isNoted else { return }
    let noted = try queryFirst("SELECT 1 FROM points_block WHERE noted = \(payment)") { $0[0] as Int64 }
    if noted != nil { throw FundingRefusal.paymentUsed }
  }
}
