extension Int64: SQLScalar {
  package static var sqlType: SQLType { .bigint }
  package static var placeholder: Int64 { 0 }
  package var sqlValue: SQLValue { .int64(self) }

  package init?(sqlValue: SQLValue) {
    guard case .int64(let number) = sqlValue else { return nil }
    self = number
  }
}

extension Int: SQLScalar {
  package static var sqlType: SQLType { .bigint }
  package static var placeholder: Int { 0 }
  package var sqlValue: SQLValue { .int64(Int64(self)) }

  package init?(sqlValue: SQLValue) {
    guard case .int64(let number) = sqlValue else { return nil }
    self.init(exactly: number)
  }
}

extension Int32: SQLScalar {
  package static var sqlType: SQLType { .bigint }
  package static var placeholder: Int32 { 0 }
  package var sqlValue: SQLValue { .int64(Int64(self)) }

  package init?(sqlValue: SQLValue) {
    guard case .int64(let number) = sqlValue else { return nil }
    self.init(exactly: number)
  }
}

/// Stored as 0 and 1 in a BIGINT column, since SQLite has no boolean.
extension Bool: SQLScalar {
  package static var sqlType: SQLType { .bigint }
  package static var placeholder: Bool { false }
  package var sqlValue: SQLValue { .int64(self ? 1 : 0) }

  package init?(sqlValue: SQLValue) {
    switch sqlValue {
    case .int64(0): self = false
    case .int64(1): self = true
    default: return nil
    }
  }
}

/// For statistics only; money and points are integers.
extension Double: SQLScalar {
  package static var sqlType: SQLType { .double }
  package static var placeholder: Double { 0 }
  package var sqlValue: SQLValue { .double(self) }

  package init?(sqlValue: SQLValue) {
    guard case .double(let number) = sqlValue else { return nil }
    self = number
  }
}

extension String: SQLScalar {
  package static var sqlType: SQLType { .text }
  package static var placeholder: String { "" }
  package var sqlValue: SQLValue { .text(self) }

  package init?(sqlValue: SQLValue) {
    guard case .text(let text) = sqlValue else { return nil }
    self = text
  }
}

extension [UInt8]: SQLScalar {
  package static var sqlType: SQLType { .bytes }
  package static var placeholder: [UInt8] { [] }
  package var sqlValue: SQLValue { .blob(self) }

  package init?(sqlValue: SQLValue) {
    guard case .blob(let bytes) = sqlValue else { return nil }
    self = bytes
  }
}

extension Optional: SQLScalar where Wrapped: SQLScalar {
  package static var sqlType: SQLType { Wrapped.sqlType }
  package static var placeholder: Wrapped? { nil }
  package var sqlValue: SQLValue { self?.sqlValue ?? .null }

  package init?(sqlValue: SQLValue) {
    if case .null = sqlValue {
      self = Optional<Wrapped>.none
    } else if let wrapped = Wrapped(sqlValue: sqlValue) {
      self = wrapped
    } else {
      return nil
    }
  }
}

extension SQLScalar where Self: RawRepresentable, RawValue: SQLScalar {
  package static var sqlType: SQLType { RawValue.sqlType }
  package var sqlValue: SQLValue { rawValue.sqlValue }

  package init?(sqlValue: SQLValue) {
    guard let raw = RawValue(sqlValue: sqlValue) else { return nil }
    self.init(rawValue: raw)
  }
}

extension SQLScalar where Self: CaseIterable {
  package static var placeholder: Self {
    // An enum without cases could not be decoded into, so there is a first one.
    allCases.first!
  }
}
