/// Reads one frame; what was read before a fault stays.
struct Decoder {
  let head: FieldFormat.Coding
  let formats: UnsafeBufferPointer<FieldFormat?>
  let common: UnsafeBufferPointer<CommonForm>
  var input: WireReader
  let content: UnsafeMutableBufferPointer<UInt8>
  let spans: UnsafeMutableBufferPointer<Message.Span>
  var written = 0
  var spanCount = 0
  /// The fields that were read: see ``Message``.
  var low: UInt64 = 0
  var high: UInt64 = 0

  mutating func readFrameHead(_ frame: inout Frame, _ profile: borrowing Profile) throws(MessageError) {
    if profile.tpduMode != .none {
      let raw = try input.take(TPDU.byteCount, .tpdu)
      guard profile.takesTPDU(raw[0]) else { throw MessageError(.tpdu, .unknownTPDU(raw[0])) }
      frame.tpdu = TPDU(
        id: raw[0], destination: UInt16(raw[1]) << 8 | UInt16(raw[2]),
        source: UInt16(raw[3]) << 8 | UInt16(raw[4]))
    }
    if profile.headerLength > 0 {
      frame.header = Header(unchecked: try input.take(Header.byteCount, .header))
    }
  }

  mutating func readMessage(_ frame: inout Frame, allowsSecondaryBitmap: Bool) throws(MessageError) {
    let start = input.position
    frame.message.type = try messageType()
    let first = try bitmap()
    var second: UInt64 = 0
    if first & 1 != 0 {
      guard allowsSecondaryBitmap else { throw MessageError(.bitmap, .secondaryBitmap) }
      second = try bitmap()
      // An empty one would be left out when the message is encoded again.
      guard second != 0 else { throw MessageError(.bitmap, .badContent) }
    }
    try readFields(first & ~1, of: &frame, from: start, offset: 1)
    try readFields(second, of: &frame, from: start, offset: 65)
    if input.left > 0, !PlantedCodecBug.has(.trailingBytesPass) {
      throw MessageError(.end, .trailingBytes(input.left))
    }
  }

  /// Four decimal digits, which the type keeps two to a byte.
  private mutating func messageType() throws(MessageError) -> MessageType {
    if head == .packed {
      let raw = try input.take(2, .messageType)
      let type = MessageType(UInt16(raw[0]) << 8 | UInt16(raw[1]))
      guard type.isDecimal else { throw MessageError(.messageType, .badDigit) }
      return type
    }
    let value = UInt16(try input.number(of: 4, head, at: .messageType, else: .badDigit))
    return MessageType(
      (value / 1000) << 12 | (value / 100 % 10) << 8 | (value / 10 % 10) << 4 | value % 10)
  }

  /// Fields whose bit is set; bit 0 stands for the field `offset`.
  private mutating func readFields(
    _ bits: UInt64, of frame: inout Frame, from start: Int, offset: Int
  ) throws(MessageError) {
    var rest = bits
    while rest != 0 {
      let bit = rest.trailingZeroBitCount
      rest &= rest - 1
      let number = bit + offset
      let before = input.position
      let first = written
      if !readCommon(common[number]) {
        guard let format = formats[number] else { throw MessageError(.field(number), .unknownField) }
        try readField(format, .field(number))
      }
      spans[spanCount] = Message.Span(first..<written)
      spanCount += 1
      if offset == 1 { low |= 1 << UInt64(bit) } else { high |= 1 << UInt64(bit) }
      if number == 64 { frame.message.seal = keepSealed(from: start, to: before) }
    }
  }

  /// Keeps the bytes as they came behind the contents.
  private mutating func keepSealed(from start: Int, to end: Int) -> Message.Span {
    let first = written
    copy(input.bytes(from: PlantedCodecBug.has(.sealLeavesOutTheType) ? start + 2 : start, to: end))
    return Message.Span(first..<written)
  }

  /// Eight bytes whose first bit becomes the lowest, so that fields come in ascending order.
  private mutating func bitmap() throws(MessageError) -> UInt64 {
    var map: UInt64 = 0
    switch head {
    case .packed:
      let raw = try input.take(8, .bitmap)
      map = UInt64(bigEndian: UnsafeRawBufferPointer(raw).loadUnaligned(as: UInt64.self))
    case .ascii:
      for character in try input.take(16, .bitmap) {
        guard let nibble = Nibble.value(ofHex: character) else { throw MessageError(.bitmap, .badDigit) }
        map = map << 4 | UInt64(nibble)
      }
    }
    return map.reversedBits
  }

