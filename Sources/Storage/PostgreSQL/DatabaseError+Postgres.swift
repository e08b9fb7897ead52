import PostgresClient

extension DatabaseError {
  /// Reads the SQLSTATE (appendix A of PostgreSQL's manual) and the names that come with it.
  init(_ error: PostgresError, statement: String? = nil) {
    self.init(Kind(error), error.message, code: error.sqlState, statement: statement)
  }
}

extension DatabaseError.Kind {
  fileprivate init(_ error: PostgresError) {
    if error.isStalePlan {
      self = .serialization
      return
    }
    self =
      switch error.sqlState {
      case "23505":
        .uniqueViolation(table: error.table, columns: error.keyColumns, constraint: error.constraint)
      case "23503": .foreignKeyViolation(constraint: error.constraint)
      case "23514": .checkViolation(constraint: error.constraint)
      case "23502": .notNullViolation(table: error.table, column: error.column)
      case "40001", "40P01": .serialization
      case "55P03", "53300": .busy
      case "57014": .timeout
      case "53100", "58030": .inputOutput
      case nil: .connection
      case let state? where state.hasPrefix("08") || state.hasPrefix("57P") || state == "25P03": .connection
      default: error.isConnectionLost ? .connection : .other
      }
  }
}
