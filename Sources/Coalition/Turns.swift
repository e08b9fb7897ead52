internal import Synchronization

/// Lets what is about one thing come one after another in this server, without making anything else wait.
///
/// A lock for less than a microsecond, not an actor: nearly always nobody waits, and each way into an actor
/// and out of it is a job for the executor.
package final class Turns<Key: Hashable & Sendable>: Sendable {
  private let waiting = Mutex<[Key: [CheckedContinuation<Void, Never>]]>([:])

  package init() {}

  /// Runs the body when everything about the same thing that came before is done.
  func one<T>(about key: Key, _ body: () async throws -> T) async rethrows -> T {
    await take(key)
    defer { leave(key) }
    return try await body()
  }

  /// Runs the body, unless something about the same thing is under way: then nil, at once.
  func ifFree<T>(about key: Key, _ body: () async throws -> T) async rethrows -> T? {
    guard begin(key) else { return nil }
    defer { leave(key) }
    return try await body()
  }

  private func take(_ key: Key) async {
    if begin(key) { return }
    await withCheckedContinuation { continuation in
      let isFree = waiting.withLock { waiting in
        guard waiting[key] != nil else {
          waiting[key] = []
          return true
        }
        waiting[key]?.append(continuation)
        return false
      }
      if isFree { continuation.resume() }
    }
  }

  private func begin(_ key: Key) -> Bool {
    waiting.withLock { waiting in
      guard waiting[key] == nil else { return false }
      waiting[key] = []
      return true
    }
  }

  private func leave(_ key: Key) {
    let next = waiting.withLock { waiting -> CheckedContinuation<Void, Never>? in
      guard var queue = waiting[key], !queue.isEmpty else {
        waiting[key] = nil
        return nil
      }
      let next = queue.removeFirst()
      waiting[key] = queue
      return next
    }
    next?.resume()
  }
}
