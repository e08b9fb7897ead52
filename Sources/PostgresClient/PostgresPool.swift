/// A bounded number of connections that callers take in turn.
package actor PostgresPool {
  private enum Grant: Sendable {
    case connection(PostgresConnection)
    case place
  }

  private struct Waiter {
    let continuation: CheckedContinuation<Grant, any Error>
    let timer: Task<Void, Never>
  }

  package nonisolated let configuration: PostgresConfiguration
  private var idle: [PostgresConnection] = []
  private var open = 0
  private var waiters: [(ticket: Int, waiter: Waiter)] = []
  private var tickets = 0
  private var isClosed = false

  package init(_ configuration: PostgresConfiguration) {
    self.configuration = configuration
  }

  /// How many connections are open or being opened.
  package var openConnections: Int { open }

  /// How many callers wait for a connection.
  package var waitingCallers: Int { waiters.count }

  /// Runs the job on a free connection; one that broke is dropped, and so are all idle ones with it.
  /// - Throws: `PostgresError`, SQLSTATE `53300` when none came free in time, or whatever the job throws.
  package func run<T: Sendable>(
    _ job: @escaping @Sendable (PostgresSession) throws -> T
  ) async throws -> T {
    let connection = try await take()
    let outcome = await connection.perform(job)
    giveBack(connection, isReady: outcome.isReady)
    return try outcome.result.get()
  }

  /// Ends the idle connections now, the others when their jobs end; waiting callers fail.
  package func close() {
    isClosed = true
    dropIdle()
    for (_, waiter) in waiters {
      waiter.timer.cancel()
      waiter.continuation.resume(throwing: Self.closed)
    }
    waiters = []
  }

  private static let closed = PostgresError("the pool of connections is closed")

  private func take() async throws -> PostgresConnection {
    switch try await grant() {
    case .connection(let connection):
      return connection
    case .place:
      do {
        return try await PostgresConnection.open(configuration)
      } catch {
        open -= 1
        admitNext()
        throw error
      }
    }
  }

  private func grant() async throws -> Grant {
    if isClosed { throw Self.closed }
    if let connection = idle.popLast() { return .connection(connection) }
    if open < configuration.maximumConnections {
      open += 1
      return .place
    }
    tickets += 1
    let ticket = tickets
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        // A task of its own, since the wait ends by whichever comes first: a connection or the time-out.
        let timer = Task {
          let limit = Duration.milliseconds(configuration.waitMilliseconds)
          // A cancelled sleep means that a connection came first.
          guard (try? await Task.sleep(for: limit)) != nil else { return }
          self.fail(ticket, self.exhausted)
        }
        waiters.append((ticket, Waiter(continuation: continuation, timer: timer)))
        if Task.isCancelled { fail(ticket, CancellationError()) }
      }
    } onCancel: {
      Task { await self.fail(ticket, CancellationError()) }
    }
  }

  private var exhausted: PostgresError {
    var error = PostgresError(
      """
      all \(configuration.maximumConnections) connections were busy for \
      \(configuration.waitMilliseconds) ms
      """)
    error.sqlState = "53300"
    return error
  }

  private func fail(_ ticket: Int, _ error: any Error) {
    guard let index = waiters.firstIndex(where: { $0.ticket == ticket }) else { return }
    let waiter = waiters.remove(at: index).waiter
    waiter.timer.cancel()
    waiter.continuation.resume(throwing: error)
  }

  private func giveBack(_ connection: PostgresConnection, isReady: Bool) {
    guard isReady, !isClosed else {
      connection.close()
      open -= 1
      // A server that went away took the idle connections with it.
      dropIdle()
      admitNext()
      return
    }
    if let waiter = nextWaiter() {
      waiter.continuation.resume(returning: .connection(connection))
    } else {
      idle.append(connection)
    }
  }

  private func dropIdle() {
    open -= idle.count
    for connection in idle { connection.close() }
    idle = []
  }

  private func admitNext() {
    while open < configuration.maximumConnections, let waiter = nextWaiter() {
      open += 1
      waiter.continuation.resume(returning: .place)
    }
  }

  private func nextWaiter() -> Waiter? {
    guard !waiters.isEmpty else { return nil }
    let waiter = waiters.removeFirst().waiter
    waiter.timer.cancel()
    return waiter
  }
}
