/// Rows in COPY's text format (PostgreSQL's manual, COPY, "Text Format"), which fits columns of any type.
struct CopyEncoder {
  private(set) var bytes: [UInt8] = []

  /// Gives what was encoded and starts anew.
  mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  mutating func append(_ row: [SQLValue]) {
    for (index, value) in row.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: "\t")) }
      append(value)
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  private mutating func append(_ value: SQLValue) {
    switch value {
    case .null: bytes += "\\N".utf8
    case .int64(let number): bytes += "\(number)".utf8
    case .double(let number): bytes += "\(number)".utf8
    case .text(let text): appendEscaped(text)
    case .blob(let blob):
      bytes += "\\\\x".utf8
      for byte in blob {
        bytes.append(Self.digits[Int(byte >> 4)])
        bytes.append(Self.digits[Int(byte & 15)])
      }
    }
  }

  private mutating func appendEscaped(_ text: String) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\\"): bytes += "\\\\".utf8
      case UInt8(ascii: "\n"): bytes += "\\n".utf8
      case UInt8(ascii: "\r"): bytes += "\\r".utf8
      case UInt8(ascii: "\t"): bytes += "\\t".utf8
      default: bytes.append(byte)
      }
    }
  }

  private static let digits = Array("0123456789abcdef".utf8)
}
