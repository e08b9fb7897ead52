/// Takes bytes from the front of a message and never reads past its end: every access goes through
/// ``take(_:_:)``.
struct WireReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private(set) var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  var left: Int { bytes.count - position }

  /// The next bytes, or an error that names the place.
  mutating func take(
    _ count: Int, _ place: MessageError.Place
  ) throws(MessageError) -> Slice<UnsafeBufferPointer<UInt8>> {
    guard count <= left else { throw MessageError(place, .short(needed: count, left: left)) }
    defer { position += count }
    return bytes[position..<position + count]
  }

  /// A decimal number of so many digits.
  mutating func number(
    of digits: Int, _ coding: FieldFormat.Coding, at place: MessageError.Place, else rule: MessageError.Rule
  ) throws(MessageError) -> Int {
    var value = 0
    for byte in try take(coding == .packed ? digits / 2 : digits, place) {
      switch coding {
      case .packed:
        guard byte >> 4 <= 9, byte & 0xF <= 9 else { throw MessageError(place, rule) }
        value = value * 100 + Int(byte >> 4) * 10 + Int(byte & 0xF)
      case .ascii:
        guard Nibble.isDigit(byte) else { throw MessageError(place, rule) }
        value = value * 10 + Int(byte - 0x30)
      }
    }
    return value
  }

  func bytes(from start: Int, to end: Int) -> [UInt8] { Array(bytes[start..<end]) }
}
