internal import Ledger
internal import Synchronization

/// Which refusals are written: one a minute of the same, and never so many that they fill a disk.
final class RefusalCounts: Sendable {
  /// A line that is to be written.
  struct Line: Sendable, Equatable {
    /// The same ones since the last line of theirs.
    let before: Int
    /// Of all kinds, since the last line, which were too many.
    let unwritten: Int
  }

  static let perMinute = 600
  private static let seconds: Int64 = 60
  private static let mostKept = 10_000

  private struct Kind: Hashable {
    let reason: String
    let who: String
    let what: String
    let address: String
  }

  private struct State {
    var kinds: [Kind: (from: Instant, before: Int)] = [:]
    var minuteFrom = Instant.distantPast
    var written = 0
    var unwritten = 0
  }

  private let state = Mutex(State())

  /// Nil where no line is to be written.
  func admit(_ refusal: RefusedRequest, at now: Instant) -> Line? {
    // Whoever holds a network of IPv6 has addresses without end.
    let kind = Kind(
      reason: refusal.reason, who: refusal.who, what: refusal.what,
      address: CountedAddress(refusal.address).text)
    let past = now.adding(seconds: -Self.seconds)
    return state.withLock { state in
      if let last = state.kinds[kind], last.from > past {
        state.kinds[kind] = (last.from, last.before + 1)
        return nil
      }
      if state.minuteFrom <= past {
        state.minuteFrom = now
        state.written = 0
      }
      guard state.written < Self.perMinute else {
        state.unwritten += 1
        return nil
      }
      if state.kinds.count >= Self.mostKept { state.kinds = state.kinds.filter { $0.value.from > past } }
      let line = Line(before: state.kinds[kind]?.before ?? 0, unwritten: state.unwritten)
      state.kinds[kind] = (now, 0)
      state.written += 1
      state.unwritten = 0
      return line
    }
  }
}
