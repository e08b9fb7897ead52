// Numbers of 7 bits a byte, lowest first; signed ones in zigzag.
extension [UInt8] {
  mutating func append(number: UInt64) {
    var left = number
    while left >= 0x80 {
      append(UInt8(left & 0x7F) | 0x80)
      left >>= 7
    }
    append(UInt8(left))
  }

  mutating func append(signed number: Int64) {
    append(number: UInt64(bitPattern: (number << 1) ^ (number >> 63)))
  }
}

struct PackedReader {
  let bytes: [UInt8]
  var position = 0

  var isAtEnd: Bool { position == bytes.count }

  mutating func byte() -> UInt8? {
    guard position < bytes.count else { return nil }
    defer { position += 1 }
    return bytes[position]
  }

  /// Refuses a number that is longer than it need be, so that equal explanations have equal bytes.
  mutating func number() -> UInt64? {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while let byte = byte() {
      let bits = UInt64(byte & 0x7F)
      if shift == 63, bits > 1 { return nil }
      value |= bits << shift
      if byte < 0x80 { return byte == 0 && shift > 0 ? nil : value }
      shift += 7
      if shift > 63 { return nil }
    }
    return nil
  }

  mutating func signed() -> Int64? {
    number().map { Int64(bitPattern: $0 >> 1) ^ -Int64(bitPattern: $0 & 1) }
  }
}
