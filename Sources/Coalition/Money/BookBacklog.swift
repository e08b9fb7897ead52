internal import Ledger
internal import Logging
internal import Loyalty
internal import Storage

extension Coalition {
  /// Books days that were closed before there were books, the oldest first, each in a commit of its own: what
  /// is interrupted is taken up where it was.
  ///
  /// What cannot be booked stops the books at its day and nothing else: days are closed and accounts made
  /// up, and all of them are booked once the day can be.
  /// - Parameter onDay: before each day, and what it throws ends the run.
  func bookBacklog(_ run: inout ClearingRun, onDay: (BusinessDay) async throws -> Void) async throws {
    while let day = try await database.read({ try $0.firstDayNotBooked() }) {
      try await onDay(day)
      do {
        try await bookOld(day)
      } catch let fault as MoneyFault {
        return run.found([fault])
      } catch is CancellationError {
        throw CancellationError()
      } catch {
        logger.error("day \(CivilDate(day)) could not be booked: \(error)")
        return run.found([.notBooked(day)])
      }
      run.booked(day)
    }
  }

  private func bookOld(_ day: BusinessDay) async throws {
    let revenue = try await revenueEarned(through: day)
    let now = clock.now()
    try await database.write { tx in
      guard try tx.firstDayNotBooked() == day else { return }
      try tx.book(day, earned: revenue, at: now)
      try tx.bookSettlements(endingOn: day, at: now)
    }
  }
}

extension Storage.Transaction {
  /// The first closed day that is not in the books; nil where they are complete. All before it are.
  func firstDayNotBooked() throws -> BusinessDay? {
    let last = try queryFirst("SELECT max(day) FROM money_day") { $0[0] as Int64? }
    let first = try queryFirst("SELECT min(day) FROM clearing_day WHERE day > \((last ?? nil) ?? .min)") {
      $0[0] as Int64?
    }
    return (first ?? nil).map { BusinessDay(column: $0) }
  }

  func isBooked(_ day: BusinessDay) throws -> Bool {
    try queryFirst("SELECT 1 FROM money_day WHERE day = \(day.column)") { $0[0] as Int64 } != nil
  }
}
