import GRDBSQLite

/// A SQLite connection without layers, for the ledger's writer and projector: prepared statements halve the
/// cost of a row against GRDB's (measured, docs/decisions/0001). Used by one thread at a time.
final class RawDatabase {
  private var handle: OpaquePointer?

  /// Pages in the log after the last commit, as SQLite's commit hook tells.
  private(set) var pagesInLog = 0

  init(path: String, isReadOnly: Bool = false) throws(SQLiteFailure) {
    let flags =
      (isReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
      | SQLITE_OPEN_NOMUTEX
    let code = sqlite3_open_v2(path, &handle, flags, nil)
    guard code == SQLITE_OK else { throw failure(code) }
    sqlite3_busy_timeout(handle, 5_000)
    // A reader never checkpoints; the writer does so itself, in steps (testing.md, finding 1).
    try run("PRAGMA wal_autocheckpoint=0")
    try run("PRAGMA mmap_size=0")
    let observer = Unmanaged.passUnretained(self).toOpaque()
    sqlite3_wal_hook(
      handle,
      { observer, _, _, pages in
        guard let observer else { return SQLITE_OK }
        Unmanaged<RawDatabase>.fromOpaque(observer).takeUnretainedValue().pagesInLog = Int(pages)
        return SQLITE_OK
      }, observer)
  }

  deinit { sqlite3_close_v2(handle) }

  func run(_ sql: String) throws(SQLiteFailure) {
    let code = sqlite3_exec(handle, sql, nil, nil, nil)
    guard code == SQLITE_OK else { throw failure(code) }
  }

  func prepare(_ sql: String) throws(SQLiteFailure) -> RawStatement {
    var statement: OpaquePointer?
    let code = sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
    guard code == SQLITE_OK, let statement else { throw failure(code) }
    return RawStatement(statement, of: self)
  }

  /// Copies committed pages from the log into the file as far as readers allow; gives the pages left in the
  /// log.
  @discardableResult
  func checkpoint() throws(SQLiteFailure) -> Int {
    var logged: Int32 = 0
    var copied: Int32 = 0
    let code = sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_PASSIVE, &logged, &copied)
    guard code == SQLITE_OK || code == SQLITE_BUSY else { throw failure(code) }
    return Int(logged - copied)
  }

  func failure(_ code: Int32) -> SQLiteFailure {
    SQLiteFailure(code: code, message: handle.map { String(cString: sqlite3_errmsg($0)) } ?? "cannot open")
  }
}

/// SQLite said no: its result code and message.
package struct SQLiteFailure: Error, Sendable, CustomStringConvertible {
  package var code: Int32
  package var message: String
  package var description: String { "SQLite \(code): \(message)" }
}

/// A prepared statement; parameters and columns are numbered as SQLite does (from 1 and from 0).
final class RawStatement {
  private let statement: OpaquePointer
  private let database: RawDatabase

  fileprivate init(_ statement: OpaquePointer, of database: RawDatabase) {
    self.statement = statement
    self.database = database
  }

  deinit { sqlite3_finalize(statement) }

  func bind(_ value: Int64, at index: Int32) { sqlite3_bind_int64(statement, index, value) }

  /// Binds bytes, all or a part of them, for the duration of `body`, which must step the statement.
  func bind<T>(
    _ bytes: [UInt8], _ part: Range<Int>? = nil, at index: Int32, while body: () throws(SQLiteFailure) -> T
  ) throws(SQLiteFailure) -> T {
    let outcome: Result<T, SQLiteFailure> = bytes.withUnsafeBytes { whole in
      let buffer = UnsafeRawBufferPointer(rebasing: whole[part ?? whole.indices])
      // A nil pointer would bind NULL; an empty blob has an address of its own.
      var nothing: UInt8 = 0
      let base = buffer.baseAddress ?? withUnsafePointer(to: &nothing) { UnsafeRawPointer($0) }
      sqlite3_bind_blob(statement, index, base, Int32(buffer.count), nil)
      return Result { () throws(SQLiteFailure) in try body() }
    }
    return try outcome.get()
  }

  func bind(_ text: String, at index: Int32) {
    let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    sqlite3_bind_text(statement, index, text, -1, transient)
  }

  /// Runs to the next row; false at the end.
  func step() throws(SQLiteFailure) -> Bool {
    switch sqlite3_step(statement) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code:
      let failure = database.failure(code)
      sqlite3_reset(statement)
      throw failure
    }
  }

  func reset() { sqlite3_reset(statement) }

  /// Runs a statement that gives no rows.
  func execute() throws(SQLiteFailure) {
    _ = try step()
    reset()
  }

  func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }

  func text(_ column: Int32) -> String {
    sqlite3_column_text(statement, column).map { String(cString: $0) } ?? ""
  }

  func bytes(_ column: Int32) -> [UInt8] {
    guard let start = sqlite3_column_blob(statement, column) else { return [] }
    return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column))))
  }
}
