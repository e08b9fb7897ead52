import GRDB

/// Runs the body and says its SQLite errors in our words.
func translatingSQLiteErrors<T>(_ statement: String? = nil, _ body: () throws -> T) throws -> T {
  do {
    return try body()
  } catch let error as GRDB.DatabaseError {
    throw DatabaseError(error, statement: statement)
  }
}

extension DatabaseError {
  /// Reads SQLite's extended result code, and the names that its message carries.
  init(_ error: GRDB.DatabaseError, statement: String? = nil) {
    let message = error.message ?? error.resultCode.description
    self.init(
      Kind(code: error.extendedResultCode, primary: error.resultCode, message: message), message,
      code: String(error.extendedResultCode.rawValue), statement: statement ?? error.sql)
  }
}

extension DatabaseError.Kind {
  fileprivate init(code: ResultCode, primary: ResultCode, message: String) {
    // "UNIQUE constraint failed: member.code, member.program_id"; nothing of a row is in it.
    let subject = message.split(separator: ": ", maxSplits: 1).dropFirst().first.map(String.init)
    self =
      switch code {
      case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID:
        Self.uniqueViolation(subject: subject ?? "")
      case .SQLITE_CONSTRAINT_FOREIGNKEY: .foreignKeyViolation(constraint: nil)
      case .SQLITE_CONSTRAINT_CHECK: .checkViolation(constraint: subject)
      case .SQLITE_CONSTRAINT_NOTNULL:
        .notNullViolation(
          table: subject?.split(separator: ".").first.map(String.init),
          column: subject?.split(separator: ".").last.map(String.init))
      default:
        switch primary {
        case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
        case .SQLITE_IOERR, .SQLITE_FULL: .inputOutput
        case .SQLITE_INTERRUPT: .timeout
        case .SQLITE_CANTOPEN, .SQLITE_NOTADB, .SQLITE_MISUSE: .connection
        default: .other
        }
      }
  }

  private static func uniqueViolation(subject: String) -> Self {
    if subject.hasPrefix("index '") {
      return .uniqueViolation(
        table: nil, columns: [], constraint: String(subject.dropFirst(7).prefix { $0 != "'" }))
    }
    let names = subject.split(separator: ", ").map { $0.split(separator: ".") }
    return .uniqueViolation(
      table: names.first?.first.map(String.init), columns: names.compactMap { $0.last.map(String.init) },
      constraint: nil)
  }
}
