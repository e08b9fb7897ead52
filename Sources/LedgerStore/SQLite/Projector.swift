import Foundation
import Ledger
import Synchronization

/// Follows the journal into `search.db` on a thread of its own, in large batches, behind the payments.
///
/// Bounded: when more than `capacity` transactions wait, the writer waits too, and then the queue of commands fills and
/// refuses. After a crash it makes up from the journal what its watermark says is missing.
final class Projector: Sendable {
  enum Work: Sendable {
    case rows([SearchRow])
    case keys(KeyRun)
  }

  static let capacity = 262_144
  static let batch = 16_384

  private let queue = BlockingQueue<Work>(capacity: capacity)
  private let state: Mutex<State>
  private let running = DispatchGroup()

  private struct State {
    var through: TransactionID
    var runs: Int64
    var failure: (any Error)?
    var waiters: [(TransactionID, UnsafeContinuation<Void, Never>)] = []
  }

  init(path: String) throws {
    let file = try SearchFile(path: path)
    state = Mutex(
      State(through: TransactionID(try file.mark("search_through")), runs: try file.mark("key_runs")))
  }

  /// Starts the thread; the file is opened there and stays there.
  func start(path: String) throws {
    nonisolated(unsafe) let file = try SearchFile(path: path)
    running.enter()
    let thread = Thread { [self] in
      follow(file)
      running.leave()
    }
    thread.name = "tongbao.projector"
    thread.stackSize = 4 << 20
    thread.start()
  }

  /// Everything up to here can be found in the search tables.
  var through: TransactionID { state.withLock { $0.through } }
  var runs: Int64 { state.withLock { $0.runs } }
  /// Set once, when the projection can go no further.
  var failure: (any Error)? { state.withLock { $0.failure } }

  /// Called by the writer after a commit; waits while the projection is too far behind.
  func project(_ work: Work, weight: Int) { _ = queue.pushWaiting(work, weight: weight) }

  /// Returns once the search tables hold everything up to a transaction.
  func reach(_ transaction: TransactionID) async {
    await withUnsafeContinuation { continuation in
      let isThere = state.withLock { state in
        if state.through >= transaction || state.failure != nil { return true }
        state.waiters.append((transaction, continuation))
        return false
      }
      if isThere { continuation.resume() }
    }
  }

  /// Writes what is left and ends the thread.
  func stop() {
    queue.close()
    running.wait()
  }

  private func follow(_ file: SearchFile) {
    while true {
      let work = queue.takeAll()
      if work.isEmpty { break }
      do {
        try write(work, to: file)
      } catch {
        state.withLock { $0.failure = error }
        queue.close()
        wake(upTo: TransactionID(.max))
        return
      }
    }
    _ = try? file.database.checkpoint()  // Only saves the next start some work.
  }

  private func write(_ work: [Work], to file: SearchFile) throws {
    var rows: [SearchRow] = []
    for item in work {
      switch item {
      case .rows(let more): rows.append(contentsOf: more)
      case .keys(let run):
        try file.write(run)
        state.withLock { $0.runs += 1 }
      }
      if rows.count >= Self.batch { try write(&rows, to: file) }
    }
    try write(&rows, to: file)
    try file.database.checkpoint()
  }

  private func write(_ rows: inout [SearchRow], to file: SearchFile) throws {
    guard let last = rows.last?.id else { return }
    try file.write(rows)
    rows.removeAll(keepingCapacity: true)
    wake(upTo: last)
  }

  private func wake(upTo transaction: TransactionID) {
    let ready = state.withLock { state in
      if transaction.rawValue != .max { state.through = transaction }
      let ready = state.waiters.filter { $0.0 <= transaction }
      state.waiters.removeAll { $0.0 <= transaction }
      return ready
    }
    for (_, continuation) in ready { continuation.resume() }
  }
}
