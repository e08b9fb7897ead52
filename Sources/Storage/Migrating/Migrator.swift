/// Brings a database's schema up to the program's, one migration a transaction; several may run at once.
package struct Migrator: Sendable {
  private let migrations: [Migration]

  /// - Throws: `DatabaseError`, kind `.migration`, when two migrations have one version.
  package init(_ migrations: [Migration]) throws(DatabaseError) {
    self.migrations = migrations.sorted { $0.version < $1.version }
    for (earlier, later) in zip(self.migrations, self.migrations.dropFirst())
    where earlier.version == later.version {
      throw DatabaseError(.migration, "\(earlier.name) and \(later.name) both are migration \(later.version)")
    }
  }

  /// Takes the migrations that come with the program.
  package static func bundled() throws -> Migrator {
    try Migrator(Migration.bundled())
  }

  /// Runs what is missing and gives it in order; nothing when the schema is up to date.
  /// - Parameter now: microseconds since 1970, recorded beside each migration.
  /// - Throws: `DatabaseError`, kind `.migration` when the database is newer or a migration was edited.
  @discardableResult
  package func migrate(_ database: any Database, now: Int64) async throws -> [Migration] {
    var done: [Migration] = []
    while let next = try await database.writeAlone({ try self.runNext($0, now: now) }) {
      done.append(next)
    }
    return done
  }

  /// Gives what `migrate` would run, and changes nothing.
  /// - Throws: as `migrate`.
  package func pending(_ database: any Database) async throws -> [Migration] {
    try await database.read { tx in
      let table: SQL =
        switch tx.dialect {
        case .sqlite: "SELECT 1 FROM sqlite_master WHERE name = 'migration'"
        case .postgres: "SELECT 1 WHERE to_regclass('migration') IS NOT NULL"
        }
      let exists = try tx.queryFirst(table) { $0.count } != nil
      return try self.missing(in: exists ? Self.applied(tx) : [])
    }
  }

  private func runNext(_ tx: any Transaction, now: Int64) throws -> Migration? {
    try tx.run(script: tx.dialect.resolve(Self.table))
    guard let next = try missing(in: Self.applied(tx)).first else { return nil }
    do {
      for statement in try StatementSplitter.statements(of: next.script, for: tx.dialect) {
        try tx.run(script: statement)
      }
    } catch let error as DatabaseError where error.kind == .migration {
      throw DatabaseError(.migration, "migration \(next.version) \(next.name): \(error.message)")
    }
    try tx.execute(
      """
      INSERT INTO migration (version, name, checksum, applied_at)
      VALUES (\(next.version), \(next.name), \(next.checksum), \(now))
      """)
    return next
  }

  private static let table = """
    CREATE TABLE IF NOT EXISTS migration (
      version BIGINT NOT NULL PRIMARY KEY,
      name TEXT NOT NULL,
      checksum TEXT NOT NULL,
      applied_at BIGINT NOT NULL
    ) {strict}
    """

  private struct Applied {
    let version: Int64
    let name: String
    let checksum: String
  }

  private static func applied(_ tx: any Transaction) throws -> [Applied] {
    try tx.query("SELECT version, name, checksum FROM migration ORDER BY version") {
      Applied(version: $0[0], name: $0[1], checksum: $0[2])
    }
  }

  private func missing(in applied: [Applied]) throws(DatabaseError) -> [Migration] {
    var known: [Int64: Migration] = [:]
    for migration in migrations { known[migration.version] = migration }
    for step in applied {
      guard let migration = known.removeValue(forKey: step.version) else {
        throw DatabaseError(
          .migration,
          "the database has migration \(step.version) \(step.name), which this program does not know: "
            + "it was made by a newer one")
      }
      guard migration.checksum == step.checksum else {
        throw DatabaseError(
          .migration,
          "migration \(step.version) \(step.name) was changed after it had run; add a new one instead")
      }
    }
    let missing = migrations.filter { known[$0.version] != nil }
    if let newest = applied.last, let late = missing.first, late.version < newest.version {
      throw DatabaseError(
        .migration,
        "migration \(late.version) \(late.name) comes behind \(newest.version), which has already run")
    }
    return missing
  }
}
