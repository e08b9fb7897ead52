internal import Ledger
internal import LedgerStore
internal import Logging
internal import Storage

extension Coalition {
  /// Brings a mall's order as far as it goes without the mall; each step under keys made of the order's
  /// number, so any number of servers may do it and be killed at any moment.
  func advance(mall id: MallOrderID, _ partner: Partner) async throws -> MallOrder {
    for _ in 0..<6 {
      let order = try await known(id)
      if order.state.isOver || order.state == .held { return order }
      do { try await step(order, partner) } catch let error as OrderRefusal
        where error == .busy || error == .outcomeUnknown
      {
        // The mall asks again, and so does the job.
        throw OrderRefusal.busy
      }
    }
    return try await known(id)
  }

  private func known(_ id: MallOrderID) async throws -> MallOrder {
    guard let order = try await database.read({ try $0.mallOrder(id) }) else {
      throw MallRefusal.orderUnknown
    }
    return order
  }

  private func step(_ order: MallOrder, _ partner: Partner) async throws {
    switch order.state {
    case .begun: try await begin(order, partner)
    case .capturing:
      let receipt = try await carryOut(
        .capture(back(order)), key: "mall-capture \(order.id.rawValue)", by: .system)
      try await move(order, to: .done, transaction: receipt.transaction.id)
    case .releasing:
      if order.hold.isGiven {
        _ = try await carryOut(.release(back(order)), key: "mall-release \(order.id.rawValue)", by: .system)
      } else {
        // Whether it was carried out is not known: it is made so that it never will be.
        _ = try await carryOut(
          .reverse(key: firstKey(order), Occasion(.mall, reference: publicIDs.text(order.id))),
          key: "mall-reverse \(order.id.rawValue)", by: .system)
      }
      try await move(order, to: order.failure.isEmpty ? .released : .refused, because: order.failure)
    case .held, .done, .released, .refused: return
    }
  }

  private func begin(_ order: MallOrder, _ partner: Partner) async throws {
    guard let member = order.member else { return }
    let wanted = PartnerOrder(
      member: member, asset: order.asset, points: order.points,
      occasion: Occasion(.mall, merchant: partner.merchant, reference: publicIDs.text(order.id)))
    do {
      switch order.kind {
      case .consume:
        let receipt = try await carryOut(.partnerHold(wanted), key: firstKey(order), by: .system)
        try await move(order, to: .held, hold: receipt.transaction.id)
      case .add:
        let receipt = try await carryOut(.partnerAward(wanted), key: firstKey(order), by: .system)
        try await move(order, to: .done, transaction: receipt.transaction.id)
      }
    } catch let error where error.isRefusal {
      if error as? OrderRefusal == .busy || error as? OrderRefusal == .outcomeUnknown { throw error }
      // Another server may have been let through what refuses here: whatever it did is undone first.
      try await move(order, to: .releasing, because: CaseReason.refused(error).detailText)
    }
  }

  /// Of the movement that the order begins with.
  private func firstKey(_ order: MallOrder) -> String {
    order.kind == .consume ? "mall-hold \(order.id.rawValue)" : "mall-award \(order.id.rawValue)"
  }

  private func back(_ order: MallOrder) -> ReturnOrder {
    ReturnOrder(order.hold, occasion: Occasion(.mall, reference: publicIDs.text(order.id)))
  }

  /// Goes from the state that was seen to another; where somebody else was quicker, theirs stays.
  func move(
    _ order: MallOrder, to state: MallOrder.State, because failure: String = "", hold: TransactionID? = nil,
    transaction: TransactionID? = nil
  ) async throws {
    let now = clock.now()
    let wait = state == .held ? Self.mallPatience : Self.partnerLease
    try await database.write { tx in
      try tx.execute(
        """
        UPDATE mall_order SET state = \(state), failure = \(failure.beginning(80)),
          hold_id = \(hold ?? order.hold), transaction_id = \(transaction ?? order.transaction),
          finished_at = \(state.isOver ? now : nil), next_try_at = \(now.adding(seconds: wait))
        WHERE id = \(order.id) AND state = \(order.state)
        """)
    }
  }

  /// Goes on with what a crash left open, and makes a case of what a mall never ended.
  func resumeMallOrders() async throws -> Int {
    let now = clock.now()
    let due = try await database.write { tx in
      try tx.query(
        """
        UPDATE mall_order SET next_try_at = \(now.adding(seconds: Self.partnerLease)) WHERE id IN (
          SELECT id FROM mall_order WHERE finished_at IS NULL AND next_try_at <= \(now)
          ORDER BY next_try_at, id LIMIT 200) RETURNING id
        """
      ) { $0[0] as MallOrderID }
    }
    for id in due {
      do {
        let order = try await known(id)
        let partner = try await database.read { try $0.requirePartner(order.partner) }
        if order.state == .held {
          try await raiseCase(order, partner)
        } else {
          _ = try await advance(mall: id, partner)
        }
      } catch is CancellationError { throw CancellationError() } catch {
        // What goes wrong with one holds up no other.
        logger.notice("an order of a mall waits: \(error)")
      }
    }
    return due.count
  }

  private func raiseCase(_ order: MallOrder, _ partner: Partner) async throws {
    let next = clock.now().adding(seconds: Self.mallPatience)
    try await database.write { tx in
      try tx.execute("UPDATE mall_order SET next_try_at = \(next) WHERE id = \(order.id) AND state = 'held'")
      _ = try raiseCase(
        CaseDraft(
          .inDoubt, from: .partner, subjectKey: "mall order \(order.id.rawValue)", channel: .mall,
          merchant: partner.merchant, member: order.member ?? .none, asset: order.asset, day: order.day,
          transaction: order.hold, ours: .init(points: order.points, reference: order.number)), in: tx)
    }
  }
}
