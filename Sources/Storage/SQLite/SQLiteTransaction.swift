import Foundation
import GRDB

/// Statements on one connection of a SQLite file.
///
/// After a failed statement nothing more runs and nothing is committed, as PostgreSQL has it: a body that
/// catches a violation and goes on would otherwise pass on one engine only.
final class SQLiteTransaction: Transaction {
  private let db: GRDB.Database
  private(set) var failure: DatabaseError?

  init(db: GRDB.Database) {
    self.db = db
  }

  var dialect: Dialect { .sqlite }

  func query<T>(_ sql: SQL, _ decode: (borrowing Row) throws -> T) throws -> [T] {
    try withRows(of: sql) { rows in
      var decoded: [T] = []
      let faults = RowFaults()
      while let row = try rows.next() {
        decoded.append(try faults.decode(SQLiteRow(row: row), decode))
      }
      return decoded
    }
  }

  func queryFirst<T>(_ sql: SQL, _ decode: (borrowing Row) throws -> T) throws -> T? {
    try withRows(of: sql) { rows in
      guard let row = try rows.next() else { return nil }
      let first = try RowFaults().decode(SQLiteRow(row: row), decode)
      // RETURNING gives its rows after all changes are made, so the rest can be left.
      return first
    }
  }

  @discardableResult
  func execute(_ sql: SQL) throws -> Int {
    let rendered = try sql.rendered(for: .sqlite)
    return try attempt(rendered.text) {
      let statement = try statement(for: rendered)
      let before = db.totalChangesCount
      try statement.execute()
      // The count of the last change stays when a statement changes nothing.
      return db.totalChangesCount == before ? 0 : db.changesCount
    }
  }

  @discardableResult
  func insert(into table: String, columns: [String], rows: [[SQLValue]]) throws -> Int {
    try insert(into: table, columns, rows, "")
  }

  @discardableResult
  func insertAbsent(into table: String, columns: [String], rows: [[SQLValue]]) throws -> Int {
    try insert(into: table, columns, rows, " ON CONFLICT DO NOTHING")
  }

  private func insert(
    into table: String, _ columns: [String], _ rows: [[SQLValue]], _ onConflict: String
  ) throws -> Int {
    let names = columns.map(SQL.quoted(identifier:)).joined(separator: ", ")
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    let text = "INSERT INTO \(SQL.quoted(identifier: table)) (\(names)) VALUES (\(marks))" + onConflict
    return try attempt(text) {
      let statement = try db.cachedStatement(sql: text)
      let before = db.totalChangesCount
      for row in rows {
        guard row.count == columns.count else {
          throw DatabaseError(
            .other, "a row of \(row.count) values was given for \(columns.count) columns", statement: text)
        }
        statement.setUncheckedArguments(StatementArguments(row.map(\.databaseValue)))
        try statement.execute()
      }
      return db.totalChangesCount - before
    }
  }

  func run(script statement: String) throws {
    try attempt(statement) { try db.execute(sql: statement) }
  }

  /// Runs one statement unless an earlier one failed, and remembers its own failure.
  private func attempt<T>(_ statement: String, _ body: () throws -> T) throws -> T {
    if let failure { throw failure }
    do {
      return try body()
    } catch let error as GRDB.DatabaseError {
      let failure = DatabaseError(error, statement: statement)
      self.failure = failure
      throw failure
    }
  }

  private func withRows<T>(of sql: SQL, _ body: (RowCursor) throws -> T) throws -> T {
    let rendered = try sql.rendered(for: .sqlite)
    return try attempt(rendered.text) {
      try body(try GRDB.Row.fetchCursor(try statement(for: rendered)))
    }
  }

  private func statement(for rendered: RenderedSQL) throws -> Statement {
    let statement =
      rendered.isWorthCaching
      ? try db.cachedStatement(sql: rendered.text) : try db.makeStatement(sql: rendered.text)
    // `$1` counts as a name to SQLite, so GRDB would look for named arguments; places are what we mean.
    try statement.setArguments(StatementArguments(rendered.arguments.map(\.value.databaseValue)))
    return statement
  }
}

private struct SQLiteRow: RowSource {
  let row: GRDB.Row

  var columnCount: Int { row.count }

  func name(at index: Int) -> String {
    row.columnNames[row.columnNames.index(row.columnNames.startIndex, offsetBy: index)]
  }

  func value(at index: Int) -> SQLValue {
    let value: DatabaseValue = row[index]
    return switch value.storage {
    case .null: .null
    case .int64(let number): .int64(number)
    case .double(let number): .double(number)
    case .string(let text): .text(text)
    case .blob(let data): .blob([UInt8](data))
    }
  }
}

extension SQLValue {
  fileprivate var databaseValue: DatabaseValue {
    switch self {
    case .null: .null
    case .int64(let number): number.databaseValue
    case .double(let number): number.databaseValue
    case .text(let text): text.databaseValue
    case .blob(let bytes): Data(bytes).databaseValue
    }
  }
}