  private mutating func readField(_ format: FieldFormat, _ place: MessageError.Place) throws(MessageError) {
    let count = try contentCount(format, place)
    switch (format.kind, format.body) {
    case (.digits, .packed), (.track, .packed):
      try readPacked(count, format, place)
    case (.digits, .ascii), (.track, .ascii), (.text, _):
      try readCharacters(count, format.kind, place)
    case (.bytes, .packed):
      copy(try input.take(count, place))
    case (.bytes, .ascii):
      try readHex(count, place)
    case (.signedDigits, .packed):
      try readCharacters(1, .text, place)
      try readPacked(count - 1, format, place)
    case (.signedDigits, .ascii):
      try readCharacters(1, .text, place)
      try readCharacters(count - 1, .digits, place)
    }
  }

  /// How long the content is, in digits, characters or bytes.
  private mutating func contentCount(
    _ format: FieldFormat, _ place: MessageError.Place
  ) throws(MessageError) -> Int {
    if format.length == .fixed { return format.maximum }
    // Two digits fill a byte; three take two bytes, whose first nibble is zero by the maximum.
    let digits = format.length == .ll ? 2 : format.prefix == .packed ? 4 : 3
    let counted =
      format.prefix == .packed
      ? try input.packedNumber(of: digits, at: place)
      : try input.number(of: digits, .ascii, at: place, else: .badLength)
    let length = format.countsWireBytes ? counted * 2 : counted
    guard length <= format.greatestCount else {
      throw MessageError(place, .beyondMaximum(length: length, maximum: format.maximum))
    }
    return length
  }

  /// Two digits a byte. An odd count has a zero before the first or behind the last.
  private mutating func readPacked(
    _ count: Int, _ format: FieldFormat, _ place: MessageError.Place
  ) throws(MessageError) {
    let raw = try input.take((count + 1) / 2, place)
    var next = 0
    var target = written
    if count & 1 != 0 {
      let isLeft = format.padding == .left
      let byte = raw[isLeft ? 0 : raw.count - 1]
      guard (isLeft ? byte >> 4 : byte & 0xF) == 0 else { throw MessageError(place, .badPad) }
      if isLeft {
        content[target] = Nibble.hexCharacter(byte & 0xF)
        target += 1
        next = 1
      }
    }
    // A nibble above nine carries into bit 4 when six is added; looked at once, behind the loop.
    var carries: UInt8 = next == 1 ? raw[0] & 0xF &+ 6 : 0
    var wideCarries: UInt64 = 0
    while next + 4 <= raw.count {
      let packed = UnsafeRawBufferPointer(raw).loadUnaligned(fromByteOffset: next, as: UInt32.self)
      let characters = EightDigits.characters(UInt32(littleEndian: packed), carries: &wideCarries)
      UnsafeMutableRawBufferPointer(content).storeBytes(
        of: characters.littleEndian, toByteOffset: target, as: UInt64.self)
      target += 8
      next += 4
    }
    while next < raw.count {
      let byte = raw[next]
      let (upper, lower) = (byte >> 4, byte & 0xF)
      carries |= (upper &+ 6) | (lower &+ 6)
      content[target] = Nibble.hexCharacter(upper)
      content[target + 1] = Nibble.hexCharacter(lower)
      target += 2
      next += 1
    }
    guard format.kind == .track || carries & 0x10 == 0 && wideCarries == 0 else {
      throw MessageError(place, .badDigit)
    }
    written += count
  }

  private mutating func readCharacters(
    _ count: Int, _ kind: FieldFormat.Kind, _ place: MessageError.Place
  ) throws(MessageError) {
    let raw = try input.take(count, place)
    if kind == .text {
      guard raw.isPrintable else { throw MessageError(place, .badText) }
    } else {
      try kind.check(raw, place)
    }
    copy(raw)
  }

  private mutating func copy(_ raw: UnsafeBufferPointer<UInt8>) {
    content.copyBytes(of: raw, at: written)
    written += raw.count
  }

  private mutating func readHex(_ count: Int, _ place: MessageError.Place) throws(MessageError) {
    let raw = try input.take(2 * count, place)
    for index in 0..<count {
      guard let upper = Nibble.value(ofHex: raw[2 * index]),
        let lower = Nibble.value(ofHex: raw[2 * index + 1])
      else { throw MessageError(place, .badDigit) }
      content[written + index] = upper << 4 | lower
    }
    written += count
  }
}
