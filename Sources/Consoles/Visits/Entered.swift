/// What people type into forms, read strictly; nil for anything that could mean something else.
enum Entered {
  /// A number with so many places at most, in its smallest unit: "1,280.5" with 2 is 128050.
  static func decimal(_ text: String, decimals: Int) -> Int64? {
    let text = text.filter { $0 != "," && $0 != " " }
    let isNegative = text.hasPrefix("-")
    let sides = (isNegative || text.hasPrefix("+") ? text.dropFirst() : text[...])
      .split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = sides.first, !whole.isEmpty, whole.utf8.allSatisfy(isDigit) else { return nil }
    let fraction = sides.count == 2 ? sides[1] : ""
    guard fraction.utf8.count <= decimals, fraction.utf8.allSatisfy(isDigit) else { return nil }
    if sides.count == 2, fraction.isEmpty { return nil }
    let zeros = String(repeating: "0", count: decimals - fraction.utf8.count)
    return Int64((isNegative ? "-" : "") + whole + fraction + zeros)
  }

  /// Bytes as hexadecimal digits, in groups or not, as letters print them.
  static func bytes(hex text: String) -> [UInt8]? {
    let digits = text.filter { $0 != " " }.utf8.map(hexDigit)
    guard digits.count.isMultiple(of: 2), digits.allSatisfy({ $0 != nil }) else { return nil }
    let known = digits.compactMap(\.self)
    return stride(from: 0, to: known.count, by: 2).map { known[$0] << 4 | known[$0 + 1] }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  private static func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }
}

extension String {
  /// Without blanks at either end.
  var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
