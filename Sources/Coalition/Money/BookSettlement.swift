internal import Ledger
internal import Loyalty
internal import Storage

extension Storage.Transaction {
  /// Books the settlements that end with a day, each once: what was open is settled. Of settlements that were
  /// made before there were books also that they were paid.
  func bookSettlements(endingOn day: BusinessDay, at now: Instant) throws {
    try booking {
      let kind = MoneyEntry.Kind.settled
      try execute(
        MoneyEntry.inserting
          + """
          SELECT \(MoneyEntry.last) + row_number() OVER (ORDER BY s.id), \(day.column), \(day.monthColumn),
            \(kind), s.merchant_id, s.asset_id, s.currency, s.id, 0, \(day.column), \(now)
          FROM settlement s WHERE s.last_day = \(day.column) AND s.net <> 0
            AND NOT EXISTS (
              SELECT 1 FROM money_entry WHERE source_id = s.id AND source_id > 0 AND kind = \(kind))
          """)
      let (open, settled) = (MoneyAccount.merchantsOpen, MoneyAccount.merchantsSettled)
      try execute(
        MoneyPosting.inserting
          + """
          SELECT e.id, 1, CASE WHEN s.net > 0 THEN \(open) ELSE \(settled) END,
            CASE WHEN s.net > 0 THEN \(settled) ELSE \(open) END, abs(s.net), e.day
          FROM money_entry e JOIN settlement s ON s.id = e.source_id
          WHERE e.day = \(day.column) AND e.kind = \(kind) AND e.source_id > 0
            AND NOT EXISTS (SELECT 1 FROM money_posting WHERE entry_id = e.id)
          """)
    }
    let paid = try query(
      Settlement.select
        + """
        WHERE last_day = \(day.column) AND state = 'paid' AND NOT EXISTS (
          SELECT 1 FROM money_entry WHERE source_id = settlement.id AND source_id > 0
            AND kind = \(MoneyEntry.Kind.paid))
        """
    ) { Settlement($0) }
    // Days after this one are not booked yet, whatever was closed of them.
    for settlement in paid { try bookPayment(of: settlement.id, notBefore: day, at: now) }
  }

  /// Books that a settlement is paid, as its last step says.
  ///
  /// On the day of the bank, or where that is closed on the first that is open. Where the settlement itself
  /// is not booked yet, its payment follows with it.
  /// - Parameter first: the first day that can be booked on; nil for the first that is open.
  func bookPayment(of id: SettlementID, notBefore first: BusinessDay? = nil, at now: Instant) throws {
    guard let settlement = try settlement(id), let paidOn = settlement.paidOn else { return }
    let first = try first ?? firstOpenDay()
    try bookBank(settlement, .paid, after: .settled, on: max(paidOn, first), valueDay: paidOn, at: now)
  }

  /// Books that a payment came back: all of it is owed again, and what the bank kept is a charge of its.
  /// - Parameter money: what came back, above zero; no more than was paid.
  func bookReturn(of id: SettlementID, _ money: Int64, on day: BusinessDay, at now: Instant) throws {
    guard let settlement = try settlement(id) else { return }
    let booked = max(day, try firstOpenDay())
    try bookBank(settlement, .returned, after: .paid, on: booked, valueDay: day, moving: money, at: now)
  }

  /// - Parameters:
  ///   - earlier: what must be booked of the settlement before.
  ///   - money: what the bank moved; nil for the whole.
  private func bookBank(
    _ settlement: Settlement, _ kind: MoneyEntry.Kind, after earlier: MoneyEntry.Kind, on day: BusinessDay,
    valueDay: BusinessDay, moving money: Int64? = nil, at now: Instant
  ) throws {
    let isBooked = try queryFirst(
      "SELECT 1 FROM money_entry WHERE source_id = \(settlement.id) AND source_id > 0 AND kind = \(earlier)"
    ) { $0[0] as Int64 }
    let net = settlement.figures.net
    guard isBooked != nil, net != 0 else { return }
    try booking {
      let made = try execute(
        MoneyEntry.inserting
          + """
          SELECT \(MoneyEntry.last) + 1, \(day.column), \(day.monthColumn), \(kind), \(settlement.merchant),
            \(settlement.asset), \(settlement.currency), \(settlement.id), max(number),
            \(valueDay.column), \(now)
          FROM settlement_step WHERE settlement_id = \(settlement.id)
          """)
      guard made == 1 else { return }
      // A positive net is what the operator pays.
      let isOut = (net > 0) == (kind == .paid)
      let whole = Int64(net.magnitude)
      let moved = min(money ?? whole, whole)
      for (number, part) in [(MoneyAccount.bank, moved), (.bankCharges, whole - moved)].enumerated()
      where part.1 != 0 {
        let (own, party) = (part.0, MoneyAccount.merchantsSettled)
        try execute(
          MoneyPosting.inserting
            + """
            SELECT max(id), \(Int64(number + 1)), \(isOut ? party : own), \(isOut ? own : party), \(part.1),
              \(day.column)
            FROM money_entry
            """)
      }
    }
  }
}
