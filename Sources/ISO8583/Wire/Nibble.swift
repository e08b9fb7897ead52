/// Half a byte and the character that shows it.
enum Nibble {
  /// `0`…`9`, `A`…`F`.
  static func hexCharacter(_ nibble: UInt8) -> UInt8 { nibble < 10 ? 0x30 + nibble : 0x37 + nibble }

  /// The value of an upper-case hex character; lower case is refused, so that encoding gives the same bytes
  /// back.
  static func value(ofHex character: UInt8) -> UInt8? {
    switch character {
    case 0x30...0x39: character - 0x30
    case 0x41...0x46: character - 0x37
    default: nil
    }
  }

  static func isDigit(_ character: UInt8) -> Bool { character &- 0x30 <= 9 }
}

extension UInt64 {
  /// The same bits in the opposite order.
  var reversedBits: UInt64 {
    var bits = byteSwapped
    bits = bits >> 4 & 0x0F0F_0F0F_0F0F_0F0F | (bits & 0x0F0F_0F0F_0F0F_0F0F) << 4
    bits = bits >> 2 & 0x3333_3333_3333_3333 | (bits & 0x3333_3333_3333_3333) << 2
    return bits >> 1 & 0x5555_5555_5555_5555 | (bits & 0x5555_5555_5555_5555) << 1
  }
}
