internal import Coalition
internal import Ledger
internal import Synchronization

// The one file with locks here: all are asked for every message, for less than a microsecond.

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

/// Lets copies of one trade come one after another, so that what the first led to is known when the second is
/// looked at. Without a copy nothing waits.
final class MessagesInTurn: Sendable {
  struct Name: Hashable, Sendable {
    let terminal: TerminalID
    let batch: TillBatchName
    let trace: Int64
  }

  private let waiting = Mutex<[Name: [CheckedContinuation<Void, Never>]]>([:])

  /// Waits for its turn; each ``take(_:)`` is followed by one ``leave(_:)``.
  func take(_ name: Name?) async {
    guard let name, !begin(name) else { return }
    await withCheckedContinuation { continuation in
      let isFree = waiting.withLock { waiting in
        guard waiting[name] != nil else {
          waiting[name] = []
          return true
        }
        waiting[name]?.append(continuation)
        return false
      }
      if isFree { continuation.resume() }
    }
  }

  private func begin(_ name: Name) -> Bool {
    waiting.withLock { waiting in
      guard waiting[name] == nil else { return false }
      waiting[name] = []
      return true
    }
  }

  func leave(_ name: Name?) {
    guard let name else { return }
    let next = waiting.withLock { waiting -> CheckedContinuation<Void, Never>? in
      guard var queue = waiting[name], !queue.isEmpty else {
        waiting[name] = nil
        return nil
      }
      let next = queue.removeFirst()
      waiting[name] = queue
      return next
    }
    next?.resume()
  }
}

/// Trades that were turned away before the ledger was asked, at most 65,536 of them: a copy of one is not
/// looked at again, so that it uses up no try of a PIN.
///
/// After a restart the ledger's memory of them alone counts, see ``TillHost/turnedAway(_:_:_:)``.
final class TurnedAwayTrades: Sendable {
  private static let capacity = 65_536
  private let names = Mutex<Set<MessagesInTurn.Name>>([])

  func has(_ name: MessagesInTurn.Name) -> Bool { names.withLock { $0.contains(name) } }

  func remember(_ name: MessagesInTurn.Name) {
    names.withLock { names in
      if names.count >= Self.capacity { names.removeAll(keepingCapacity: true) }
      names.insert(name)
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
  private let planted = PlantedTill()

  func answer(to request: [UInt8], of terminal: TerminalID) -> [UInt8]? {
    latest.withLock { latest in
      guard let known = latest[terminal],
        known.request == request || planted.has(.answersForgetWhatWasAsked)
      else { return nil }
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
