import Ledger
import Logging
import Synchronization

/// What the deciding thread hands over: a group, and who waits for it.
struct Commission {
  var group: DecidedGroup
  var waiting: Waiting
}

/// The committing thread's work: makes one group after the other durable, then answers everybody who waits
/// for it.
///
/// After a commit error nothing is committed any more, and every waiter is told that the outcome is unknown
/// (testing.md, finding 6): the file is read again from the disk at the next start.
final class LedgerCommitter: Sendable {
  let handoff = Handoff<Commission>()
  private let projector: Projector
  private let logger: Logger
  private let counted = Mutex(WriterStatistics())
  private let planted = Planted()

  init(projector: Projector, logger: Logger) {
    self.projector = projector
    self.logger = logger
  }

  var statistics: WriterStatistics { counted.withLock { $0 } }
  /// Runs of keys that can be found in their table.
  var durableRuns: Int64 { projector.runs }

  /// Works until the handoff is closed.
  func work(_ file: LedgerFile, _ queue: BlockingQueue<LedgerWriter.Item>) {
    var isBroken = false
    let tellDecider = { _ = queue.push(.committerIsFree, weight: 0) }
    while let commission = handoff.take(whenAsked: tellDecider) {
      if isBroken {
        commission.waiting.fail()
        continue
      }
      do {
        try commit(
          commission, to: file, whenDurable: { handoff.release(whenAsked: tellDecider) }, orElse: queue.close)
        try checkpointIfDue(file, pages: LedgerWriter.checkpointPages)
      } catch {
        logger.critical("The ledger stops: \(error)")
        isBroken = true
        queue.close()
      }
    }
    if !isBroken { _ = try? file.database.checkpoint() }  // Only moves what is durable already.
  }

  /// - Parameters:
  ///   - whenDurable: the next group may be sealed while the waiters of this one are told.
  ///   - orElse: called before anybody hears, so that who asks next is refused.
  private func commit(
    _ commission: Commission, to file: LedgerFile, whenDurable: () -> Void, orElse: () -> Void
  ) throws {
    let group = commission.group
    let waiting = commission.waiting
    let isEarly = planted.has(.answersBeforeTheCommit)
    if isEarly { waiting.deliver() }
    do {
      try write(group, to: file)
    } catch {
      orElse()
      if !isEarly { waiting.fail() }
      throw error
    }
    whenDurable()
    // Searchable before anybody is answered: nobody sees the past of their own act.
    if group.count > 0 { projector.project(group.searchRows) }
    if !isEarly { waiting.deliver() }
    if let run = group.keys { projector.project(run) }
  }

  private func write(_ group: DecidedGroup, to file: LedgerFile) throws {
    if group.blocks.isEmpty, group.rows.isEmpty { return }
    let start = ContinuousClock.now
    try file.begin()
    for block in group.blocks { try file.insert(block) }
    try file.write(group.rows)
    try file.commit()
    let duration = start.duration(to: .now).wholeMicroseconds
    counted.withLock { $0.note(group, committedIn: duration) }
  }

  /// Copies the log into the file when it has grown; between groups, by the only connection that may.
  private func checkpointIfDue(_ file: LedgerFile, pages limit: Int) throws {
    guard file.database.pagesInLog >= limit else { return }
    let start = ContinuousClock.now
    try file.database.checkpoint()
    let duration = start.duration(to: .now).wholeMicroseconds
    counted.withLock { statistics in
      statistics.checkpointMicroseconds += duration
      statistics.longestCheckpointMicroseconds = max(statistics.longestCheckpointMicroseconds, duration)
    }
  }
}

extension WriterStatistics {
  fileprivate mutating func note(_ group: DecidedGroup, committedIn microseconds: Int64) {
    groups += 1
    transactions += group.count
    largestGroup = max(largestGroup, group.count)
    blockBytes += group.blocks.reduce(0) { $0 + $1.body.count }
    sweptRows += group.rows.wallets.count
    commitMicroseconds += microseconds
    longestCommitMicroseconds = max(longestCommitMicroseconds, microseconds)
  }
}
