import PostgresClient

/// Statements of one open transaction of a PostgreSQL session.
final class PostgresTransaction: Transaction {
  private let session: PostgresSession
  /// The first statement that failed; the server refuses all that follow and turns COMMIT into ROLLBACK.
  private(set) var failure: DatabaseError?

  init(session: PostgresSession) {
    self.session = session
  }

  var dialect: Dialect { .postgres }

  func query<T>(_ sql: SQL, _ decode: (borrowing Row) throws -> T) throws -> [T] {
    let result = try answer(to: sql)
    let faults = RowFaults()
    return try (0..<result.rowCount).map {
      try faults.decode(PostgresRow(result: result, row: $0), decode)
    }
  }

  func queryFirst<T>(_ sql: SQL, _ decode: (borrowing Row) throws -> T) throws -> T? {
    let result = try answer(to: sql)
    guard result.rowCount > 0 else { return nil }
    return try RowFaults().decode(PostgresRow(result: result, row: 0), decode)
  }

  @discardableResult
  func execute(_ sql: SQL) throws -> Int {
    try answer(to: sql).affectedRows
  }

  @discardableResult
  func insert(into table: String, columns: [String], rows: [[SQLValue]]) throws -> Int {
    let names = columns.map(SQL.quoted(identifier:)).joined(separator: ", ")
    let text = "COPY \(SQL.quoted(identifier: table)) (\(names)) FROM STDIN"
    if let uneven = rows.first(where: { $0.count != columns.count }) {
      throw DatabaseError(
        .other, "a row of \(uneven.count) values was given for \(columns.count) columns", statement: text)
    }
    guard !rows.isEmpty else { return 0 }
    return try attempt(text) {
      try session.copy(text) { send in
        var encoder = CopyEncoder()
        for row in rows {
          encoder.append(row)
          if encoder.bytes.count >= 65_536 { try send(encoder.take()) }
        }
        try send(encoder.take())
      }
    }
  }

  @discardableResult
  func insertAbsent(into table: String, columns: [String], rows: [[SQLValue]]) throws -> Int {
    let names = columns.map(SQL.quoted(identifier:)).joined(separator: ", ")
    let start = "INSERT INTO \(SQL.quoted(identifier: table)) (\(names)) VALUES "
    if let uneven = rows.first(where: { $0.count != columns.count }) {
      throw DatabaseError(
        .other, "a row of \(uneven.count) values was given for \(columns.count) columns", statement: start)
    }
    // A statement takes 65,535 arguments (protocol 3.0, Bind).
    let rowsAtOnce = max(1, 32_768 / max(1, columns.count))
    return try stride(from: 0, to: rows.count, by: rowsAtOnce).reduce(0) { inserted, first in
      let lists = rows[first..<min(first + rowsAtOnce, rows.count)].map { row in
        "(\(row.map { "\($0)" as SQL }.joined(separator: ", ")))" as SQL
      }
      return try inserted
        + execute(SQL(raw: start) + lists.joined(separator: ", ") + " ON CONFLICT DO NOTHING")
    }
  }

  func run(script statement: String) throws {
    _ = try attempt(statement) { try session.execute(statement, cached: false) }
  }

  /// Throws what the server has already refused, so that a swallowed error cannot look like a commit.
  func throwFailure() throws {
    if let failure { throw failure }
  }

  private func answer(to sql: SQL) throws -> PostgresResult {
    let rendered = try sql.rendered(for: .postgres)
    return try attempt(rendered.text) {
      try session.execute(
        rendered.text, rendered.arguments.map(PostgresArgument.init), cached: rendered.isWorthCaching)
    }
  }

  private func attempt<T>(_ statement: String, _ body: () throws -> T) throws -> T {
    try throwFailure()
    do {
      return try body()
    } catch let error as PostgresError {
      let failure = DatabaseError(error, statement: statement)
      self.failure = failure
      throw failure
    }
  }
}

private struct PostgresRow: RowSource {
  let result: PostgresResult
  let row: Int

  var columnCount: Int { result.columnCount }

  func name(at index: Int) -> String { result.columnName(at: index) }

  func value(at index: Int) -> SQLValue {
    switch result.value(row: row, column: index) {
    case .null: .null
    case .int64(let number): .int64(number)
    case .double(let number): .double(number)
    case .text(let text): .text(text)
    case .blob(let bytes): .blob(bytes)
    }
  }
}

extension PostgresArgument {
  fileprivate init(_ argument: RenderedSQL.Argument) {
    switch argument.value {
    case .int64(let number): self = .int64(number)
    case .double(let number): self = .double(number)
    case .text(let text): self = .text(text)
    case .blob(let bytes): self = .blob(bytes)
    case .null:
      switch argument.type {
      case .bigint: self = .null(.int8)
      case .double: self = .null(.float8)
      case .text: self = .null(.text)
      case .bytes: self = .null(.bytea)
      }
    }
  }
}
