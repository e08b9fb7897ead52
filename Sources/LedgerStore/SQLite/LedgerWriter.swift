import Foundation
import Ledger
import Logging

/// The two threads that change the ledger: one decides, one commits, and only they hold what they work on.
///
/// Idle, a command is its own group and its own commit. Under load the deciding thread goes on while a group
/// is committed; what it has decided when the commit returns is the next group, so groups grow by themselves,
/// up to 4,096 commands (docs/decisions/0009). Nobody is answered before the commit has returned.
final class LedgerWriter: Sendable {
  typealias Answer = UnsafeContinuation<Result<[Outcome], Busy>, Never>
  typealias SingleAnswer = UnsafeContinuation<Result<Outcome, Busy>, Never>
  /// Tells what was read, once it is known whether what the books held then is durable.
  typealias Reply = @Sendable (_ isDurable: Bool) -> Void

  enum Item {
    case commands([Command], Answer)
    /// The most frequent case, without the arrays: memory that one thread allocates and another frees makes
    /// both wait for the allocator's lock (docs/decisions/0010).
    case command(Command, SingleAnswer)
    /// Looks at the books on the deciding thread, between groups. Nil: the writer has stopped.
    case read(@Sendable (LedgerEngine?) -> Reply)
    /// The committing thread has nothing to do, and the deciding one wanted to know.
    case committerIsFree

    /// Nothing was or will be decided.
    func refuse() {
      switch self {
      case .commands(_, let answer): answer.resume(returning: .failure(.stopped))
      case .command(_, let answer): answer.resume(returning: .failure(.stopped))
      case .read(let body): body(nil)(false)
      case .committerIsFree: break
      }
    }
  }

  /// More commands than this wait for nobody: the queue is full.
  static let capacity = 65_536
  static let groupLimit = 4_096
  /// The log is copied into the file once it has this many pages, so that no copy takes long (swift.md, item
  /// 3).
  static let checkpointPages = 1_000

  let queue = BlockingQueue<Item>(capacity: capacity)
  private let committer: LedgerCommitter
  private let logger: Logger
  private let running = DispatchGroup()

  init(projector: Projector, logger: Logger) {
    self.logger = logger
    committer = LedgerCommitter(projector: projector, logger: logger)
  }

  /// Starts the threads; the engine lives on the one from now on, the file on the other.
  func start(_ engine: sending LedgerEngine, _ file: sending LedgerFile) {
    let files = Handover(file)
    let deciders = Handover(LedgerDecider(engine, queue, committer, logger))
    // The files are closed when the work returns: a stopped ledger's folder can be copied or opened again at
    // once.
    run("tongbao.committer") { [committer, queue] in
      files.take().map { committer.work($0, queue) }
    }
    run("tongbao.decider") { deciders.take().map { $0.work() } }
  }

  private func run(_ name: String, _ work: @escaping @Sendable () -> Void) {
    running.enter()
    let thread = Thread { [running] in
      work()
      running.leave()
    }
    thread.name = name
    thread.stackSize = 8 << 20
    thread.start()
  }

  /// Answers what is queued, writes all state and ends the threads.
  func stop() {
    queue.close()
    running.wait()
  }

  /// What has been committed since the start.
  var statistics: WriterStatistics { committer.statistics }
}
