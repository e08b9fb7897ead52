/// Why bytes are not JSON we take, and at which byte, counted from 0.
package struct JSONFault: Error, Hashable {
  package enum Reason: String, Sendable, CaseIterable {
    case empty, unexpectedByte, unexpectedEnd, trailingBytes, badNumber, badEscape, badText, controlCharacter
    case duplicateName, tooDeep
  }
  package let reason: Reason
  package let position: Int

  package init(reason: Reason, position: Int) {
    self.reason = reason
    self.position = position
  }
}

extension JSON {
  /// Arrays and objects within one another, at most.
  package static let maximumDepth = 32

  /// Reads exactly one JSON value (RFC 8259), refusing a name that comes twice in one object.
  ///
  /// - Throws: `JSONFault` with the byte at which reading stopped.
  package init(parsing bytes: [UInt8]) throws(JSONFault) {
    self = try JSON(parsing: bytes.span)
  }

  /// Reads exactly one JSON value (RFC 8259), refusing a name that comes twice in one object.
  ///
  /// - Throws: `JSONFault` with the byte at which reading stopped.
  package init(parsing bytes: Span<UInt8>) throws(JSONFault) {
    var parser = JSONParser()
    parser.skipBlanks(bytes)
    guard parser.at < bytes.count else { throw JSONFault(reason: .empty, position: parser.at) }
    self = try parser.value(bytes, depth: 0)
    parser.skipBlanks(bytes)
    guard parser.at == bytes.count else { throw parser.fault(.trailingBytes) }
  }
}

/// A place in the bytes; the span travels beside it, so every access is checked and nothing is unsafe.
struct JSONParser {
  var at = 0

  func fault(_ reason: JSONFault.Reason) -> JSONFault { JSONFault(reason: reason, position: at) }

  mutating func skipBlanks(_ bytes: Span<UInt8>) {
    while at < bytes.count {
      switch bytes[at] {
      case 0x20, 0x0A, 0x0D, 0x09: at += 1
      default: return
      }
    }
  }

  mutating func value(_ bytes: Span<UInt8>, depth: Int) throws(JSONFault) -> JSON {
    guard at < bytes.count else { throw fault(.unexpectedEnd) }
    switch bytes[at] {
    case UInt8(ascii: "{"): return try object(bytes, depth: depth + 1)
    case UInt8(ascii: "["): return try array(bytes, depth: depth + 1)
    case UInt8(ascii: "\""): return .string(try string(bytes))
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number(bytes)
    case UInt8(ascii: "t"): return try word("true", .bool(true), bytes)
    case UInt8(ascii: "f"): return try word("false", .bool(false), bytes)
    case UInt8(ascii: "n"): return try word("null", .null, bytes)
    default: throw fault(.unexpectedByte)
    }
  }

  private mutating func word(
    _ word: StaticString, _ value: JSON, _ bytes: Span<UInt8>
  ) throws(JSONFault) -> JSON {
    for index in 0..<word.utf8CodeUnitCount {
      try expect(word.utf8Start[index], bytes)
    }
    return value
  }

  private mutating func expect(_ byte: UInt8, _ bytes: Span<UInt8>) throws(JSONFault) {
    guard at < bytes.count else { throw fault(.unexpectedEnd) }
    guard bytes[at] == byte else { throw fault(.unexpectedByte) }
    at += 1
  }

  private mutating func array(_ bytes: Span<UInt8>, depth: Int) throws(JSONFault) -> JSON {
    guard depth <= JSON.maximumDepth else { throw fault(.tooDeep) }
    at += 1
    var elements: [JSON] = []
    skipBlanks(bytes)
    if at < bytes.count, bytes[at] == UInt8(ascii: "]") {
      at += 1
      return .array(elements)
    }
    while true {
      skipBlanks(bytes)
      elements.append(try value(bytes, depth: depth))
      guard try another(bytes, closing: UInt8(ascii: "]")) else { return .array(elements) }
    }
  }

