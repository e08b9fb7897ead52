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
  /// Accounts of one run; what is left then, the next run finds.
  private static let accountsOfRun = 800

  /// Compares the days that wait for it, of several partners at once.
  ///
  /// An account that was read makes room for the next one at once: a partner that is slow has its own place
  /// and, by the limit of its account's time, no more than that.
  /// - Returns: how many days were tried.
  func runPartnerDays(_ job: Job, for holder: Int64) async throws -> Int {
    guard webhookSink.post != nil else { return 0 }
    try await notePartnerDays()
    return try await withThrowingTaskGroup(of: PartnerID.self) { group in
      var (done, left) = (job.done, Self.accountsOfRun)
      var busy: Set<PartnerID> = []
      while true {
        for day in try await claimPartnerDays(beside: busy, atMost: left) {
          left -= 1
          busy.insert(day.partner)
          group.addTask {
            await reconcileOrLog(day)
            return day.partner
          }
        }
        guard let partner = try await group.next() else { return done }
        busy.remove(partner)
        done += 1
        guard try await keep(job.name, for: holder, at: 0, done: done) else {
          throw LostLease(name: job.name)
        }
        try Task.checkCancellation()
      }
    }
  }

  /// What goes wrong with one holds up no other; it is tried again when its time comes.
  private func reconcileOrLog(_ day: PartnerDay) async {
    do { try await reconcile(day) } catch is CancellationError {} catch {
      logger.error("a day could not be compared with a partner's account: \(error)")
    }
  }

  /// Notes, once for each day that ended, what is to be compared of every partner that can tell of it: the
  /// days of the window that nobody noted, as where no server ran, and again those on which something
  /// differed. A day that somebody compared before its time is compared again at it.
  private func notePartnerDays() async throws {
    let now = clock.now()
    let last = settings.calendar.day(of: now.adding(seconds: -Self.partnerDayDelay)).daysSince1970 - 1
    try await database.write { tx in
      let partners = try tx.query(
        """
        SELECT id, days_noted, (SELECT min(day) FROM partner_exchange WHERE partner_id = partner.id)
        FROM partner
        WHERE contract = 'tongbao' AND status <> 'closed' AND created_at < \(now)
          AND (days_noted IS NULL OR days_noted < \(Int64(last)))
        ORDER BY id
        """
      ) { (id: $0[0] as PartnerID, noted: $0[1] as Int64?, first: $0[2] as Int64?) }
      for partner in partners {
        guard let first = partner.first, first <= Int64(last) else { continue }
        let from = max(first, Int64(last - Self.partnerDayWindow + 1))
        try tx.notePartnerDays(from...Int64(last), of: partner.id, after: partner.noted, at: now)
      }
    }
  }

  /// Takes the oldest day of each partner that is due, for two minutes.
  /// - Parameter busy: whose accounts are being read.
  private func claimPartnerDays(
    beside busy: Set<PartnerID>, atMost limit: Int
  ) async throws -> [PartnerDay] {
    let room = min(limit, Self.accountsAtOnce - busy.count)
    guard room > 0 else { return [] }
    let now = clock.now()
    return try await database.write { tx in
      // More than all partners' days of a window, or those that wait longest of more.
      let due = try tx.query(
        """
        SELECT partner_id, day FROM partner_day WHERE state = 'waiting' AND next_try_at <= \(now)
        ORDER BY next_try_at LIMIT 1000
        """
      ) { (partner: $0[0] as PartnerID, day: $0[1] as Int64) }.filter { !busy.contains($0.partner) }
      var oldest = Dictionary(due.map { ($0.partner, $0.day) }, uniquingKeysWith: min)
      let first = due.compactMap { one in oldest.removeValue(forKey: one.partner).map { (one.partner, $0) } }
      return try first.prefix(room).flatMap { partner, day in
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
  fileprivate func notePartnerDays(
    _ days: ClosedRange<Int64>, of partner: PartnerID, after noted: Int64?, at now: Instant
  ) throws {
    let (first, last) = (days.lowerBound, days.upperBound)
    let known = try query(
      PartnerDay.select + "WHERE partner_id = \(partner) AND day BETWEEN \(first) AND \(last)"
    ) { PartnerDay($0) }
    let again = known.filter { $0.isDone && ($0.differences > 0 || $0.number > noted ?? last - 1) }
    for day in (again.map(\.number) + Set(days).subtracting(known.map(\.number))).sorted() {
      try wait(for: day, of: partner, at: now)
    }
    try execute("UPDATE partner SET days_noted = \(last) WHERE id = \(partner)")
  }

  /// An exchange that ends after its day was compared, or while it is, has it compared once more.
  func compareAgain(_ exchange: PartnerExchange, at now: Instant) throws {
    try execute(
      """
      UPDATE partner_day SET state = 'waiting', finished_at = NULL, asked = asked + 1,
        tries = CASE WHEN state = 'done' THEN 0 ELSE tries END,
        next_try_at = CASE WHEN state = 'done' THEN \(now) ELSE next_try_at END
      WHERE partner_id = \(exchange.partner) AND day = \(Int64(exchange.day.daysSince1970))
      """)
  }
}

extension PartnerDay {
  fileprivate var number: Int64 { Int64(day.daysSince1970) }
}
