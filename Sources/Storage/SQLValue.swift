/// A value as a column holds it.
package enum SQLValue: Sendable, Hashable {
  case null
  case int64(Int64)
  case double(Double)
  case text(String)
  case blob([UInt8])
}

/// The type an argument is sent with, known even where the value is NULL.
package enum SQLType: Sendable, Hashable {
  case bigint
  case double
  case text
  case bytes

  /// Types a bare value; NULL goes as text, the most widely accepted.
  init(of value: SQLValue) {
    self =
      switch value {
      case .int64: .bigint
      case .double: .double
      case .text, .null: .text
      case .blob: .bytes
      }
  }
}

/// A Swift type that travels in and out of one column.
///
/// A string or integer enum that is `CaseIterable` needs no more than the conformance:
///
///     enum Status: String, CaseIterable, SQLScalar { case open, closed }
package protocol SQLScalar {
  /// The column type of every value of this type.
  static var sqlType: SQLType { get }

  /// Stands in for a column that failed to decode, until the query throws; never reaches a caller.
  static var placeholder: Self { get }

  /// The value as a column holds it.
  var sqlValue: SQLValue { get }

  /// Decodes what a column holds, or fails when it is of another type or out of range.
  init?(sqlValue: SQLValue)
}
