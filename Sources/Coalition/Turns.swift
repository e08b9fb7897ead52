/// Lets what is about one thing come one after another in this server, without making anything else wait.
package actor Turns<Key: Hashable & Sendable> {
  private var waiting: [Key: [CheckedContinuation<Void, Never>]] = [:]

  package init() {}

  /// Runs the body when everything about the same thing that came before is done.
  nonisolated func one<T>(about key: Key, _ body: () async throws -> T) async rethrows -> T {
    await take(key)
    do {
      let result = try await body()
      await leave(key)
      return result
    } catch {
      await leave(key)
      throw error
    }
  }

  private func take(_ key: Key) async {
    guard waiting[key] != nil else {
      waiting[key] = []
      return
    }
    await withCheckedContinuation { waiting[key, default: []].append($0) }
  }

  private func leave(_ key: Key) {
    guard let queue = waiting[key], !queue.isEmpty else {
      waiting[key] = nil
      return
    }
    waiting[key]?.removeFirst().resume()
  }
}
