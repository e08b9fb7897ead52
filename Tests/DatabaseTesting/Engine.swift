import Foundation
package import Storage

/// An engine a test runs on; as an argument it gives each engine a line of its own in the report.
///
///     @Suite(.database) struct LotTests {
///       @Test(arguments: Engine.available) func `a lot is kept`(engine: Engine) async throws {
///         let database = try await engine.makeDatabase()
package enum Engine: String, CaseIterable, Sendable, CustomStringConvertible {
  case sqlite = "SQLite"
  case postgres = "PostgreSQL"

  /// SQLite, and PostgreSQL when TONGBAO_TEST_POSTGRES holds a connection string (see bin/with-postgres).
  package static var available: [Engine] {
    postgresConnectionString == nil ? [.sqlite] : [.sqlite, .postgres]
  }

  static var postgresConnectionString: String? {
    ProcessInfo.processInfo.environment["TONGBAO_TEST_POSTGRES"].flatMap { $0.isEmpty ? nil : $0 }
  }

  package var description: String { rawValue }

  /// Makes a fresh database, with the program's schema or none; it goes when the test ends.
  package func makeDatabase(_ schema: TestSchema = .program) async throws -> any Database {
    let scope = try TestScope.required()
    return switch self {
    case .sqlite: try await scope.keep(SQLiteTestFile.make(schema))
    case .postgres: try await scope.keep(PostgresTestDatabase.make(schema))
    }
  }
}

/// What a fresh database holds.
package enum TestSchema: Sendable {
  /// Every migration of the program.
  case program
  /// Nothing at all.
  case empty
}
