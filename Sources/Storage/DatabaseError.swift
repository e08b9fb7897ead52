/// What an engine refused or failed to do, in words that both engines share.
package struct DatabaseError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The failures a caller can act on.
  package enum Kind: Sendable, Hashable {
    /// A row with this key exists; `constraint` is PostgreSQL's name for it, or an index SQLite names.
    case uniqueViolation(table: String?, columns: [String], constraint: String?)
    /// A referenced row is missing, or a row is still referenced.
    case foreignKeyViolation(constraint: String?)
    /// A CHECK said no; unnamed ones carry their expression on SQLite.
    case checkViolation(constraint: String?)
    /// A column that must have a value has none.
    case notNullViolation(table: String?, column: String?)
    /// Transactions met; the body was tried again as often as allowed.
    case serialization
    /// A lock or a free connection did not come in time.
    case busy
    /// The statement ran longer than it may.
    case timeout
    /// The server cannot be reached or went away before the commit.
    case connection
    /// The server went away during the commit: the transaction may have been done, look before repeating.
    case commitUnknown
    /// The disk failed or is full; a SQLite database then takes no more writes until it is opened again.
    case inputOutput
    /// A column does not hold the type that was asked for.
    case decoding
    /// The database and the program's migrations do not fit together.
    case migration
    /// Everything else, as a fault in a statement.
    case other
  }

  package let kind: Kind
  /// PostgreSQL's SQLSTATE, or SQLite's extended result code.
  package let code: String?
  /// The engine's own words, without row contents.
  package let message: String
  /// The text of the statement, without its arguments.
  package let statement: String?

  package init(_ kind: Kind, _ message: String, code: String? = nil, statement: String? = nil) {
    self.kind = kind
    self.message = message
    self.code = code
    self.statement = statement
  }

  /// Whether a row with the same key was there, as an idempotency key's second use.
  package var isUniqueViolation: Bool {
    if case .uniqueViolation = kind { true } else { false }
  }

  /// Tells whether the unique key over exactly these columns was violated.
  package func isUniqueViolation(of columns: String...) -> Bool {
    guard case .uniqueViolation(_, let violated, _) = kind else { return false }
    return violated == columns
  }

  package var description: String {
    var text = message
    if let code { text += " [\(code)]" }
    if let statement { text += " in: \(statement.prefix(400))" }
    return text
  }
}
