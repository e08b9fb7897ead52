package import Ledger
internal import Synchronization

/// Terminals with their keys as the gateway lately saw them, at most 16,384, each for at most 10 seconds;
/// when each was last heard; and how much each has given without asking in its batch.
///
/// Our own changes are seen at once, another server's after 10 seconds at the latest, as with API keys.
package final class POSTerminalCache: Sendable {
  private static let capacity = 16_384
  private static let lifeSeconds: Int64 = 10

  struct Numbers: Hashable, Sendable {
    let acceptor: String
    let number: String
  }

  struct Known: Sendable {
    let access: POSAccess?
    let readAt: Instant
  }

  private struct State {
    var generation = 0
    var terminals: [Numbers: Known] = [:]
    var seen: [TerminalID: Instant] = [:]
    var advices: [TerminalID: Advices] = [:]
    var refusedEnds: [TerminalID: RefusedEnd] = [:]
  }

  private struct RefusedEnd: Equatable {
    let batch: TillBatchName
    let told: Int
    let came: Int
  }

  struct Advices: Sendable {
    var batch: TillBatchName
    var amount: Int64
  }

  /// Every message reads it, for less than a microsecond: a mutex costs less than a hop.
  private let state = Mutex(State())

  init() {}

  var generation: Int { state.withLock { $0.generation } }

  func entry(_ numbers: Numbers, at now: Instant) -> Known? {
    guard let entry = state.withLock({ $0.terminals[numbers] }) else { return nil }
    return now >= entry.readAt && now < entry.readAt.adding(seconds: Self.lifeSeconds) ? entry : nil
  }

  func remember(_ access: POSAccess?, _ numbers: Numbers, of generation: Int, at now: Instant) {
    state.withLock { state in
      guard state.generation == generation else { return }
      // Starting over is the simplest bound; the next messages fill it again.
      if state.terminals.count >= Self.capacity { state.terminals.removeAll(keepingCapacity: true) }
      state.terminals[numbers] = Known(access: access, readAt: now)
    }
  }

  /// Forgets terminals; to be called after a change was committed.
  func forgetAll() {
    state.withLock { state in
      state.generation += 1
      state.terminals.removeAll(keepingCapacity: true)
    }
  }

  /// Forgets one; to be called after its sign-in, sign-out or settlement.
  func forget(_ terminal: POSTerminal) {
    state.withLock { state in
      state.generation += 1
      state.terminals[Numbers(acceptor: terminal.acceptor, number: terminal.number)] = nil
    }
  }

  /// Notes that a terminal was heard.
  package func see(_ terminal: TerminalID, at now: Instant) {
    state.withLock { $0.seen[terminal] = now }
  }

  /// What was heard since the last call.
  func takeSeen() -> [TerminalID: Instant] {
    state.withLock { state in
      defer { state.seen = [:] }
      return state.seen
    }
  }

  /// What the terminal's advices of the batch are about so far; nil while that is not known.
  func advices(of terminal: TerminalID, in batch: TillBatchName) -> Int64? {
    state.withLock { state in
      guard let known = state.advices[terminal], known.batch == batch else { return nil }
      return known.amount
    }
  }

  /// Takes from what is left of a batch's limit; false when it would pass it.
  func reserve(
    _ amount: Int64, of limit: Int64, by terminal: TerminalID, in batch: TillBatchName,
    startingAt known: Int64
  )
    -> Bool
  {
    state.withLock { state in
      if state.advices.count >= Self.capacity { state.advices = [:] }
      var advices = state.advices[terminal] ?? Advices(batch: batch, amount: known)
      if advices.batch != batch { advices = Advices(batch: batch, amount: known) }
      guard advices.amount + amount <= limit else { return false }
      advices.amount += amount
      state.advices[terminal] = advices
      return true
    }
  }

  /// Whether an upload's end that does not fit its lines is told a second time, nothing having come since.
  func insists(
    _ terminal: TerminalID, on told: Int, whileCame came: Int, in batch: TillBatchName
  ) -> Bool {
    let end = RefusedEnd(batch: batch, told: told, came: came)
    return state.withLock { state in
      if state.refusedEnds[terminal] == end {
        state.refusedEnds[terminal] = nil
        return true
      }
      if state.refusedEnds.count >= Self.capacity { state.refusedEnds = [:] }
      state.refusedEnds[terminal] = end
      return false
    }
  }

  /// Gives back what was reserved for an advice that did not post, or had posted before.
  func giveBack(_ amount: Int64, by terminal: TerminalID, in batch: TillBatchName) {
    state.withLock { state in
      guard state.advices[terminal]?.batch == batch else { return }
      state.advices[terminal]?.amount -= amount
    }
  }
}
