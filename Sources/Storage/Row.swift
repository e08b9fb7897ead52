/// One row of an answer, valid only inside the closure that decodes it.
///
/// A column of another type than asked for gives a placeholder, and the query then throws `.decoding`.
package struct Row: ~Copyable {
  let source: any RowSource
  let faults: RowFaults

  /// Counts the columns of the row.
  package var count: Int { source.columnCount }

  /// Decodes the column at this place, from 0, as the type the context wants.
  package subscript<T: SQLScalar>(index: Int) -> T {
    guard index >= 0, index < source.columnCount else {
      faults.record("column \(index) of \(source.columnCount) was asked for")
      return T.placeholder
    }
    if let value = T(sqlValue: source.value(at: index)) { return value }
    faults.record("column \(index) (\(source.name(at: index))) does not hold a \(T.self)")
    return T.placeholder
  }

  /// Gives the column at this place, from 0, as it is held.
  package func value(at index: Int) -> SQLValue {
    guard index >= 0, index < source.columnCount else {
      faults.record("column \(index) of \(source.columnCount) was asked for")
      return .null
    }
    return source.value(at: index)
  }

  /// Names the column at this place, from 0.
  package func name(at index: Int) -> String {
    index >= 0 && index < source.columnCount ? source.name(at: index) : ""
  }
}

/// What an engine's row can tell.
protocol RowSource {
  var columnCount: Int { get }
  func name(at index: Int) -> String
  func value(at index: Int) -> SQLValue
}

/// Keeps the first column that failed to decode, so that reading a row needs no `try`.
final class RowFaults {
  private(set) var first: String?

  func record(_ fault: String) {
    if first == nil { first = fault }
  }

  /// Decodes one row; a recorded fault comes before whatever the closure made of the placeholder.
  func decode<T>(_ source: any RowSource, _ decode: (borrowing Row) throws -> T) throws -> T {
    let row = Row(source: source, faults: self)
    let result = Result { try decode(row) }
    if let first { throw DatabaseError(.decoding, first) }
    return try result.get()
  }
}
