internal import Ledger
internal import LedgerStore
internal import Logging
internal import Loyalty
internal import Storage

extension Coalition {
  /// Holds the books in money against what they were made from: of the days from one on and the last closed
  /// month, whatever is open, and all sums; the last day's lines against its sums, and the points of all
  /// accounts against nothing.
  ///
  /// Positions of all parties, reckoned from clearing and settlements and not from the books, and the
  /// operator's own accounts are nothing together: what the books have with each party is what is open with
  /// it.
  /// - Returns: what does not agree; nothing as it should be.
  func proveBooks(since first: BusinessDay? = nil) async throws -> [MoneyFault] {
    do {
      // In memory, of issuers, acceptors and the sum of all wallets: no wallet is read for it.
      let points = pointsOff(try await ledger.trialBalance())
      return try await database.read { tx in
        let closed = try tx.queryFirst("SELECT max(day) FROM clearing_day") { $0[0] as Int64? }
        guard let closed = closed ?? nil else { return points }
        let day = BusinessDay(column: closed)
        let last = day.monthColumn
        let months = min(first?.monthColumn ?? last, last)...last
        return try points + tx.linesOff(on: day) + tx.moneyFaults(in: months)
      }
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      logger.error("the books could not be proven: \(error)")
      return [.notProven]
    }
  }
}

/// Programmes whose points in all accounts are not nothing together: what wallets have is what issuers gave.
func pointsOff(_ balance: TrialBalance) -> [MoneyFault] {
  var sums = balance.wallets.mapValues { $0.available + $0.pending + $0.held + $0.debt }
  for account in balance.accounts { sums[account.key.asset, default: 0] += account.balance }
  return sums.filter { $0.value != 0 }.sorted { $0.key < $1.key }.prefix(10)
    .map { .points($0.key, sum: $0.value) }
}

extension Storage.Transaction {
  /// What is not as it must be, at most ten of a kind.
  /// - Parameter months: since 1970; of these postings are read, and of all others what was added up of them.
  func moneyFaults(in months: ClosedRange<Int64>) throws -> [MoneyFault] {
    let (first, last) = (EndMonth(number: months.lowerBound), EndMonth(number: months.upperBound))
    let days = first.days.lowerBound...last.days.upperBound
    let own = try debitsAndCredits() + inTransit(on: days) + sumsOff(in: months, on: days)
    // While old days are being booked, what is open with parties is not in the books yet.
    if let day = try firstDayNotBooked() { return own + (try sharesNotEven(on: day)) }
    return try own + partiesOpen() + settlementsUnpaid() + poolKept(on: days, in: months)
      + settlementsMade(on: days) + ordersOff(on: days) + blocksOff(on: days)
  }

  private func debitsAndCredits() throws -> [MoneyFault] {
    try query(
      """
      SELECT currency, CAST(sum(debit) AS BIGINT), CAST(sum(credit) AS BIGINT) FROM money_month_total
      GROUP BY currency HAVING sum(debit) <> sum(credit)
      """
    ) { .sides(currency: $0[0], debit: $0[1], credit: $0[2]) }
  }

  private func inTransit(on days: ClosedRange<BusinessDay>) throws -> [MoneyFault] {
    try query(
      """
      SELECT day, currency, debit - credit FROM money_day_total
      WHERE day BETWEEN \(days.lowerBound.column) AND \(days.upperBound.column)
        AND account = \(MoneyAccount.sharesInTransit) AND debit <> credit ORDER BY day, currency LIMIT 10
      """
    ) { .inTransit(BusinessDay(column: $0[0]), currency: $0[1], money: $0[2]) }
  }

  /// Why a day that is closed may not be booked.
  private func sharesNotEven(on day: BusinessDay) throws -> [MoneyFault] {
    let shares = ClearingRole.allCases.filter(\.isShare).map { Int64($0.rawValue) }
    return try query(
      """
      SELECT program.currency, CAST(sum(price) AS BIGINT) FROM clearing_sum
      JOIN program ON program.asset_id = clearing_sum.asset_id
      WHERE day = \(day.column) AND role IN (\(shares)) GROUP BY program.currency HAVING sum(price) <> 0
      """
    ) { .inTransit(day, currency: $0[0], money: $0[1]) }
  }

