/// A table as RFC 4180 writes it, in UTF-8 with the mark that spreadsheets need to read Chinese.
package struct CSV: Sendable {
  package enum Cell: Sendable {
    case text(String)
    /// Digits of our own making, which a spreadsheet may calculate with.
    case number(String)
  }

  package private(set) var bytes: [UInt8] = []

  package static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  package init() {}

  package mutating func add(_ row: [Cell]) {
    for (place, cell) in row.enumerated() {
      if place > 0 { bytes.append(UInt8(ascii: ",")) }
      switch cell {
      case .number(let digits): bytes += Array(digits.utf8)
      case .text(let text): add(text)
      }
    }
    bytes += [0x0D, 0x0A]
  }

  private mutating func add(_ text: String) {
    var content = Array(text.utf8)
    // A spreadsheet runs what begins so as a formula (OWASP ASVS 5.0, 1.2.10).
    if let first = content.first, CSV.startsFormula(first) { content.insert(UInt8(ascii: "'"), at: 0) }
    guard content.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0D || $0 == 0x0A }) else {
      bytes += content
      return
    }
    bytes.append(0x22)
    for byte in content {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }

  private static func startsFormula(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D, 0x0A, 0x00:
      true
    default: false
    }
  }
}

extension CSV.Cell {
  /// Smallest units as a number with a point, exactly.
  package static func decimal(_ units: Int64, places: Int) -> Self {
    var digits = String(units.magnitude)
    if places > 0 {
      digits = String(repeating: "0", count: max(0, places + 1 - digits.utf8.count)) + digits
      digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -places))
    }
    return .number(units < 0 ? "-" + digits : digits)
  }
}
