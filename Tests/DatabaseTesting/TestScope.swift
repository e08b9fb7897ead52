import Storage

/// What one test opened, to be removed when it ends.
actor TestScope {
  @TaskLocal static var current: TestScope?

  /// Bounds what tests keep open: each PostgreSQL database has up to 8 connections of the server's 100.
  private static let gate = Gate(places: 8)

  private var removals: [@Sendable () async throws -> Void] = []

  static func required() throws -> TestScope {
    guard let current else { throw MissingDatabaseTrait() }
    return current
  }

  static func run(_ test: @Sendable () async throws -> Void) async throws {
    await gate.enter()
    let scope = TestScope()
    let result: Result<Void, any Error>
    do {
      result = .success(try await $current.withValue(scope) { try await test() })
    } catch {
      result = .failure(error)
    }
    do {
      try await scope.removeAll()
    } catch {
      await gate.leave()
      throw error
    }
    await gate.leave()
    try result.get()
  }

  func keep(_ made: TestDatabaseHandle) -> any Database {
    removals.append(made.remove)
    return made.database
  }

  private func removeAll() async throws {
    for remove in removals.reversed() { try await remove() }
    removals = []
  }
}

/// A database made for one test, and how to be rid of it.
struct TestDatabaseHandle: Sendable {
  let database: any Database
  let remove: @Sendable () async throws -> Void
}

/// Lets so many in at a time, in the order they came.
actor Gate {
  private var places: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(places: Int) {
    self.places = places
  }

  func enter() async {
    if places > 0 {
      places -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  func leave() {
    if waiting.isEmpty {
      places += 1
    } else {
      waiting.removeFirst().resume()
    }
  }
}