  private mutating func object(_ bytes: Span<UInt8>, depth: Int) throws(JSONFault) -> JSON {
    guard depth <= JSON.maximumDepth else { throw fault(.tooDeep) }
    at += 1
    var members: [JSON.Members.Member] = []
    var names: Set<String> = []
    skipBlanks(bytes)
    if at < bytes.count, bytes[at] == UInt8(ascii: "}") {
      at += 1
      return .object(JSON.Members())
    }
    while true {
      skipBlanks(bytes)
      let start = at
      guard at < bytes.count else { throw fault(.unexpectedEnd) }
      guard bytes[at] == UInt8(ascii: "\"") else { throw fault(.unexpectedByte) }
      let name = try string(bytes)
      guard !Self.isKnown(name, among: members, &names) else {
        throw JSONFault(reason: .duplicateName, position: start)
      }
      skipBlanks(bytes)
      try expect(UInt8(ascii: ":"), bytes)
      skipBlanks(bytes)
      members.append(.init(name: name, value: try value(bytes, depth: depth)))
      guard try another(bytes, closing: UInt8(ascii: "}")) else {
        return .object(JSON.Members(distinct: members))
      }
    }
  }

  /// Small objects are looked through; a set takes over where that would become quadratic.
  private static func isKnown(
    _ name: String, among members: [JSON.Members.Member], _ names: inout Set<String>
  ) -> Bool {
    if members.count < 16 { return members.contains { $0.name == name } }
    if members.count == 16 { names = Set(members.map(\.name)) }
    return !names.insert(name).inserted
  }

  /// True past a comma, false past the closing byte.
  private mutating func another(_ bytes: Span<UInt8>, closing: UInt8) throws(JSONFault) -> Bool {
    skipBlanks(bytes)
    guard at < bytes.count else { throw fault(.unexpectedEnd) }
    let byte = bytes[at]
    guard byte == UInt8(ascii: ",") || byte == closing else { throw fault(.unexpectedByte) }
    at += 1
    return byte != closing
  }

  private mutating func number(_ bytes: Span<UInt8>) throws(JSONFault) -> JSON {
    let start = at
    let isNegative = bytes[at] == UInt8(ascii: "-")
    if isNegative { at += 1 }
    guard let whole = digits(bytes) else { throw fault(.badNumber) }
    if whole > 1, bytes[at - whole] == UInt8(ascii: "0") {
      throw JSONFault(reason: .badNumber, position: start)
    }
    let afterWhole = at
    var isWhole = true
    if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
      isWhole = false
      at += 1
      guard digits(bytes) != nil else { throw fault(.badNumber) }
    }
    if at < bytes.count, bytes[at] | 0x20 == UInt8(ascii: "e") {
      isWhole = false
      at += 1
      if at < bytes.count, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") { at += 1 }
      guard digits(bytes) != nil else { throw fault(.badNumber) }
    }
    if isWhole, let exact = Self.exact(bytes, (afterWhole - whole)..<afterWhole, isNegative: isNegative) {
      return .integer(exact)
    }
    var text = ""
    for index in start..<at { text.unicodeScalars.append(Unicode.Scalar(bytes[index])) }
    return .decimal(text)
  }

  private mutating func digits(_ bytes: Span<UInt8>) -> Int? {
    let start = at
    while at < bytes.count, bytes[at] &- UInt8(ascii: "0") < 10 { at += 1 }
    return at == start ? nil : at - start
  }

  private static func exact(_ bytes: Span<UInt8>, _ range: Range<Int>, isNegative: Bool) -> Int64? {
    guard range.count <= 19 else { return nil }
    var size: UInt64 = 0  // 19 digits always fit
    for index in range { size = size &* 10 &+ UInt64(bytes[index] &- UInt8(ascii: "0")) }
    if isNegative { return size <= UInt64(Int64.max) + 1 ? Int64(truncatingIfNeeded: 0 &- size) : nil }
    return Int64(exactly: size)
  }
}
