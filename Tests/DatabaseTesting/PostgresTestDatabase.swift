import Foundation
import PostgresClient
import Storage

/// Databases of their own on the server that the environment names; the schema is made once and copied.
enum PostgresTestDatabase {
  private struct Refusal: Error, CustomStringConvertible {
    let description: String
  }

  private static let template = Task {
    let name = "tongbao_template_\(UUID().uuidString.lowercased())"
    let admin = try await administration.value
    try await admin.run { _ = try $0.run("CREATE DATABASE \"\(name)\"") }
    let database = PostgresDatabase(try configuration(database: name))
    try await Migrator.bundled().migrate(database, now: 0)
    try await database.close()
    return name
  }

  /// One connection, since the server copies a template for one at a time.
  private static let administration = Task {
    let connection = try await PostgresConnection.open(configuration(database: nil))
    let isLocal = try await connection.run { session in
      let answer = try session.run(
        """
        SELECT coalesce(inet_server_addr() << '127.0.0.0/8' OR inet_server_addr() = '::1', true)
        """)
      return answer.value(row: 0, column: 0) == .int64(1)
    }
    guard isLocal else {
      throw Refusal(description: "TONGBAO_TEST_POSTGRES is on another machine; tests use local servers only")
    }
    return connection
  }

  static func make(_ schema: TestSchema) async throws -> TestDatabaseHandle {
    let name = "tongbao_test_\(UUID().uuidString.lowercased())"
    let admin = try await administration.value
    let source =
      switch schema {
      case .program: try await template.value
      case .empty: "template0"
      }
    let create = "CREATE DATABASE \"\(name)\" TEMPLATE \"\(source)\" STRATEGY wal_log"
    try await admin.run { _ = try $0.run(create) }
    let database = PostgresDatabase(try configuration(database: name))
    return TestDatabaseHandle(database: database) {
      try await database.close()
      try await admin.run { _ = try $0.run("DROP DATABASE \"\(name)\" WITH (FORCE)") }
    }
  }

  private static func configuration(database: String?) throws -> PostgresConfiguration {
    guard let connectionString = Engine.postgresConnectionString else {
      throw Refusal(description: "TONGBAO_TEST_POSTGRES is not set; see bin/with-postgres")
    }
    var configuration = PostgresConfiguration(connectionString: connectionString)
    configuration.maximumConnections = 8
    configuration.database = database
    return configuration
  }
}
