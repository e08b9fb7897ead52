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

/// Eight digits at a time: four bytes on the wire, eight characters.
enum EightDigits {
  /// The characters of four packed bytes, the first one lowest; `carries` gets bits where a nibble is above
  /// nine.
  @inline(__always)
  static func characters(_ packed: UInt32, carries: inout UInt64) -> UInt64 {
    // Each byte apart, then each nibble: 12 34 … to 01 02 03 04 …, the first in the lowest byte.
    var nibbles = UInt64(packed)
    nibbles = (nibbles | nibbles << 16) & 0x0000_FFFF_0000_FFFF
    nibbles = (nibbles | nibbles << 8) & 0x00FF_00FF_00FF_00FF
    nibbles = (nibbles >> 4 | nibbles << 8) & 0x0F0F_0F0F_0F0F_0F0F
    let above = (nibbles &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
    carries |= above
    return nibbles &+ 0x3030_3030_3030_3030 &+ above &* 7
  }

  /// Four packed bytes, the first one lowest; nil when one of the characters is no decimal digit.
  @inline(__always)
  static func packed(_ characters: UInt64) -> UInt32? {
    var digits = characters ^ 0x3030_3030_3030_3030
    // Above nine: a high nibble is there, or comes when six is added (no byte carries into the next then).
    guard digits & 0xF0F0_F0F0_F0F0_F0F0 == 0,
      (digits &+ 0x0606_0606_0606_0606) & 0xF0F0_F0F0_F0F0_F0F0 == 0
    else { return nil }
    digits = (digits << 4 | digits >> 8) & 0x00FF_00FF_00FF_00FF
    digits = (digits | digits >> 8) & 0x0000_FFFF_0000_FFFF
    return UInt32(truncatingIfNeeded: digits | digits >> 16)
  }
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
