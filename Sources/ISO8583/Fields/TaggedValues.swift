/// BER-TLV with tags of one to three bytes: field 55, and field 62 of scanned codes (5F01 code, FF45 goods).
///
/// Order and repetition are kept. A length is written in its shortest form and read in no other, so that
/// encoding gives the same bytes back.
package struct TaggedValues: Hashable, Sendable {
  package struct Value: Hashable, Sendable {
    package var tag: UInt32
    package var bytes: [UInt8]

    package init(_ tag: UInt32, _ bytes: [UInt8]) {
      self.tag = tag
      self.bytes = bytes
    }
  }

  package enum Tag {
    /// The scanned code, ASCII digits.
    package static let scannedCode: UInt32 = 0x5F01
    package static let goods: UInt32 = 0xFF45
    package static let pointsUsed: UInt32 = 0xFF46
    package static let cashPaid: UInt32 = 0xFF48
    /// Ours: how a purchase was paid, one digit.
    package static let payment: UInt32 = 0xFF49
    /// Ours: the code of a points card that is redeemed.
    package static let pointsCard: UInt32 = 0xFF4A
    /// Ours: a ``PriceDiscount`` that the till took off.
    package static let discount: UInt32 = 0xFF4B
    package static let balance: UInt32 = 0xFF57
  }

  package var values: [Value]

  package init(_ values: [Value]) { self.values = values }

  /// Whether a field 62 that may be a goods code as well is of this form: no goods code begins so.
  package static func begin(_ content: [UInt8]) -> Bool { content.first == 0xFF }

  /// The first value of a tag.
  package subscript(tag: UInt32) -> [UInt8]? { values.first { $0.tag == tag }?.bytes }

  /// - Parameter field: the field that an error names.
  package init(_ content: some Collection<UInt8>, field: Int) throws(MessageError) {
    var reader = TagReader(bytes: Array(content), field: field)
    values = []
    while reader.position < reader.bytes.count {
      let tag = try reader.tag()
      let count = try reader.length()
      values.append(Value(tag, Array(try reader.take(count))))
    }
  }

  package var encoded: [UInt8] {
    values.flatMap { value in Self.tagBytes(value.tag) + Self.lengthBytes(value.bytes.count) + value.bytes }
  }

  private static func tagBytes(_ tag: UInt32) -> [UInt8] {
    let bytes = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: tag >> UInt32($0)) }
    return Array(bytes.drop { $0 == 0 })
  }

  private static func lengthBytes(_ count: Int) -> [UInt8] {
    if count < 0x80 { return [UInt8(count)] }
    if count < 0x100 { return [0x81, UInt8(count)] }
    return [0x82, UInt8(count >> 8), UInt8(count & 0xFF)]
  }
}

private struct TagReader {
  let bytes: [UInt8]
  let field: Int
  var position = 0

  mutating func take(_ count: Int) throws(MessageError) -> ArraySlice<UInt8> {
    guard count <= bytes.count - position else {
      throw MessageError(.field(field), .short(needed: count, left: bytes.count - position))
    }
    defer { position += count }
    return bytes[position..<position + count]
  }

  private mutating func byte() throws(MessageError) -> UInt8 {
    let one = try take(1)
    return one[one.startIndex]
  }

  /// Five low bits set in the first byte: more bytes follow, the last one with its high bit clear.
  mutating func tag() throws(MessageError) -> UInt32 {
    let first = try byte()
    guard first != 0 else { throw MessageError(.field(field), .badContent) }
    var tag = UInt32(first)
    guard first & 0x1F == 0x1F else { return tag }
    for _ in 0..<2 {
      let next = try byte()
      tag = tag << 8 | UInt32(next)
      if next & 0x80 == 0 { return tag }
    }
    throw MessageError(.field(field), .badContent)
  }

  mutating func length() throws(MessageError) -> Int {
    let first = try byte()
    switch first {
    case 0..<0x80: return Int(first)
    case 0x81:
      let count = Int(try byte())
      guard count >= 0x80 else { throw MessageError(.field(field), .badLength) }
      return count
    case 0x82:
      let upper = Int(try byte())
      let count = upper << 8 | Int(try byte())
      guard count >= 0x100 else { throw MessageError(.field(field), .badLength) }
      return count
    default: throw MessageError(.field(field), .badLength)
    }
  }
}
