package import Ledger
internal import LedgerStore
internal import Logging
internal import Loyalty
internal import Storage

/// What a run of a job did.
package struct JobReport: Sendable, Hashable {
  package var name: Job.Name
  package var done: Int
  /// Why it stopped before its end; nil when it reached it.
  package var failure: String?
}

extension Coalition {
  /// Runs what is due at the moment, each job by whichever server takes its lease first.
  ///
  /// Safe to call at any time and on several servers: every act's key follows from what it is about.
  /// - Parameters:
  ///   - now: nil takes the platform's clock.
  ///   - lane: only what runs there; nil for all.
  ///   - only: no others than these; nil for all.
  ///   - exporter: writes lists as files; without one nobody makes them here.
  @discardableResult
  package func runDueJobs(
    now: Instant? = nil, lane: Job.Name.Lane? = nil, only: Set<Job.Name>? = nil, exporter: Exporter? = nil
  ) async throws -> [JobReport] {
    let now = now ?? clock.now()
    let holder = ids.next(Identified.Request.self).rawValue
    var reports: [JobReport] = []
    for name in Job.Name.allCases where lane == nil || lane == name.lane {
      if let only, !only.contains(name) { continue }
      if name == .exports, exporter == nil { continue }
      if name == .clearing, settings.closesDaysByHand { continue }
      guard let job = try await lease(name, for: holder, at: now) else { continue }
      do {
        let done = try await run(job, for: holder, exporter)
        try await finish(
          job, done: done, for: holder, at: now, next: nextRun(of: name, after: job.moment))
        reports.append(JobReport(name: name, done: done))
      } catch let faulty as FaultyBooks {
        // What was closed and made stays, and nothing is gained by doing it again.
        try await finish(
          job, done: faulty.days, for: holder, at: now, next: nextRun(of: name, after: job.moment),
          failure: JobFailure(faulty))
        reports.append(JobReport(name: name, done: faulty.days, failure: "\(faulty.faults)"))
      } catch let error as LostLease {
        logger.notice("job \(error.name.rawValue) was taken over")
      } catch is CancellationError {
        // A server that stops is no failure: the lease runs out, and the job goes on where it was.
        throw CancellationError()
      } catch {
        logger.error("job \(name.rawValue) stopped: \(error)")
        try await fail(job, for: holder, at: now, because: JobFailure(error))
        reports.append(JobReport(name: name, done: job.done, failure: "\(error)"))
      }
    }
    return reports
  }

  private func nextRun(of name: Job.Name, after moment: Instant) -> Instant {
    switch name {
    case .events, .totals, .tills, .dayFiles, .deliveries, .programs, .pointsOrders: moment.adding(seconds: 5)
    case .partners: moment.adding(seconds: 1)
    case .partnerDays: moment.adding(seconds: 10)
    case .webhooks, .exports, .imports, .pointsCards, .cardBatches: moment.adding(seconds: 2)
    case .releaseHolds: moment.adding(seconds: 60)
    case .tiers: moment.adding(seconds: 300)
    case .mature, .housekeeping: moment.adding(seconds: 900)
    // At ten in the morning, when nobody is woken.
    case .expiryNotices:
      settings.calendar.end(ofDate: settings.calendar.date(of: moment)).adding(seconds: 10 * 3_600)
    // On the morning of the day.
    case .birthdayGifts:
      settings.calendar.end(ofDate: settings.calendar.date(of: moment)).adding(seconds: 9 * 3_600)
    case .expire: settings.calendar.end(ofDate: settings.calendar.date(of: moment))
    case .clearing:
      settings.calendar.end(
        of: settings.calendar.businessDay(of: moment.adding(seconds: -Self.closingDelaySeconds))
      ).adding(seconds: Self.closingDelaySeconds)
    }
  }

  private func run(_ job: Job, for holder: Int64, _ exporter: Exporter?) async throws -> Int {
    switch job.name {
    case .expire: try await sweep(job, for: holder, .expiry) { expireCommand($0, at: job.moment) }
    case .mature: try await sweep(job, for: holder, .maturity) { matureCommand($0, at: job.moment) }
    case .releaseHolds: try await releaseHolds(job, for: holder)
    // One pass over the journal serves all; what is left for the two behind it is what came meanwhile.
    case .events: try await followAll()
    case .totals: try await projectTotals()
    case .tills: try await followTills()
    case .expiryNotices: try await noticeExpiry(job, for: holder)
    case .deliveries:
      try await deliverMessages() + deliverLetters() + deliverFundingNotices() + deliverSettlementNotices()
    case .housekeeping: try await keepHouse(job, for: holder)
    case .dayFiles: try await compareDayFiles(job, for: holder)
    case .webhooks: try await deliverWebhooks(job, for: holder)
    case .programs: try await applyDueVersions()
    case .tiers: try await runTiers(job, for: holder)
    case .birthdayGifts: try await giveBirthdayGifts(job, for: holder)
    case .exports:
      if let exporter { try await runExports(job, for: holder, by: exporter) } else { 0 }
    case .imports: try await runImports(job, for: holder)
    case .clearing: try await clearDays(job, for: holder)
    case .pointsCards: try await runPointsCards(job, for: holder)
    case .pointsOrders: try await lapsePointsOrders() + settlePointsOrders() + lapseBlocks()
    case .cardBatches: try await makeCardBatches(job, for: holder)
    case .partners: try await runPartners(job, for: holder)
    case .partnerDays: try await runPartnerDays(job, for: holder)
    }
  }

