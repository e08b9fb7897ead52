/// Takes bytes from the front of a message and never reads past its end: every access goes through
/// ``take(_:_:)``, or through ``Decoder/readCommon(_:)``, which looks first how many are left.
///
/// The bytes are reached by pointer, because a check at each of them is most of what decoding costs; the one
/// check is in `take`, the fuzzer watches it, and debug builds check each access besides.
struct WireReader {
  let bytes: UnsafeBufferPointer<UInt8>
  var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  var left: Int { bytes.count - position }

  /// A length of two digits in a byte, or of four in two.
  mutating func packedNumber(of digits: Int, at place: MessageError.Place) throws(MessageError) -> Int {
    let raw = try take(digits / 2, place)
    let number = digits == 2 ? UInt16(raw[0]) : UInt16(raw[0]) << 8 | UInt16(raw[1])
    guard let length = number.decimal else { throw MessageError(place, .badLength) }
    return length
  }

  /// The next bytes, or an error that names the place.
  @inline(__always)
  mutating func take(
    _ count: Int, _ place: MessageError.Place
  ) throws(MessageError) -> UnsafeBufferPointer<UInt8> {
    guard count <= left else { throw MessageError(place, .short(needed: count, left: left)) }
    let taken = UnsafeBufferPointer(rebasing: bytes[position..<position + count])
    position += count
    return taken
  }

  /// A decimal number of so many digits.
  mutating func number(
    of digits: Int, _ coding: FieldFormat.Coding, at place: MessageError.Place, else rule: MessageError.Rule
  ) throws(MessageError) -> Int {
    var value = 0
    let raw = try take(coding == .packed ? digits / 2 : digits, place)
    for index in raw.indices {
      let byte = raw[index]
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

  func bytes(from start: Int, to end: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[start..<end])
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether all characters are printable ASCII, looked at eight at a time.
  var isPrintable: Bool {
    var next = 0
    while next + 8 <= count {
      let eight = UnsafeRawBufferPointer(self).loadUnaligned(fromByteOffset: next, as: UInt64.self)
      guard eight.arePrintable else { return false }
      next += 8
    }
    while next < count {
      guard self[next] >= 0x20, self[next] <= 0x7E else { return false }
      next += 1
    }
    return true
  }
}

extension UnsafeMutableBufferPointer<UInt8> {
  /// Copies bytes to a place that has room for them.
  func copyBytes(of source: UnsafeBufferPointer<UInt8>, at place: Int) {
    guard let from = source.baseAddress, let to = baseAddress, source.count > 0 else { return }
    precondition(place + source.count <= count, "no room")
    (to + place).update(from: from, count: source.count)
  }
}