  /// Open with merchants: closed days and corrections of them that no settlement has.
  private func partiesOpen() throws -> [MoneyFault] {
    let last = try firstOpenDay().column - 1
    return try positionsOff(
      .merchantsOpen,
      from: """
        SELECT merchant_id AS party_id, asset_id, price + commission + fee AS money FROM clearing_sum
        WHERE settlement_id = 0 AND merchant_id > 0
        UNION ALL
        SELECT merchant_id, asset_id, amount FROM settlement_adjustment
        WHERE settlement_id = 0 AND day <= \(last)
        """)
  }

  private func settlementsUnpaid() throws -> [MoneyFault] {
    try positionsOff(
      .merchantsSettled,
      from: "SELECT merchant_id AS party_id, asset_id, net AS money FROM settlement WHERE state <> 'paid'")
  }

  /// The pool is never settled, so it is held against its days month by month.
  private func poolKept(
    on days: ClosedRange<BusinessDay>, in months: ClosedRange<Int64>
  ) throws -> [MoneyFault] {
    try positionsOff(
      .pool,
      booked: """
        SELECT party_id, asset_id, debit, credit FROM money_month
        WHERE account = \(MoneyAccount.pool) AND month BETWEEN \(months.lowerBound) AND \(months.upperBound)
        """,
      from: """
        SELECT merchant_id AS party_id, asset_id, price + commission + fee AS money FROM clearing_sum
        WHERE merchant_id = \(MerchantID.pool)
          AND day BETWEEN \(days.lowerBound.column) AND \(days.upperBound.column)
        """)
  }

  /// - Parameters:
  ///   - booked: what the books have of the account; nil for its balances.
  ///   - positions: what it must have with each party and programme, in rows to be added up.
  func positionsOff(
    _ account: MoneyAccount, booked: SQL? = nil, from positions: SQL
  ) throws -> [MoneyFault] {
    let booked =
      booked ?? "SELECT party_id, asset_id, debit, credit FROM money_balance WHERE account = \(account)"
    return try query(
      """
      SELECT party_id, held.asset_id, program.currency, CAST(sum(booked) AS BIGINT),
        CAST(sum(money) AS BIGINT)
      FROM (
        SELECT party_id, asset_id, credit - debit AS booked, 0 AS money FROM (\(booked)) AS kept
        UNION ALL
        SELECT party_id, asset_id, 0 AS booked, money FROM (\(positions)) AS found
      ) AS held JOIN program ON program.asset_id = held.asset_id
      GROUP BY party_id, held.asset_id, program.currency HAVING sum(booked) <> sum(money)
      ORDER BY party_id, held.asset_id LIMIT 10
      """
    ) {
      .position(
        account, $0[0], $0[1], currency: $0[2], booked: $0[3], cleared: $0[4])
    }
  }

  /// Each settlement that ends in the days, against the very postings that booked it.
  private func settlementsMade(on days: ClosedRange<BusinessDay>) throws -> [MoneyFault] {
    let settled = MoneyAccount.merchantsSettled
    return try query(
      """
      SELECT id, currency, net, booked FROM (
        SELECT s.id, s.currency, s.net, (
          SELECT CAST(coalesce(sum(CASE WHEN p.credit = \(settled) THEN p.amount
            WHEN p.debit = \(settled) THEN -p.amount ELSE 0 END), 0) AS BIGINT)
          FROM money_entry e JOIN money_posting p ON p.entry_id = e.id
          WHERE e.source_id = s.id AND e.source_id > 0 AND e.kind = \(MoneyEntry.Kind.settled)) AS booked
        FROM settlement s
        WHERE s.last_day BETWEEN \(days.lowerBound.column) AND \(days.upperBound.column)
      ) AS made WHERE booked <> net ORDER BY id LIMIT 10
      """
    ) { .settlement($0[0], currency: $0[1], net: $0[2], booked: $0[3]) }
  }
}