  private func followTills() async throws -> Int {
    try await noteTerminalsSeen()
    return try await projectTillItems()
  }

  private func keepHouse(_ job: Job, for holder: Int64) async throws -> Int {
    let settled = try await settleOldClaims() + settleOldMoves()
    try await forgetRuleDays()
    try await forgetMoves()
    try await forgetUsedCodes()
    try await forgetLinkCodes()
    try await forgetKeyDays()
    try await forgetNonces()
    try await forgetDeviceSessions()
    try await forgetEndedMemberSessions()
    try await forgetExpiryNotices()
    try await forgetWebhookDeliveries {
      guard try await keep(job.name, for: holder, at: 0, done: job.done) else {
        throw LostLease(name: job.name)
      }
    }
    try await forgetJobRuns()
    try await forgetExports()
    try await forgetImports()
    let expired = try await expireApprovals() + expirePermits()
    let departed =
      try await resumeDepartures() + endExpiredCards() + resumeBindings() + resumeEndings()
      + resumePools()
    return try await settled + expired + departed + resumeApprovals { try await execute($0) }
  }

  /// Sends a command for every wallet in which something is due, page by page, noting how far it is.
  private func sweep(
    _ job: Job, for holder: Int64, _ kind: DueKind, _ command: (DueWallet) -> Command
  ) async throws -> Int {
    var done = job.done
    var position = WalletID(job.position)
    while true {
      let due = try await ledger.due(kind, at: job.moment, after: position, limit: Self.jobPage)
      guard let last = due.last?.id else { return done }
      for first in stride(from: 0, to: due.count, by: Self.sweepSlice) {
        let slice = due[first..<min(first + Self.sweepSlice, due.count)]
        let start = SuspendingClock.now
        let outcomes = try await ledger.submit(slice.map(command))
        done += try outcomes.count { try $0.isNewAndAccepted }
        // A few wallets are over in no time; of many, most of the time is the payments'.
        if due.count > Self.sweepSlice { try await restAfterSweeping(since: start) }
      }
      position = last
      guard try await keep(job.name, for: holder, at: position.rawValue, done: done) else {
        throw LostLease(name: job.name)
      }
    }
  }

  /// Keeps the lease from day to day.
  private func clearDays(_ job: Job, for holder: Int64) async throws -> Int {
    let run = try await runClearing { day in
      guard try await keep(job.name, for: holder, at: day.column, done: job.done) else {
        throw LostLease(name: job.name)
      }
    }
    if !run.faults.isEmpty { throw FaultyBooks(days: run.days, faults: run.faults) }
    return run.days
  }

  static let jobPage = 1_000
  /// Wallets that are swept in one go: a payment that comes meanwhile waits for so many and no more.
  private static let sweepSlice = 8
  /// The longest that a sweep rests after each: a machine that stood still meanwhile must not make it rest
  /// for days.
  private static let longestSweepRest = Duration.milliseconds(20)

  private func restAfterSweeping(since start: SuspendingClock.Instant) async throws {
    let share = settings.sweepPercent
    if share == 100 { return }
    let rest = start.duration(to: .now) * (100 - share) / share
    try await Task.sleep(for: min(rest, Self.longestSweepRest), clock: .suspending)
  }

  /// A wallet expires once a business day: running again the same day books nothing twice.
  private func expireCommand(_ due: DueWallet, at moment: Instant) -> Command {
    let day = settings.calendar.businessDay(of: moment)
    return Command(
      key: IdempotencyKey(job: "expire", due.id.rawValue, Int64(day.daysSince1970)), requestHash: 0,
      context: Context(channel: .platform), action: .expire(due.key), at: moment)
  }

  private func matureCommand(_ due: DueWallet, at moment: Instant) -> Command {
    Command(
      key: IdempotencyKey(job: "mature", due.id.rawValue, moment.microseconds), requestHash: 0,
      context: Context(channel: .platform), action: .mature(due.key), at: moment)
  }

  private func releaseHolds(_ job: Job, for holder: Int64) async throws -> Int {
    var done = job.done
    while true {
      let holds = try await ledger.expiredHolds(at: job.moment, limit: Self.jobPage)
      let outcomes = try await ledger.submit(holds.map { releaseCommand($0, at: job.moment) })
      let released = try outcomes.count { try $0.isNewAndAccepted }
      done += released
      // A page without a release would come again and again.
      if released == 0 || holds.count < Self.jobPage { return done }
      guard try await keep(job.name, for: holder, at: 0, done: done) else { throw LostLease(name: job.name) }
    }
  }

  private func releaseCommand(_ hold: Hold, at moment: Instant) -> Command {
    var context = Context(channel: .platform)
    context.merchant = hold.merchant
    return Command(
      key: IdempotencyKey(job: "release", hold.id.rawValue), requestHash: 0, context: context,
      action: .release(hold: hold.id), at: moment)
  }
}

/// Another server took the job over; it goes on from what was noted.
struct LostLease: Error {
  let name: Job.Name
}

extension Outcome {
  /// Whether the command was decided now and accepted.
  /// - Throws: ``OrderRefusal/outcomeUnknown``: the run stops and is taken up again.
  fileprivate var isNewAndAccepted: Bool {
    get throws {
      switch self {
      case .decided(let transaction, let isReplay): !isReplay && transaction.refusal == nil
      case .mismatch: false
      case .unknown: throw OrderRefusal.outcomeUnknown
      }
    }
  }
}
