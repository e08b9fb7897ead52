import GRDB
import Synchronization

/// A SQLite file: one connection writes and alone checkpoints, a few others read.
///
/// SQLite before 3.51.3 can corrupt a file when two connections write or checkpoint at one instant
/// (sqlite.org/wal.html, "The WAL-Reset Bug"), so readers are opened read-only, and no second process may
/// open the file for writing while a server runs.
package final class SQLiteDatabase: Database {
  /// How a file is opened.
  package struct Options: Sendable {
    /// The most connections that read at the same time.
    package var readers = 4
    /// How long a statement waits for a lock of another process.
    package var busyTimeoutSeconds = 5
    /// The log's length in pages of 4 KiB at which a commit also checkpoints; 0 leaves it to `checkpoint`.
    package var checkpointPages = 1_000
    /// Whether what is deleted is overwritten in the file, which costs a little at each change.
    package var erasesDeleted = false

    package init() {}

    /// For files with personal data.
    package static var erasing: Options {
      var options = Options()
      options.erasesDeleted = true
      return options
    }
  }

  package let path: String
  let pool: DatabasePool

  /// Set on the writer's queue and read there; a mutex says so to the compiler.
  private let failure = Mutex<DatabaseError?>(nil)

  package var dialect: Dialect { .sqlite }

  /// Opens the file, and makes it when it is missing.
  /// - Throws: `DatabaseError`.
  package init(path: String, options: Options = Options()) throws {
    self.path = path
    var configuration = Configuration()
    configuration.label = "tongbao.sqlite"
    configuration.foreignKeysEnabled = true
    configuration.maximumReaderCount = options.readers
    configuration.busyMode = .timeout(Double(options.busyTimeoutSeconds))
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA mmap_size = 0")
      try db.execute(sql: "PRAGMA temp_store = MEMORY")
      if options.erasesDeleted { try db.execute(sql: "PRAGMA secure_delete = ON") }
      let pages = db.configuration.readonly ? 0 : options.checkpointPages
      try db.execute(sql: "PRAGMA wal_autocheckpoint = \(pages)")
    }
    pool = try translatingSQLiteErrors {
      let pool = try DatabasePool(path: path, configuration: configuration)
      // The pool has set NORMAL by now, which may lose acknowledged commits when the power fails.
      try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
      return pool
    }
  }

  /// What an operator should know about the SQLite library in use; empty when all is well.
  package static var warnings: [String] {
    warnings(libraryVersion: Int(GRDB.Database.sqliteLibVersionNumber))
  }

  /// Judges a version number such as 3051003, which is 3.51.3.
  package static func warnings(libraryVersion version: Int) -> [String] {
    guard version < 3_051_003 else { return [] }
    let name = "\(version / 1_000_000).\(version / 1_000 % 1_000).\(version % 1_000)"
    return [
      """
      SQLite \(name) is older than 3.51.3 and has the WAL-reset bug: \
      let no other process write to or checkpoint the database file
      """
    ]
  }

  package func read<T: Sendable>(
    _ body: @escaping @Sendable (any Transaction) throws -> T
  ) async throws -> T {
    do {
      return try await pool.read { try body(SQLiteTransaction(db: $0)) }
    } catch let error as GRDB.DatabaseError {
      throw DatabaseError(error)
    }
  }

  @discardableResult
  package func write<T: Sendable>(
    _ body: @escaping @Sendable (any Transaction) throws -> T
  ) async throws -> T {
    do {
      return try await pool.write { db in
        try self.refuseAfterFailure()
        let transaction = SQLiteTransaction(db: db)
        let result = try body(transaction)
        if let failure = transaction.failure { throw failure }
        return result
      }
    } catch let error as GRDB.DatabaseError {
      throw remember(DatabaseError(error))
    } catch let error as DatabaseError {
      throw remember(error)
    }
  }

  /// The one writing connection makes every write one of its kind here.
  @discardableResult
  package func writeAlone<T: Sendable>(
    _ body: @escaping @Sendable (any Transaction) throws -> T
  ) async throws -> T {
    try await write(body)
  }

  /// Moves what it can of the log into the file without waiting for readers.
  /// - Throws: `DatabaseError`.
  package func checkpoint() async throws {
    do {
      try await pool.writeWithoutTransaction { db in
        _ = try db.checkpoint(.passive)
      }
    } catch let error as GRDB.DatabaseError {
      throw DatabaseError(error)
    }
  }

  /// Moves the whole log into the file and empties it, so that rows overwritten there are in neither.
  /// - Throws: `DatabaseError`, busy while somebody reads for longer than the time-out.
  package func eraseTraces() async throws {
    do {
      try await pool.writeWithoutTransaction { db in
        _ = try db.checkpoint(.truncate)
      }
    } catch let error as GRDB.DatabaseError {
      throw DatabaseError(error)
    }
  }

  /// Copies the database as of one moment into a new file, while writing goes on.
  /// - Throws: `DatabaseError`, also when the file exists.
  package func copy(to path: String) async throws {
    do {
      try await pool.writeWithoutTransaction { try $0.execute(sql: "VACUUM INTO ?", arguments: [path]) }
    } catch let error as GRDB.DatabaseError {
      throw DatabaseError(error)
    }
  }

  /// Stays on the one writing connection, outside any transaction, for callers of `sqlite3_*`; blocks.
  /// - Throws: whatever the body throws.
  package func withWritingConnection<T>(_ body: (OpaquePointer) throws -> T) throws -> T {
    try pool.writeWithoutTransaction { db in
      guard let connection = db.sqliteConnection else {
        throw DatabaseError(.connection, "the database is closed")
      }
      return try body(connection)
    }
  }

  package func close() async throws {
    try translatingSQLiteErrors { try pool.close() }
  }

  /// After a failed write to disk a repeated one may falsely succeed, so none is tried.
  private func refuseAfterFailure() throws(DatabaseError) {
    if let earlier = failure.withLock({ $0 }) {
      throw DatabaseError(
        .inputOutput, "no more writes since the disk failed; restart to recover: \(earlier.message)",
        code: earlier.code)
    }
  }

  private func remember(_ error: DatabaseError) -> DatabaseError {
    // SQLITE_FULL (13) rolls back cleanly and may pass; only SQLITE_IOERR (10) leaves the file in doubt.
    if error.kind == .inputOutput, error.code.flatMap(Int.init).map({ $0 & 0xFF }) == 10 {
      failure.withLock { if $0 == nil { $0 = error } }
    }
    return error
  }
}
