import CPostgres

/// What the server, or the connection to it, reported.
///
/// The server's DETAIL and CONTEXT carry row contents, so neither is kept.
package struct PostgresError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The five characters of appendix A of the manual; `nil` when the client itself failed.
  package var sqlState: String?
  package var message: String
  package var constraint: String?
  package var table: String?
  package var column: String?
  /// The columns of a violated unique or foreign key.
  package var keyColumns: [String] = []
  /// Whether a prepared statement became stale because a table changed under it.
  package var isStalePlan = false
  /// Whether the connection cannot be used any more.
  package var isConnectionLost = false

  package var description: String {
    sqlState.map { "\(message) [\($0)]" } ?? message
  }
}

extension PostgresError {
  /// A failure of the client, without an answer of the server.
  init(_ message: String, isConnectionLost: Bool = false) {
    self.init(sqlState: nil, message: message, isConnectionLost: isConnectionLost)
  }

  /// Reads the connection's own message, which tells of failures without an answer.
  init(connection: OpaquePointer) {
    let message = PQerrorMessage(connection).map { String(cString: $0) } ?? ""
    self.init(
      message.isEmpty ? "the connection to PostgreSQL failed" : message.trimmingNewlines,
      isConnectionLost: PQstatus(connection) != CONNECTION_OK)
  }

  /// Reads the fields of an answer that is an error.
  init(result: OpaquePointer, connection: OpaquePointer) {
    func field(_ code: Unicode.Scalar) -> String? {
      PQresultErrorField(result, Int32(code.value)).map { String(cString: $0) }
    }
    // Codes as in "Message formats, error and notice message fields" of the manual.
    let state = field("C")
    guard let state else {
      self.init(connection: connection)
      isConnectionLost = true
      return
    }
    self.init(
      sqlState: state, message: field("M") ?? "", constraint: field("n"), table: field("t"),
      column: field("c"), keyColumns: Self.keyColumns(inDetail: field("D")),
      isStalePlan: state == "0A000" && field("R") == "RevalidateCachedQuery",
      isConnectionLost: PQstatus(connection) != CONNECTION_OK || state.hasPrefix("57P"))
  }

  /// Keeps `a, b` of `Key (a, b)=(1, 2) already exists.` in any language, and nothing behind it.
  static func keyColumns(inDetail detail: String?) -> [String] {
    guard let detail, let open = detail.firstIndex(of: "("), let close = detail.firstRange(of: ")=("),
      open < close.lowerBound
    else { return [] }
    return detail[detail.index(after: open)..<close.lowerBound].split(separator: ", ").map(String.init)
  }
}

extension String {
  fileprivate var trimmingNewlines: String {
    split(whereSeparator: \.isNewline).joined(separator: "; ")
  }
}
