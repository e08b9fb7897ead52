internal import Ledger
internal import Storage

extension Coalition {
  /// Books days that were closed before there were books, the oldest first, each in a commit of its own: what
  /// is interrupted is taken up where it was.
  func bookBacklog() async throws {
    while let day = try await database.read({ try $0.firstDayNotBooked() }) {
      let revenue = try await revenueEarned(through: day)
      let now = clock.now()
      try await database.write { tx in
        guard try tx.firstDayNotBooked() == day else { return }
        try tx.book(day, earned: revenue, at: now)
        try tx.bookSettlements(endingOn: day, at: now)
      }
    }
  }
}

extension Storage.Transaction {
  func firstDayNotBooked() throws -> BusinessDay? {
    try queryFirst(
      """
      SELECT day FROM clearing_day
      WHERE NOT EXISTS (SELECT 1 FROM money_day WHERE money_day.day = clearing_day.day) ORDER BY day LIMIT 1
      """
    ) { BusinessDay(column: $0[0]) }
  }
}
