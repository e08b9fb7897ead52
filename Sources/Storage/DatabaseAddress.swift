package import PostgresClient

/// Where the platform's tables live, as an operator writes it in the settings.
package enum DatabaseAddress: Sendable {
  case sqlite(path: String)
  case postgres(PostgresConfiguration)

  /// Reads `postgres://…` or `postgresql://…` as PostgreSQL, and everything else as the path of a file.
  package init(_ text: String) {
    if text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") {
      self = .postgres(PostgresConfiguration(connectionString: text))
    } else {
      self = .sqlite(path: text)
    }
  }

  /// Opens the database without changing its schema.
  /// - Throws: `DatabaseError`; a PostgreSQL server is first spoken to when first used.
  package func open() throws -> any Database {
    switch self {
    case .sqlite(let path):
      // Members who leave must not stay readable in pages that were set free.
      try SQLiteDatabase(path: path, options: .erasing)
    case .postgres(let configuration): PostgresDatabase(configuration)
    }
  }
}
