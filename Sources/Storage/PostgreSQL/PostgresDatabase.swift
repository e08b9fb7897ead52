package import PostgresClient

/// A PostgreSQL database behind a pool of connections.
///
/// Writes are SERIALIZABLE: a body that reads and then writes was thought out for SQLite's one writer, and no
/// weaker level keeps its meaning (REPEATABLE READ lets two such bodies pass each other: write skew). It is
/// not the only guard: conditional updates, keys and CHECKs must hold without it, since Citus does not give
/// it across shards. Reads are REPEATABLE READ: one snapshot, as a SQLite reader has.
package final class PostgresDatabase: Database {
  package let pool: PostgresPool

  /// How often one body is run before a conflict is reported.
  package let attempts: Int

  package var dialect: Dialect { .postgres }

  /// Connects when first used.
  package init(_ configuration: PostgresConfiguration, attempts: Int = 12) {
    pool = PostgresPool(configuration)
    self.attempts = max(1, attempts)
  }

  package func read<T: Sendable>(
    _ body: @escaping @Sendable (any Transaction) throws -> T
  ) async throws -> T {
    try await transaction(["BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"], body)
  }

  @discardableResult
  package func write<T: Sendable>(
    _ body: @escaping @Sendable (any Transaction) throws -> T
  ) async throws -> T {
    try await transaction(["BEGIN ISOLATION LEVEL SERIALIZABLE"], body)
  }

  /// READ COMMITTED, so that what the last holder of the lock committed is seen after waiting for it.
  @discardableResult
  package func writeAlone<T: Sendable>(
    _ body: @escaping @Sendable (any Transaction) throws -> T
  ) async throws -> T {
    let begin = [
      "BEGIN ISOLATION LEVEL READ COMMITTED", "SET LOCAL statement_timeout = 0", "SET LOCAL lock_timeout = 0",
      // One lock for each schema of the database; the number is ours alone.
      "SELECT pg_advisory_xact_lock(1953459815, hashtext(current_schema()))",
      // Others may wait for minutes above, but not behind a table that somebody reads.
      "SET LOCAL lock_timeout = '5s'",
    ]
    return try await transaction(begin, body)
  }

  /// Dead rows are the server's own vacuum's to take away, which must run outside our transactions.
  package func eraseTraces() async throws {}

  package func close() async throws {
    await pool.close()
  }

  private func transaction<T: Sendable>(
    _ begin: [String], _ body: @escaping @Sendable (any Transaction) throws -> T
  ) async throws -> T {
    var attempt = 1
    while true {
      do {
        return try await pool.run { try Self.once($0, begin, body) }
      } catch let retry as Retry {
        guard attempt < attempts else { throw retry.cause }
      } catch let error as PostgresError {
        throw DatabaseError(error)
      }
      // Those who met would meet again if they all came back at once.
      let longest = min(1 << attempt, 256)
      try await Task.sleep(for: .milliseconds(Int.random(in: 0...longest)))
      attempt += 1
    }
  }

  /// A failure after which nothing was committed and the whole body may be run again.
  private struct Retry: Error {
    let cause: DatabaseError

    init?(_ cause: DatabaseError?) {
      guard let cause, cause.kind == .serialization || cause.kind == .connection else { return nil }
      self.cause = cause
    }
  }

  private static func retrying(_ failure: DatabaseError) -> any Error {
    if let retry = Retry(failure) { retry } else { failure }
  }

  private static func once<T>(
    _ session: PostgresSession, _ begin: [String], _ body: (any Transaction) throws -> T
  ) throws -> T {
    do {
      for statement in begin { try session.run(statement) }
    } catch {
      let failure = DatabaseError(error)
      throw retrying(failure)
    }
    let transaction = PostgresTransaction(session: session)
    let result: T
    do {
      result = try body(transaction)
      try transaction.throwFailure()
    } catch {
      // The connection rolls back what is left open.
      if let retry = Retry(transaction.failure) { throw retry }
      throw error
    }
    try commit(session)
    return result
  }

  private static func commit(_ session: PostgresSession) throws {
    do {
      let answer = try session.run("COMMIT")
      guard answer.commandTag == "COMMIT" else {
        throw DatabaseError(.other, "the server rolled back in place of a commit")
      }
    } catch let error as PostgresError {
      let failure = DatabaseError(error, statement: "COMMIT")
      guard failure.kind == .connection else { throw retrying(failure) }
      throw DatabaseError(
        .commitUnknown, "the server went away during the commit: \(error.message)", code: error.sqlState)
    }
  }
}
