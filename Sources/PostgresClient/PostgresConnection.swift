import Dispatch

/// A session that lives on a dispatch queue of its own, so that waiting for the server blocks no task.
///
/// `@unchecked Sendable`: `session` is touched on `queue` only, which is serial; the compiler cannot see
/// that, since a dispatch queue cannot be an actor's executor on Linux.
package final class PostgresConnection: @unchecked Sendable {
  /// What a job gave, and whether the connection can take another.
  struct Outcome<T: Sendable>: Sendable {
    let result: Result<T, any Error>
    let isReady: Bool
  }

  private let queue: DispatchQueue
  private var session: PostgresSession?

  private init(queue: DispatchQueue) {
    self.queue = queue
  }

  /// Connects to the server.
  /// - Throws: `PostgresError`.
  package static func open(_ configuration: PostgresConfiguration) async throws -> PostgresConnection {
    let connection = PostgresConnection(queue: DispatchQueue(label: "tongbao.postgres"))
    try await connection.onQueue { connection.session = try PostgresSession(configuration) }
    return connection
  }

  /// Runs the job on the connection's queue, and ends a transaction the job left open.
  func perform<T: Sendable>(
    _ job: @escaping @Sendable (PostgresSession) throws -> T
  ) async -> Outcome<T> {
    await withCheckedContinuation { continuation in
      queue.async { [self] in
        guard let session else {
          let closed = PostgresError("the connection is closed", isConnectionLost: true)
          continuation.resume(returning: Outcome(result: .failure(closed), isReady: false))
          return
        }
        let result = Result { try job(session) }
        session.reset()
        continuation.resume(returning: Outcome(result: result, isReady: session.isReady))
      }
    }
  }

  /// Runs the job on the connection's queue.
  /// - Throws: `PostgresError`, or whatever the job throws.
  package func run<T: Sendable>(
    _ job: @escaping @Sendable (PostgresSession) throws -> T
  ) async throws -> T {
    try await perform(job).result.get()
  }

  /// Ends the session after the jobs that were asked for before.
  package func close() {
    queue.async { [self] in session = nil }
  }

  private func onQueue(_ job: @escaping @Sendable () throws -> Void) async throws {
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
      queue.async { continuation.resume(with: Result { try job() }) }
    }
  }
}
