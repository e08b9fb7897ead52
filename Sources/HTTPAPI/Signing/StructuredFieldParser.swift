/// Reads a dictionary (RFC 9651, 4.2) of bounded size, strictly: no name twice, nothing behind the end.
///
/// Any bytes give a value or ``StructuredField/Malformed``; time and memory grow with their length only.
package struct StructuredFieldParser {
  package static let longest = 4_096
  package static let mostMembers = 4
  package static let mostItems = 16
  package static let mostParameters = 8

  private let bytes: [UInt8]
  private var index = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The members in their order; none for an empty field.
  package static func dictionary(
    _ text: some Sequence<UInt8>
  ) throws(StructuredField.Malformed) -> [StructuredField.Member] {
    let bytes = Array(text.prefix(longest + 1))
    guard bytes.count <= longest else { throw StructuredField.Malformed(reason: .tooLong, position: longest) }
    var parser = StructuredFieldParser(bytes)
    return try parser.dictionary()
  }

  private mutating func dictionary() throws(StructuredField.Malformed) -> [StructuredField.Member] {
    var members: [StructuredField.Member] = []
    skipBlanks()
    while index < bytes.count {
      guard members.count < Self.mostMembers else { throw malformed(.tooMany) }
      let name = try key()
      guard !members.contains(where: { $0.name == name }) else { throw malformed(.duplicateName) }
      members.append(StructuredField.Member(name, try value()))
      skipBlanks(andTabs: true)
      if index == bytes.count { break }
      guard take(",") else { throw malformed(.trailingBytes) }
      skipBlanks(andTabs: true)
      if index == bytes.count { throw malformed(.unexpectedEnd) }
    }
    return members
  }

  private mutating func value() throws(StructuredField.Malformed) -> StructuredField.Value {
    guard take("=") else { return .item(StructuredField.Item(.boolean(true), try parameters())) }
    if peek == UInt8(ascii: "(") { return .list(try innerList()) }
    return .item(try item())
  }

  private mutating func innerList() throws(StructuredField.Malformed) -> StructuredField.InnerList {
    var items: [StructuredField.Item] = []
    index += 1
    while true {
      skipBlanks()
      if take(")") { return StructuredField.InnerList(items, try parameters()) }
      guard items.count < Self.mostItems else { throw malformed(.tooMany) }
      items.append(try item())
      guard peek == UInt8(ascii: " ") || peek == UInt8(ascii: ")") else {
        throw malformed(index == bytes.count ? .unexpectedEnd : .unexpectedByte)
      }
    }
  }

  private mutating func item() throws(StructuredField.Malformed) -> StructuredField.Item {
    StructuredField.Item(try bare(), try parameters())
  }

  private mutating func parameters() throws(StructuredField.Malformed) -> [StructuredField.Parameter] {
    var parameters: [StructuredField.Parameter] = []
    while take(";") {
      guard parameters.count < Self.mostParameters else { throw malformed(.tooMany) }
      skipBlanks()
      let name = try key()
      guard parameters[name] == nil else { throw malformed(.duplicateName) }
      parameters.append(StructuredField.Parameter(name, take("=") ? try bare() : .boolean(true)))
    }
    return parameters
  }

  private mutating func key() throws(StructuredField.Malformed) -> String {
    let start = index
    guard let first = peek, isLower(first) || first == UInt8(ascii: "*") else { throw malformed(.badKey) }
    while let byte = peek, isLower(byte) || isDigit(byte) || "_-.*".utf8.contains(byte) { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func bare() throws(StructuredField.Malformed) -> StructuredField.Bare {
    guard let first = peek else { throw malformed(.unexpectedEnd) }
    switch first {
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: ":"): return .bytes(try byteSequence())
    case UInt8(ascii: "?"): return .boolean(try boolean())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .integer(try integer())
    case UInt8(ascii: "*"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
      let start = index
      while let byte = peek, isTokenByte(byte) { index += 1 }
      return .token(String(decoding: bytes[start..<index], as: UTF8.self))
    default: throw malformed(.unexpectedByte)
    }
  }

  private mutating func string() throws(StructuredField.Malformed) -> String {
    var text: [UInt8] = []
    index += 1
    while let byte = peek {
      index += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let escaped = peek, escaped == UInt8(ascii: "\"") || escaped == UInt8(ascii: "\\") else {
          throw malformed(.badString)
        }
        text.append(escaped)
        index += 1
      case 0x20...0x7E: text.append(byte)
      default: throw malformed(.badString)
      }
    }
    throw malformed(.unexpectedEnd)
  }

  private mutating func byteSequence() throws(StructuredField.Malformed) -> [UInt8] {
    index += 1
    guard let end = bytes[index...].firstIndex(of: UInt8(ascii: ":")) else { throw malformed(.unexpectedEnd) }
    guard let decoded = Base64.bytes(bytes[index..<end]) else { throw malformed(.badBytes) }
    index = end + 1
    return decoded
  }

  private mutating func boolean() throws(StructuredField.Malformed) -> Bool {
    index += 1
    if take("1") { return true }
    if take("0") { return false }
    throw malformed(.unexpectedByte)
  }

  private mutating func integer() throws(StructuredField.Malformed) -> Int64 {
    let isNegative = take("-")
    var number: Int64 = 0
    var digits = 0
    while let byte = peek, isDigit(byte) {
      digits += 1
      guard digits <= 15 else { throw malformed(.badNumber) }
      number = number * 10 + Int64(byte - UInt8(ascii: "0"))
      index += 1
    }
    guard digits > 0, peek != UInt8(ascii: ".") else { throw malformed(.badNumber) }
    return isNegative ? -number : number
  }

  private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func take(_ byte: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: byte) else { return false }
    index += 1
    return true
  }

  private mutating func skipBlanks(andTabs: Bool = false) {
    while let byte = peek, byte == 0x20 || (andTabs && byte == 0x09) { index += 1 }
  }

  private func malformed(_ reason: StructuredField.Malformed.Reason) -> StructuredField.Malformed {
    StructuredField.Malformed(reason: reason, position: index)
  }
}

private func isLower(_ byte: UInt8) -> Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte }
private func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

/// RFC 9651, 3.3.4: letters, digits, and what else a token of HTTP has, with colon and slash.
private func isTokenByte(_ byte: UInt8) -> Bool {
  isLower(byte) || isDigit(byte) || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
    || "!#$%&'*+-.^_`|~:/".utf8.contains(byte)
}
