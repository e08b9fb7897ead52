internal import Ledger
internal import Synchronization

// The one file with locks here: both are asked for every message, for less than a microsecond.

/// How many messages of each terminal are worked on; a terminal sends one and waits, so more are a fault of
/// its own or somebody else's play.
final class RunningMessages: Sendable {
  private let limit: Int
  private let counts = Mutex<[TerminalID: Int]>([:])

  init(limit: Int) { self.limit = limit }

  /// False where the terminal has too many already.
  func begin(_ terminal: TerminalID) -> Bool {
    counts.withLock { counts in
      guard counts[terminal, default: 0] < limit else { return false }
      counts[terminal, default: 0] += 1
      return true
    }
  }

  func end(_ terminal: TerminalID) {
    counts.withLock { counts in
      let left = counts[terminal, default: 1] - 1
      counts[terminal] = left > 0 ? left : nil
    }
  }
}

/// The last answer to each terminal, at most 16,384 of them: the same bytes coming again get the same bytes
/// back, also where nothing was booked.
///
/// What was booked is answered alike without it, from the ledger, after a restart too.
final class LatestAnswers: Sendable {
  private static let capacity = 16_384

  private struct Latest {
    let request: [UInt8]
    let reply: [UInt8]
  }

  private let latest = Mutex<[TerminalID: Latest]>([:])

  func answer(to request: [UInt8], of terminal: TerminalID) -> [UInt8]? {
    latest.withLock { latest in
      guard let known = latest[terminal], known.request == request else { return nil }
      return known.reply
    }
  }

  func remember(_ reply: [UInt8], to request: [UInt8], of terminal: TerminalID) {
    latest.withLock { latest in
      // Starting over is the simplest bound; the next messages fill it again.
      if latest.count >= Self.capacity { latest.removeAll(keepingCapacity: true) }
      latest[terminal] = Latest(request: request, reply: reply)
    }
  }
}
