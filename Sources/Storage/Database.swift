/// A relational database of the platform, SQLite or PostgreSQL behind one set of calls.
package protocol Database: Sendable {
  /// Names the engine's way of spelling what the two do not share.
  var dialect: Dialect { get }

  /// Runs the body on one unchanging snapshot; writing inside it is an error.
  /// - Throws: `DatabaseError`, or whatever the body throws.
  func read<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T) async throws -> T

  /// Commits all of what the body wrote, or nothing when it throws; the body may run more than once.
  /// - Throws: `DatabaseError`, or whatever the body throws.
  @discardableResult
  func write<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T) async throws -> T

  /// Writes while no other caller of `writeAlone`, on any server, does; no statement time-out applies.
  /// - Throws: `DatabaseError`, or whatever the body throws.
  @discardableResult
  func writeAlone<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T) async throws -> T

  /// Makes what was deleted before unreadable in the engine's files as far as it is in our hands.
  ///
  /// PostgreSQL keeps dead rows until its own vacuum takes them away.
  /// - Throws: `DatabaseError`.
  func eraseTraces() async throws

  /// Ends every connection; later calls fail.
  func close() async throws
}

/// Statements of one open transaction, valid only inside the closure that was given it.
package protocol Transaction {
  /// Names the engine's way of spelling what the two do not share.
  var dialect: Dialect { get }

  /// Decodes every row that the statement gives, in its order.
  /// - Throws: `DatabaseError`, kind `.decoding` when a column is not of the type asked for.
  func query<T>(_ sql: SQL, _ decode: (borrowing Row) throws -> T) throws -> [T]

  /// Decodes the first row that the statement gives and leaves the others; `nil` without any.
  /// - Throws: `DatabaseError`, kind `.decoding` when a column is not of the type asked for.
  func queryFirst<T>(_ sql: SQL, _ decode: (borrowing Row) throws -> T) throws -> T?

  /// Runs the statement for its effect and tells how many rows it inserted, updated or deleted.
  /// - Throws: `DatabaseError`.
  @discardableResult
  func execute(_ sql: SQL) throws -> Int

  /// Inserts many rows in the fastest way the engine has (COPY on PostgreSQL) and tells how many.
  /// - Throws: `DatabaseError`, also when a row is not as wide as `columns`.
  @discardableResult
  func insert(into table: String, columns: [String], rows: [[SQLValue]]) throws -> Int

  /// Inserts many rows, leaving out each whose key stands there already, and tells how many it inserted.
  /// - Throws: `DatabaseError`, also when a row is not as wide as `columns`.
  @discardableResult
  func insertAbsent(into table: String, columns: [String], rows: [[SQLValue]]) throws -> Int

  /// Runs one statement of a migration as it is written, outside the statement cache.
  /// - Throws: `DatabaseError`.
  func run(script statement: String) throws
}
