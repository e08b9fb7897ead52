package import Ledger
internal import LedgerStore
internal import Logging
internal import Loyalty
internal import Storage

/// A closed business day: which transactions it had, and the ledger's proof as it stood.
package struct ClosedDay: Sendable, Hashable {
  package let day: BusinessDay
  /// The last transaction that was read.
  package let through: TransactionID
  package let block: Int64
  /// The chain's hash at that block, 32 bytes.
  package let head: [UInt8]
  package let lines: Int64
  package let closedAt: Instant
  /// Nil until accounts that end with the day are made up.
  package let settledAt: Instant?
}

extension Coalition {
  /// How long after the cut-off a day is closed, in seconds: what was on its way is in by then, and what is
  /// later yet belongs to the next day.
  static let closingDelaySeconds: Int64 = 300

  /// Closes every business day that is over, and makes up the accounts that end with it (日切, 清算).
  ///
  /// Each day is one commit, and so are its accounts: whatever is interrupted is taken up where it was, and
  /// what was done is never done again.
  /// What is closed, made up or paid is booked in the same commit, and when all is done the books in money
  /// are held against the accounts that they came from.
  /// - Parameter last: the last day to close; nil for all that are over.
  /// - Returns: what this run closed and made, and nothing of what stood before; with it what the books do
  ///   not agree with, whatever was done stays done.
  @discardableResult
  package func runClearing(
    through last: BusinessDay? = nil, onDay: (BusinessDay) async throws -> Void = { _ in }
  ) async throws -> ClearingRun {
    var run = ClearingRun()
    try await bookOrderBacklog()
    try await bookBacklog(&run, onDay: onDay)
    for day in try await daysToClose() where last.map({ day <= $0 }) ?? true {
      try await onDay(day)
      if let lines = try await close(day) { run.closed(day, lines: lines) }
    }
    for day in try await daysToSettle() where last.map({ day <= $0 }) ?? true {
      try await onDay(day)
      for account in try await settle(day) { run.made(account) }
    }
    run.found(try await proveBooks(since: run.firstBooked))
    for fault in run.faults { logger.error("the books do not agree: \(fault)") }
    return run
  }

  /// The last business day that can be closed now.
  package var lastDayThatIsOver: BusinessDay {
    let moment = clock.now().adding(seconds: -Self.closingDelaySeconds)
    return settings.calendar.businessDay(of: moment).adding(-1)
  }

  /// From the day after the last that was closed, or the first with a line, to the last that is over.
  private func daysToClose() async throws -> [BusinessDay] {
    let open = lastDayThatIsOver.adding(1)
    try await clearJournal()
    let first = try await database.read { tx in
      let next = try tx.firstOpenDay()
      if next.daysSince1970 > .min { return next }
      let first = try tx.queryFirst("SELECT min(day) FROM clearing_line") { $0[0] as Int64? }
      return (first ?? nil).map { BusinessDay(column: $0) } ?? open.adding(-1)
    }
    guard first < open else { return [] }
    return (first.daysSince1970..<open.daysSince1970).map { BusinessDay(daysSince1970: $0) }
  }

  /// - Returns: how many lines it has; nil where another run closed it meanwhile.
  private func close(_ day: BusinessDay) async throws -> Int64? {
    // What was posted since the last step may still be of this day.
    try await clearJournal()
    let head = try await ledger.head()
    let revenue = try await revenueEarned(through: day)
    let now = clock.now()
    return try await database.write { tx in
      guard try tx.firstOpenDay() <= day else { return nil }
      // Behind a day that could not be booked, days wait for their turn.
      let isNext = try tx.firstDayNotBooked() == nil
      let through =
        try tx.queryFirst("SELECT through FROM projection WHERE name = \(Projection.clearing)") {
          $0[0] as TransactionID
        } ?? .none
      try tx.execute(
        """
        INSERT INTO clearing_sum (merchant_id, day, asset_id, role, kind, channel, lines, points, sale, price,
          commission, fee, settlement_id, prepaid)
        SELECT merchant_id, day, asset_id, role, kind, channel, count(*), CAST(sum(points) AS BIGINT),
          CAST(sum(sale) AS BIGINT), CAST(sum(price) AS BIGINT), CAST(sum(commission) AS BIGINT),
          CAST(sum(fee) AS BIGINT), 0, CAST(sum(CASE WHEN is_prepaid = 1 THEN points ELSE 0 END) AS BIGINT)
        FROM clearing_line WHERE day = \(day.column)
        GROUP BY merchant_id, day, asset_id, role, kind, channel
        """)
      try tx.requireSharesInBalance(on: day)
      try tx.execute(
        """
        INSERT INTO clearing_day (day, through, block, head, lines, closed_at, settled_at)
        SELECT \(day.column), \(through), \(head.block), \(head.hash),
          CAST(coalesce(sum(lines), 0) AS BIGINT), \(now), 0
        FROM clearing_sum WHERE day = \(day.column)
        """)
      if isNext { try tx.book(day, earned: revenue, at: now) }
      return try tx.closedDay(day)?.lines
    }
  }

  private func daysToSettle() async throws -> [BusinessDay] {
    try await database.read { tx in
      try tx.query("SELECT day FROM clearing_day WHERE settled_at = 0 ORDER BY day") {
        BusinessDay(column: $0[0])
      }
    }
  }

  /// Closed days, the newest first.
  /// - Throws: `AccessRefusal`.
  package func closedDays(
    before day: BusinessDay? = nil, limit: Int = 31, by principal: Principal
  ) async throws -> [ClosedDay] {
    try principal.requireOperator(.reports)
    let (before, limit) = (day?.column ?? .max, min(max(limit, 1), 366))
    return try await database.read { tx in
      try tx.query(
        ClosedDay.select + "WHERE day < \(before) ORDER BY day DESC LIMIT \(limit)"
      ) { ClosedDay($0) }
    }
  }
}

extension ClosedDay {
  fileprivate static let select: SQL =
    "SELECT day, through, block, head, lines, closed_at, settled_at FROM clearing_day "

  fileprivate init(_ row: borrowing Row) {
    let settledAt: Instant = row[6]
    self.init(
      day: BusinessDay(column: row[0]), through: row[1], block: row[2], head: row[3], lines: row[4],
      closedAt: row[5], settledAt: settledAt.microseconds == 0 ? nil : settledAt)
  }
}

extension Storage.Transaction {
  /// What parties make good to each other is nothing in sum, the operator's part among it; what a merchant
  /// and the operator owe each other is the operator's with the other sign. So positions and own accounts
  /// together are nothing, and no day is closed where they are not.
  ///
  /// It holds of each transaction in each programme alone: faults that make each other good over a day, or
  /// money of two currencies in one sum, prove nothing.
  /// - Throws: ``SharesOutOfBalance``.
  fileprivate func requireSharesInBalance(on day: BusinessDay) throws {
    let shares = ClearingRole.allCases.filter(\.isShare).map { Int64($0.rawValue) }
    let found = try queryFirst(
      """
      SELECT transaction_id, asset_id, CAST(sum(price + commission + fee) AS BIGINT) FROM clearing_line
      WHERE day = \(day.column) AND role IN (\(shares))
      GROUP BY transaction_id, asset_id HAVING sum(price + commission + fee) <> 0 LIMIT 1
      """
    ) { SharesOutOfBalance(day: day, transaction: $0[0], asset: $0[1], sum: $0[2]) }
    if let found { throw found }
  }

  func closedDay(_ day: BusinessDay) throws -> ClosedDay? {
    try queryFirst(ClosedDay.select + "WHERE day = \(day.column)") { ClosedDay($0) }
  }
}
