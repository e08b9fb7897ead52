/// How connections to a PostgreSQL server are made, and the limits each keeps.
package struct PostgresConfiguration: Sendable {
  /// libpq's own form, `postgres://…` or `host=… dbname=…`; TLS is asked for here: `sslmode=verify-full`.
  package var connectionString: String
  /// The most connections one pool opens.
  package var maximumConnections = 16
  /// How long a caller waits for a free connection.
  package var waitMilliseconds = 10_000
  /// How long one attempt to connect may take, unless the connection string says otherwise.
  package var connectTimeoutSeconds = 5
  /// How long one statement may run; 0 is without end.
  package var statementTimeoutMilliseconds = 30_000
  /// How long one statement waits for a lock; 0 is without end.
  package var lockTimeoutMilliseconds = 5_000
  /// The most prepared statements one connection keeps.
  package var statementCacheCapacity = 256
  /// The database to use in place of the connection string's.
  package var database: String?
  /// Where tables are looked for and made, in place of the role's search path.
  package var schema: String?

  package init(connectionString: String) {
    self.connectionString = connectionString
  }
}
