import Foundation
import Ledger
import Logging

/// The one thread that changes the ledger: takes what waits as a group, decides it, commits once, answers
/// everybody.
///
/// Idle, a command is its own group and its own commit; under load the group grows by itself, up to 4,096
/// commands. Nobody is answered before the commit has returned. After a commit error the writer stops and
/// every waiter is told that the outcome is unknown (testing.md, finding 6): the file is read again from the
/// disk at the next start.
final class LedgerWriter: Sendable {
  typealias Answer = UnsafeContinuation<Result<[Outcome], Busy>, Never>

  enum Item {
    case commands([Command], Answer)
    /// Runs on the writer's thread between groups, when everything decided is durable. Nil: the writer has
    /// stopped.
    case read(@Sendable (LedgerEngine?) -> Void)
  }

  /// More commands than this wait for nobody: the queue is full.
  static let capacity = 65_536
  static let groupLimit = 4_096
  /// The log is copied into the file once it has this many pages, so that no copy takes long (swift.md, item
  /// 3).
  static let checkpointPages = 1_000

  let queue = BlockingQueue<Item>(capacity: capacity)
  private let projector: Projector
  private let logger: Logger
  private let running = DispatchGroup()
  private let planted = Planted()

  init(projector: Projector, logger: Logger) {
    self.projector = projector
    self.logger = logger
  }

  /// Starts the thread; the engine lives there from now on.
  func start(_ engine: sending LedgerEngine) {
    let handover = Handover(engine)
    running.enter()
    let thread = Thread { [self] in
      // The files are closed when `work` returns: a stopped ledger's folder can be copied or opened again at
      // once.
      handover.take().map(work)
      running.leave()
    }
    thread.name = "tongbao.writer"
    thread.stackSize = 8 << 20
    thread.start()
  }

  /// Answers what is queued, writes all state and ends the thread.
  func stop() {
    queue.close()
    running.wait()
  }

  private func work(_ engine: LedgerEngine) {
    do {
      while true {
        let items = queue.takeAll()
        if items.isEmpty { break }
        try answer(items, engine)
      }
      try engine.flush()
    } catch {
      logger.critical("The ledger stops: \(error)")
      queue.close()
    }
    // Whatever came between the failure and the closing of the queue must not wait for ever.
    for item in queue.takeAll() { refuse(item) }
  }

  private func answer(_ items: [Item], _ engine: LedgerEngine) throws {
    var group: [(Answer, [Outcome])] = []
    var reads: [@Sendable (LedgerEngine?) -> Void] = []
    var next = 0
    var size = 0
    var undecided = 0
    do {
      while next < items.count {
        let item = items[next]
        next += 1
        switch item {
        case .read(let body): reads.append(body)
        case .commands(let commands, let answer):
          // Listed before it is decided, so that a failure half way through answers it too.
          group.append((answer, []))
          undecided = commands.count
          var outcomes: [Outcome] = []
          outcomes.reserveCapacity(commands.count)
          for command in commands { outcomes.append(try engine.decide(command)) }
          group[group.count - 1].1 = outcomes
          size += commands.count
        }
        if size >= Self.groupLimit || next == items.count {
          try commit(&group, &reads, engine)
          size = 0
        }
      }
    } catch {
      for (answer, outcomes) in group {
        let count = outcomes.isEmpty ? undecided : outcomes.count
        answer.resume(returning: .success(Array(repeating: .unknown, count: count)))
      }
      for read in reads { read(nil) }
      for item in items[next...] { refuse(item) }
      throw error
    }
  }

  private func commit(
    _ group: inout [(Answer, [Outcome])], _ reads: inout [@Sendable (LedgerEngine?) -> Void],
    _ engine: LedgerEngine
  ) throws {
    if planted.has(.answersBeforeTheCommit) {
      for (answer, outcomes) in group { answer.resume(returning: .success(outcomes)) }
      group.removeAll()
    }
    let transactions = try engine.commit()
    // Searchable before anybody is answered: nobody sees the past of their own act.
    if !transactions.isEmpty { projector.project(transactions.map(SearchRow.init)) }
    for (answer, outcomes) in group { answer.resume(returning: .success(outcomes)) }
    group.removeAll(keepingCapacity: true)
    for read in reads { read(engine) }
    reads.removeAll(keepingCapacity: true)
    guard !transactions.isEmpty else { return }
    if let run = engine.sealKeys(durableRuns: projector.runs) { projector.project(run) }
    try engine.checkpointIfDue(pages: Self.checkpointPages)
  }

  private func refuse(_ item: Item) {
    switch item {
    case .commands(_, let answer): answer.resume(returning: .failure(.stopped))
    case .read(let body): body(nil)
    }
  }
}
