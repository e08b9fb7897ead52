/// A statement as the engines take it: `$1…$n` in the text, and as many arguments.
package struct RenderedSQL: Sendable, Hashable {
  package struct Argument: Sendable, Hashable {
    package let value: SQLValue
    package let type: SQLType
  }

  package let text: String
  package let arguments: [Argument]

  /// Whether preparing it for reuse pays; a statement with a very long list is seldom seen twice.
  var isWorthCaching: Bool { arguments.count <= 256 }
}

extension SQL {
  /// The most arguments one statement may carry: SQLite's limit, the lower of the two engines'.
  package static let maximumArguments = 32_766

  /// Numbers the arguments in the order of the text.
  /// - Throws: `DatabaseError` past `maximumArguments`.
  package func rendered(for dialect: Dialect) throws(DatabaseError) -> RenderedSQL {
    var text = ""
    var arguments: [RenderedSQL.Argument] = []
    for part in parts {
      switch part {
      case .text(let stretch):
        text += stretch
      case .argument(let value, let type):
        arguments.append(RenderedSQL.Argument(value: value, type: type))
        text += "$\(arguments.count)"
      case .emptyList(let type):
        // `IN (NULL)` would make NOT IN unknown; an empty subquery is right for both.
        text += "SELECT CAST(NULL AS \(dialect.name(of: type))) WHERE 1 = 0"
      }
    }
    guard arguments.count <= Self.maximumArguments else {
      throw DatabaseError(
        .other, "a statement has \(arguments.count) arguments; the limit is \(Self.maximumArguments)")
    }
    return RenderedSQL(text: text, arguments: arguments)
  }
}
