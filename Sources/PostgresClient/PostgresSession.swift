import CPostgres

/// One open session with a server; every call blocks, so only its connection's queue may call.
package final class PostgresSession {
  private let connection: OpaquePointer
  private var statements: PreparedStatements

  /// Connects and sets the session's limits.
  /// - Throws: `PostgresError`.
  init(_ configuration: PostgresConfiguration) throws(PostgresError) {
    // Later keywords win: what stands before `dbname` is a default, what stands behind it is fixed.
    var settings = [
      ("connect_timeout", "\(configuration.connectTimeoutSeconds)"), ("application_name", "tongbao"),
      ("tcp_user_timeout", "30000"), ("dbname", configuration.connectionString),
      ("client_encoding", "UTF8"),
    ]
    if let database = configuration.database { settings.append(("dbname", database)) }
    guard let opened = Self.connect(settings) else { throw PostgresError("out of memory while connecting") }
    guard PQstatus(opened) == CONNECTION_OK else {
      let error = PostgresError(connection: opened)
      PQfinish(opened)
      throw error
    }
    connection = opened
    statements = PreparedStatements(capacity: configuration.statementCacheCapacity)
    PQsetNoticeReceiver(opened, { _, _ in }, nil)
    try setLimits(configuration)
  }

  deinit {
    PQfinish(connection)
  }

  /// Whether the session can take a new transaction.
  var isReady: Bool {
    PQstatus(connection) == CONNECTION_OK && PQtransactionStatus(connection) == PQTRANS_IDLE
  }

  /// Whether a statement of the open transaction failed, so that nothing of it can be committed.
  package var isTransactionAborted: Bool {
    PQtransactionStatus(connection) == PQTRANS_INERROR
  }

  /// Ends a transaction that was left open.
  func reset() {
    if PQstatus(connection) == CONNECTION_OK, PQtransactionStatus(connection) != PQTRANS_IDLE {
      // A failure shows in `isReady`, and the connection is dropped.
      _ = try? run("ROLLBACK")
    }
  }

  /// Runs one statement, prepared once for each text and types when `cached`.
  /// - Throws: `PostgresError`.
  @discardableResult
  package func execute(
    _ text: String, _ arguments: [PostgresArgument] = [], cached: Bool = true
  ) throws(PostgresError) -> PostgresResult {
    guard cached else { return try executeOnce(text, arguments) }
    let key = PreparedStatements.Key(text: text, types: arguments.map(\.oid))
    let name = if let known = statements[key] { known } else { try prepare(key) }
    let answer = withArgumentPointers(arguments) { values, lengths, formats in
      PQexecPrepared(connection, name, Int32(arguments.count), values, lengths, formats, 0)
    }
    do {
      return try checked(answer)
    } catch {
      if error.isStalePlan { statements.forget(key) }
      throw error
    }
  }

  /// Runs text without arguments by the simple protocol, as `BEGIN`.
  /// - Throws: `PostgresError`.
  @discardableResult
  package func run(_ text: String) throws(PostgresError) -> PostgresResult {
    try checked(PQexec(connection, text))
  }

  /// Starts a `COPY … FROM STDIN`, sends what the body writes, and tells how many rows were stored.
  /// - Throws: `PostgresError`.
  package func copy(
    _ statement: String, chunks: (_ send: ([UInt8]) throws(PostgresError) -> Void) throws -> Void
  ) throws -> Int {
    guard let start = PQexec(connection, statement) else { throw PostgresError(connection: connection) }
    guard PQresultStatus(start) == PGRES_COPY_IN else {
      _ = try checked(start)
      throw PostgresError("the server did not start a COPY")
    }
    PQclear(start)
    do {
      try chunks { chunk throws(PostgresError) in try self.send(chunk) }
    } catch {
      PQputCopyEnd(connection, "the client gave up")
      while let rest = PQgetResult(connection) { PQclear(rest) }
      throw error
    }
    guard PQputCopyEnd(connection, nil) == 1 else { throw PostgresError(connection: connection) }
    let answer = PQgetResult(connection)
    defer { while let rest = PQgetResult(connection) { PQclear(rest) } }
    return try checked(answer).affectedRows
  }

  private func send(_ chunk: [UInt8]) throws(PostgresError) {
    let sent = chunk.withUnsafeBytes { bytes in
      PQputCopyData(connection, bytes.bindMemory(to: CChar.self).baseAddress, Int32(bytes.count))
    }
    guard sent == 1 else { throw PostgresError(connection: connection) }
  }

  private func executeOnce(
    _ text: String, _ arguments: [PostgresArgument]
  ) throws(PostgresError) -> PostgresResult {
    let types = arguments.map { Oid($0.oid.rawValue) }
    let answer = withArgumentPointers(arguments) { values, lengths, formats in
      PQexecParams(connection, text, Int32(arguments.count), types, values, lengths, formats, 0)
    }
    return try checked(answer)
  }

  private func prepare(_ key: PreparedStatements.Key) throws(PostgresError) -> String {
    if let oldest = statements.nameToEvict() { try run("DEALLOCATE \(oldest)") }
    let name = statements.newName()
    let types = key.types.map { Oid($0.rawValue) }
    _ = try checked(PQprepare(connection, name, key.text, Int32(types.count), types))
    statements[key] = name
    return name
  }

  private func checked(_ answer: OpaquePointer?) throws(PostgresError) -> PostgresResult {
    guard let answer else { throw PostgresError(connection: connection) }
    let result = PostgresResult(answer)
    switch PQresultStatus(answer) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: return result
    case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
      throw PostgresError("a COPY has a call of its own")
    default: throw PostgresError(result: answer, connection: connection)
    }
  }

  private func setLimits(_ configuration: PostgresConfiguration) throws(PostgresError) {
    var settings = [
      "SET statement_timeout = \(configuration.statementTimeoutMilliseconds)",
      "SET lock_timeout = \(configuration.lockTimeoutMilliseconds)",
      "SET bytea_output = 'hex'", "SET standard_conforming_strings = on",
    ]
    if let schema = configuration.schema {
      settings.append("SET search_path = \"\(schema.replacing("\"", with: "\"\""))\"")
    }
    try run(settings.joined(separator: "; "))
  }

  private static func connect(_ settings: [(keyword: String, value: String)]) -> OpaquePointer? {
    var keywords: [UnsafePointer<CChar>?] = []
    var values: [UnsafePointer<CChar>?] = []
    func collect(_ rest: ArraySlice<(keyword: String, value: String)>) -> OpaquePointer? {
      guard let setting = rest.first else {
        return PQconnectdbParams(keywords + [nil], values + [nil], 1)
      }
      return setting.keyword.withCString { keyword in
        setting.value.withCString { value in
          keywords.append(keyword)
          values.append(value)
          return collect(rest.dropFirst())
        }
      }
    }
    return collect(settings[...])
  }
}
