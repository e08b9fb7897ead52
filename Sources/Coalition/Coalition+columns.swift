package import Ledger
package import Storage

extension ID: SQLScalar {
  package static var placeholder: Self { .none }
}

extension Instant: SQLScalar {
  package static var sqlType: SQLType { .bigint }
  package static var placeholder: Instant { .distantPast }
  package var sqlValue: SQLValue { .int64(microseconds) }

  package init?(sqlValue: SQLValue) {
    guard case .int64(let microseconds) = sqlValue else { return nil }
    self.init(microseconds: microseconds)
  }
}

extension Points: SQLScalar {
  package static var sqlType: SQLType { .bigint }
  package static var placeholder: Points { 0 }
  package var sqlValue: SQLValue { .int64(units) }

  package init?(sqlValue: SQLValue) {
    guard case .int64(let units) = sqlValue else { return nil }
    self.init(units)
  }
}

extension Scope: SQLScalar {
  package static var placeholder: Scope { [] }
}
