internal import Ledger
internal import Logging
internal import Loyalty
internal import Storage

extension Coalition {
  /// So long after a day's end what came late on either side is there.
  private static let partnerDayDelay: Int64 = 3_600
  /// How many days back are noted where nobody noted them, and compared again while something differs.
  static let partnerDayWindow: Int32 = 31
  /// Partners whose accounts are read at a time, one day of each.
  private static let accountsAtOnce = 8
  /// Rounds of one run; what is left then, the next run finds.
  private static let accountRounds = 100

  /// Compares the days that wait for it, of several partners at once.
  ///
  /// A partner that is slow has its own place and, by the limit of its account's time, no more than that.
  /// - Returns: how many days were tried.
  func runPartnerDays(_ job: Job, for holder: Int64) async throws -> Int {
    guard webhookSink.post != nil else { return 0 }
    try await notePartnerDays()
    var done = job.done
    for _ in 0..<Self.accountRounds {
      let due = try await claimPartnerDays()
      if due.isEmpty { break }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for day in due { group.addTask { await reconcileOrLog(day) } }
        for try await _ in group {
          done += 1
          guard try await keep(job.name, for: holder, at: 0, done: done) else {
            throw LostLease(name: job.name)
          }
        }
      }
      try Task.checkCancellation()
    }
    return done
  }

  /// What goes wrong with one holds up no other; it is tried again when its time comes.
  private func reconcileOrLog(_ day: PartnerDay) async {
    do { try await reconcile(day) } catch is CancellationError {} catch {
      logger.error("a day could not be compared with a partner's account: \(error)")
    }
  }

  /// Notes, once for each day that ended, what is to be compared of every partner that can tell of it: the
  /// days of the window that nobody noted, as where no server ran, and again those on which something
  /// differed.
  private func notePartnerDays() async throws {
    let now = clock.now()
    let last = settings.calendar.day(of: now.adding(seconds: -Self.partnerDayDelay)).daysSince1970 - 1
    try await database.write { tx in
      let partners = try tx.query(
        """
        SELECT id, (SELECT min(day) FROM partner_exchange WHERE partner_id = partner.id) FROM partner
        WHERE contract = 'tongbao' AND status <> 'closed' AND created_at < \(now)
          AND NOT EXISTS (SELECT 1 FROM partner_day WHERE partner_id = partner.id AND day = \(Int64(last)))
        ORDER BY id
        """
      ) { (id: $0[0] as PartnerID, first: $0[1] as Int64?) }
      for partner in partners {
        guard let first = partner.first, first <= Int64(last) else { continue }
        let from = max(Int32(first), last - Self.partnerDayWindow + 1)
        try tx.notePartnerDays(from...last, of: partner.id, at: now)
      }
    }
  }

  /// Takes the oldest day of each partner that is due, for two minutes.
  private func claimPartnerDays() async throws -> [PartnerDay] {
    let now = clock.now()
    return try await database.write { tx in
      // More than all partners' days of a window, or those that wait longest of more.
      let due = try tx.query(
        """
        SELECT partner_id, day FROM partner_day WHERE state = 'waiting' AND next_try_at <= \(now)
        ORDER BY next_try_at LIMIT 1000
        """
      ) { (partner: $0[0] as PartnerID, day: $0[1] as Int64) }
      var oldest = Dictionary(due.map { ($0.partner, $0.day) }, uniquingKeysWith: min)
      let first = due.compactMap { one in oldest.removeValue(forKey: one.partner).map { (one.partner, $0) } }
      return try first.prefix(Self.accountsAtOnce).flatMap { partner, day in
        try tx.query(
          """
          UPDATE partner_day SET next_try_at = \(now.adding(seconds: 120))
          WHERE partner_id = \(partner) AND day = \(day) AND state = 'waiting' AND next_try_at <= \(now)
          RETURNING \(PartnerDay.columns)
          """
        ) { PartnerDay($0) }
      }
    }
  }
}

extension Storage.Transaction {
  fileprivate func notePartnerDays(_ days: ClosedRange<Int32>, of partner: PartnerID, at now: Instant) throws
  {
    let (first, last) = (Int64(days.lowerBound), Int64(days.upperBound))
    try execute(
      """
      UPDATE partner_day SET state = 'waiting', next_try_at = \(now), finished_at = NULL
      WHERE partner_id = \(partner) AND day BETWEEN \(first) AND \(last) AND state = 'done'
        AND differences > 0
      """)
    let noted = try query(
      "SELECT day FROM partner_day WHERE partner_id = \(partner) AND day BETWEEN \(first) AND \(last)"
    ) { $0[0] as Int64 }
    for day in Set(first...last).subtracting(noted).sorted() { try wait(for: day, of: partner, at: now) }
  }

  /// An exchange that ends after its day was compared is compared once more.
  func compareAgain(_ exchange: PartnerExchange, at now: Instant) throws {
    try execute(
      """
      UPDATE partner_day SET state = 'waiting', next_try_at = \(now), finished_at = NULL
      WHERE partner_id = \(exchange.partner) AND day = \(Int64(exchange.day.daysSince1970))
        AND state = 'done'
      """)
  }
}
