import CPostgres

/// An answer of the server, freed with the object.
package final class PostgresResult {
  /// A column's value, read by the type the server named.
  package enum Value: Sendable, Hashable {
    case null
    case int64(Int64)
    case double(Double)
    case text(String)
    case blob([UInt8])
  }

  let pointer: OpaquePointer
  package let rowCount: Int
  package let columnCount: Int
  private let types: [UInt32]

  init(_ pointer: OpaquePointer) {
    self.pointer = pointer
    rowCount = Int(PQntuples(pointer))
    columnCount = Int(PQnfields(pointer))
    types = (0..<PQnfields(pointer)).map { PQftype(pointer, $0) }
  }

  deinit {
    PQclear(pointer)
  }

  /// How many rows the statement inserted, updated, deleted or copied.
  package var affectedRows: Int {
    PQcmdTuples(pointer).flatMap { Int(String(cString: $0)) } ?? 0
  }

  /// What the server says it did, as `COMMIT` or `ROLLBACK`.
  package var commandTag: String {
    PQcmdStatus(pointer).map { String(cString: $0) } ?? ""
  }

  /// Names a column.
  package func columnName(at column: Int) -> String {
    PQfname(pointer, Int32(column)).map { String(cString: $0) } ?? ""
  }

  /// Reads one value; a type without a case of its own is given as the server's text.
  package func value(row: Int, column: Int) -> Value {
    let (row, column32) = (Int32(row), Int32(column))
    guard PQgetisnull(pointer, row, column32) == 0, let start = PQgetvalue(pointer, row, column32) else {
      return .null
    }
    let length = Int(PQgetlength(pointer, row, column32))
    let bytes = UnsafeRawBufferPointer(start: start, count: length)
    let text = { String(decoding: bytes, as: UTF8.self) }
    return switch types[column] {
    case 20, 21, 23, 26: Int64(text()).map(Value.int64) ?? .text(text())
    case 16: .int64(bytes.first == UInt8(ascii: "t") ? 1 : 0)
    case 700, 701: Double(text()).map(Value.double) ?? .text(text())
    case 17: Self.decodeHex(bytes).map(Value.blob) ?? .text(text())
    default: .text(text())
    }
  }

  /// Reads `\x00ff`, the form of BYTEA in text since PostgreSQL 9.0.
  static func decodeHex(_ text: UnsafeRawBufferPointer) -> [UInt8]? {
    guard text.count >= 2, text.count % 2 == 0, text[0] == UInt8(ascii: "\\"), text[1] == UInt8(ascii: "x")
    else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 2 - 1)
    for index in stride(from: 2, to: text.count, by: 2) {
      guard let high = nibble(text[index]), let low = nibble(text[index + 1]) else { return nil }
      bytes.append(high << 4 | low)
    }
    return bytes
  }

  private static func nibble(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
