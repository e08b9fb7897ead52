/// Lets what is about one thing come one after another in this server, without making anything else wait.
package actor Turns<Key: Hashable & Sendable> {
  private var waiting: [Key: [CheckedContinuation<Void, Never>]] = [:]

  package init() {}

  /// Waits for its turn; each ``take(_:)`` is followed by one ``leave(_:)``.
  func take(_ key: Key) async {
    guard waiting[key] != nil else {
      waiting[key] = []
      return
    }
    await withCheckedContinuation { waiting[key, default: []].append($0) }
  }

  func leave(_ key: Key) {
    guard let queue = waiting[key], !queue.isEmpty else {
      waiting[key] = nil
      return
    }
    waiting[key]?.removeFirst().resume()
  }
}
