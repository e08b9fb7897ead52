import Foundation
import Ledger
import Synchronization

/// Follows the journal into `search.db` on a thread of its own, a segment at a time, behind the payments.
///
/// What is not in a segment yet is searched in memory, so nobody waits for the projection and nobody sees the
/// past of their own act. Bounded: when too many transactions wait, the writer waits too, and then the queue
/// of commands fills and refuses. After a crash the journal makes up what the watermark says is missing.
final class Projector: Sendable {
  private enum Work: Sendable {
    case rows(Int)
    case keys(KeyRun)
  }

  static let capacity = 262_144
  private let segmentLength: Int

  private let queue = BlockingQueue<Work>(capacity: capacity)
  private let state: Mutex<State>
  private let running = DispatchGroup()

  private struct State {
    /// In order; the oldest are on their way into a segment.
    var tail: [SearchRow] = []
    /// Every transaction up to here is in a segment.
    var through: TransactionID
    var runs: Int64
    var failure: (any Error)?
  }

  private let planted = Planted()

  init(path: String, segmentLength: Int) throws {
    self.segmentLength = segmentLength
    let file = try SearchFile(path: path)
    state = Mutex(
      State(through: TransactionID(try file.mark("search_through")), runs: try file.mark("key_runs")))
  }

  /// Starts the thread; its connection is the only one that writes the file.
  func start(path: String) throws {
    // Opened here so that a fault is the caller's, used on the thread only.
    let handover = Handover(try SearchFile(path: path))
    running.enter()
    let thread = Thread { [self] in
      handover.take().map(follow)
      running.leave()
    }
    thread.name = "tongbao.projector"
    thread.stackSize = 4 << 20
    thread.start()
  }

  var through: TransactionID { state.withLock { $0.through } }
  var runs: Int64 { state.withLock { $0.runs } }
  /// Set once, when the projection can go no further.
  var failure: (any Error)? { state.withLock { $0.failure } }

  /// Makes rows searchable at once; waits while the projection is too far behind. Called by the writer.
  func project(_ rows: [SearchRow]) {
    // After a failure nothing would take rows out again.
    state.withLock { if $0.failure == nil { $0.tail += rows } }
    _ = queue.pushWaiting(.rows(rows.count), weight: rows.count)
  }

  func project(_ run: KeyRun) { _ = queue.pushWaiting(.keys(run), weight: 0) }

  /// The newest matches that are in no segment yet, and where the segments end that go on from there.
  func recent(_ query: TransactionQuery) -> (found: [TransactionID], through: TransactionID) {
    state.withLock { state in
      var found: [TransactionID] = []
      let tail = planted.has(.tailIsForgottenBySearch) ? [] : state.tail
      for row in tail.reversed() where query.matches(row) {
        found.append(row.id)
        if found.count == query.limit { break }
      }
      return (found, state.through)
    }
  }

  /// Ends the thread; what is in no segment is made up at the next start.
  func stop() {
    queue.close()
    running.wait()
  }

  private func follow(_ file: SearchFile) {
    do {
      while true {
        let work = queue.takeAll()
        if work.isEmpty { break }
        for case .keys(let run) in work {
          try file.write(run)
          state.withLock { $0.runs += 1 }
        }
        while let rows = nextSegment() { try write(rows, to: file) }
      }
    } catch {
      state.withLock { state in
        state.failure = error
        state.tail = []
      }
      queue.close()
    }
  }

  private func nextSegment() -> [SearchRow]? {
    state.withLock { state in
      state.tail.count < segmentLength ? nil : Array(state.tail.prefix(segmentLength))
    }
  }

  private func write(_ rows: [SearchRow], to file: SearchFile) throws {
    guard let first = rows.first?.id, let last = rows.last?.id else { return }
    try file.write(SearchSegment(rows, first: first, last: last))
    state.withLock { state in
      state.tail.removeFirst(rows.count)
      state.through = last
    }
    if file.database.pagesInLog >= 1_000 { try file.database.checkpoint() }
  }
}
