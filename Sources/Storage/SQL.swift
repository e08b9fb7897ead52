/// SQL text whose interpolations are bound arguments, never text.
///
///     let due: SQL = "expires_at < \(now) AND member_id IN (\(ids))"
///     try tx.execute("DELETE FROM lot WHERE \(due)")
package struct SQL: ExpressibleByStringInterpolation, Sendable, Hashable {
  /// A stretch of text, or an argument that becomes `$n` when the statement is rendered.
  package enum Part: Sendable, Hashable {
    case text(String)
    case argument(SQLValue, as: SQLType)
    case emptyList(SQLType)
  }

  package var parts: [Part]

  /// Takes the parts as they are.
  package init(parts: [Part]) {
    self.parts = parts
  }

  /// Takes trusted text as SQL: a name or keyword out of our own code, never out of a request.
  package init(raw text: String) {
    parts = [.text(text)]
  }

  package init(stringLiteral text: String) {
    parts = [.text(text)]
  }

  package init(stringInterpolation: StringInterpolation) {
    parts = stringInterpolation.parts
  }

  /// Puts one stretch of SQL behind another.
  package static func + (left: SQL, right: SQL) -> SQL {
    SQL(parts: left.parts + right.parts)
  }

  /// Puts one stretch of SQL behind another.
  package static func += (left: inout SQL, right: SQL) {
    left.parts += right.parts
  }

  package struct StringInterpolation: StringInterpolationProtocol {
    var parts: [Part] = []

    package init(literalCapacity: Int, interpolationCount: Int) {
      parts.reserveCapacity(2 * interpolationCount + 1)
    }

    package mutating func appendLiteral(_ text: String) {
      if !text.isEmpty { parts.append(.text(text)) }
    }

    /// Binds one value.
    package mutating func appendInterpolation<T: SQLScalar>(_ value: T) {
      parts.append(.argument(value.sqlValue, as: T.sqlType))
    }

    /// Binds one value or NULL, either as the value's type.
    package mutating func appendInterpolation<T: SQLScalar>(_ value: T?) {
      parts.append(.argument(value?.sqlValue ?? .null, as: T.sqlType))
    }

    /// Binds one value that is already in a column's shape.
    package mutating func appendInterpolation(_ value: SQLValue) {
      parts.append(.argument(value, as: SQLType(of: value)))
    }

    /// Nests SQL in SQL; its arguments are numbered with the others.
    package mutating func appendInterpolation(_ sql: SQL) {
      parts += sql.parts
    }

    /// Binds a list for `IN (…)` and only there: short lists repeat their last value up to a power of two.
    package mutating func appendInterpolation<T: SQLScalar>(_ list: [T]) {
      guard let last = list.last else {
        parts.append(.emptyList(T.sqlType))
        return
      }
      // A cache of prepared statements sees a dozen lengths in place of thousands.
      let padded = list.count <= 16_384 ? list.count.roundedUpToPowerOfTwo : list.count
      for index in 0..<padded {
        if index > 0 { parts.append(.text(", ")) }
        let value = index < list.count ? list[index] : last
        parts.append(.argument(value.sqlValue, as: T.sqlType))
      }
    }

    /// Puts trusted text in as SQL: a name or keyword out of our own code, never out of a request.
    package mutating func appendInterpolation(raw text: String) {
      parts.append(.text(text))
    }

    /// Puts a table's or column's name in, quoted.
    package mutating func appendInterpolation(identifier name: String) {
      parts.append(.text(SQL.quoted(identifier: name)))
    }
  }
}

extension SQL {
  /// Quotes a name so that nothing in it ends it.
  static func quoted(identifier name: String) -> String {
    "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}

extension [SQL] {
  /// Joins stretches of SQL, as conditions with `" AND "`.
  package func joined(separator: SQL) -> SQL {
    var joined = SQL(parts: [])
    for (index, sql) in enumerated() {
      if index > 0 { joined += separator }
      joined += sql
    }
    return joined
  }
}

extension Int {
  fileprivate var roundedUpToPowerOfTwo: Int {
    self <= 1 ? 1 : 1 << (Int.bitWidth - (self - 1).leadingZeroBitCount)
  }
}
