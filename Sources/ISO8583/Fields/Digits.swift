/// Reads a content of decimal digits from its front, number by number.
struct DigitReader {
  private var rest: ArraySlice<UInt8>
  private let field: Int

  init(_ content: some Collection<UInt8>, field: Int) {
    rest = Array(content)[...]
    self.field = field
  }

  var left: Int { rest.count }

  /// The next digits as a number, at most 18 of them.
  mutating func number(_ digits: Int) throws(MessageError) -> Int {
    var value = 0
    for character in try characters(digits) {
      guard Nibble.isDigit(character) else { throw MessageError(.field(field), .badDigit) }
      value = value * 10 + Int(character - 0x30)
    }
    return value
  }

  /// The next number, or nil when nothing is left: a trailing part that was not sent.
  mutating func optional(_ digits: Int) throws(MessageError) -> Int? {
    left == 0 ? nil : try number(digits)
  }

  mutating func characters(_ count: Int) throws(MessageError) -> ArraySlice<UInt8> {
    guard count <= rest.count else {
      throw MessageError(.field(field), .short(needed: count, left: rest.count))
    }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  mutating func remainder() -> [UInt8] {
    defer { rest = [] }
    return Array(rest)
  }

  /// Nothing may be left.
  func end() throws(MessageError) {
    if !rest.isEmpty { throw MessageError(.field(field), .trailingBytes(rest.count)) }
  }
}

extension [UInt8] {
  /// Appends a number as so many digits. One that does not fit, or is negative, is a mistake of ours.
  mutating func append(_ number: Int, digits: Int) {
    var rest = number
    precondition(rest >= 0, "a negative number has no digits")
    append(contentsOf: repeatElement(0x30, count: digits))
    for place in 1...digits {
      self[count - place] = 0x30 + UInt8(rest % 10)
      rest /= 10
    }
    precondition(rest == 0, "a number of more than \(digits) digits")
  }
}
