extension Profile {
  /// Reads what follows the two bytes of length.
  ///
  /// Every byte must belong: nothing is skipped, guessed or trimmed, so ``encode(_:)`` gives the same bytes
  /// back.
  /// - Throws: `MessageError` with the first place at fault.
  package func decode(_ bytes: some Collection<UInt8>) throws(MessageError) -> Frame {
    let (frame, fault) = read(bytes)
    if let fault { throw fault }
    return frame
  }

  /// The part of a faulty message before its fault, for an answer that says "format error" to a terminal
  /// whose number and trace could be read. Nil when not even the message type could.
  package func readablePart(of bytes: some Collection<UInt8>) -> Frame? {
    let (frame, fault) = read(bytes)
    switch fault?.place {
    case .tpdu, .header, .messageType: return nil
    case .bitmap, .field, .end, nil: return frame
    }
  }

  private func read(_ bytes: some Collection<UInt8>) -> (Frame, MessageError?) {
    let direct = bytes.withContiguousStorageIfAvailable { read(buffer: $0) }
    return direct ?? Array(bytes).withUnsafeBufferPointer { read(buffer: $0) }
  }

  private func read(buffer: UnsafeBufferPointer<UInt8>) -> (Frame, MessageError?) {
    var frame = Frame(message: Message(MessageType(0)))
    var fault: MessageError?
    var spans: [Message.Span] = []
    // No content is longer than twice the bytes it is read from.
    let arena = [UInt8](unsafeUninitializedCapacity: 2 * buffer.count) { content, count in
      var decoder = Decoder(profile: self, input: WireReader(buffer), content: content)
      do throws(MessageError) { try decoder.read(&frame) } catch { fault = error }
      spans = decoder.spans
      count = decoder.written
    }
    frame.message.arena = arena
    frame.message.spans = spans
    return (frame, fault)
  }
}

/// Reads one frame; what was read before a fault stays.
private struct Decoder {
  let profile: Profile
  var input: WireReader
  let content: UnsafeMutableBufferPointer<UInt8>
  var written = 0
  var spans: [Message.Span] = []

  init(profile: Profile, input: WireReader, content: UnsafeMutableBufferPointer<UInt8>) {
    self.profile = profile
    self.input = input
    self.content = content
  }

  mutating func read(_ frame: inout Frame) throws(MessageError) {
    if profile.tpduMode != .none {
      let raw = try input.take(TPDU.byteCount, .tpdu)
      guard profile.tpduIDs.contains(raw[raw.startIndex]) else {
        throw MessageError(.tpdu, .unknownTPDU(raw[raw.startIndex]))
      }
      frame.tpdu = TPDU(raw)
    }
    if profile.headerLength > 0 {
      frame.header = Header(unchecked: try input.take(Header.byteCount, .header))
    }
    let start = input.position
    frame.message.type = try messageType()
    let low = try bitmap()
    var high: UInt64 = 0
    if low & 1 != 0 {
      guard profile.allowsSecondaryBitmap else { throw MessageError(.bitmap, .secondaryBitmap) }
      high = try bitmap()
      // An empty one would be left out when the message is encoded again.
      guard high != 0 else { throw MessageError(.bitmap, .badContent) }
    }
    spans.reserveCapacity(low.nonzeroBitCount + high.nonzeroBitCount)
    try readFields(low & ~1, of: &frame, from: start, offset: 1)
    try readFields(high, of: &frame, from: start, offset: 65)
    if input.left > 0 { throw MessageError(.end, .trailingBytes(input.left)) }
  }

  /// Four decimal digits, which the type keeps two to a byte.
  private mutating func messageType() throws(MessageError) -> MessageType {
    let value = UInt16(try input.number(of: 4, profile.head, at: .messageType, else: .badDigit))
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
      guard let format = profile.formats[number] else { throw MessageError(.field(number), .unknownField) }
      let before = input.position
      let first = written
      try readField(format, .field(number))
      spans.append(Message.Span(start: UInt32(first), count: UInt32(written - first)))
      if offset == 1 { frame.message.low |= 1 << UInt64(bit) } else { frame.message.high |= 1 << UInt64(bit) }
      if number == 64 { frame.macInput = input.bytes(from: start, to: before) }
    }
  }

  /// Eight bytes whose first bit becomes the lowest, so that fields come in ascending order.
  private mutating func bitmap() throws(MessageError) -> UInt64 {
    var map: UInt64 = 0
    switch profile.head {
    case .packed:
      for byte in try input.take(8, .bitmap) { map = map << 8 | UInt64(byte) }
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
      let raw = try input.take(count, place)
      _ = content[written...].update(fromContentsOf: raw)
      written += count
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
    let counted = try input.number(of: digits, format.prefix, at: place, else: .badLength)
    let length = format.countsWireBytes ? counted * 2 : counted
    guard length <= format.greatestCount else {
      throw MessageError(place, .beyondMaximum(length: length, maximum: format.maximum))
    }
    return length
  }

  private mutating func readPacked(
    _ count: Int, _ format: FieldFormat, _ place: MessageError.Place
  ) throws(MessageError) {
    let raw = try input.take((count + 1) / 2, place)
    let isOdd = count & 1 != 0
    let limit: UInt8 = format.kind == .track ? 0xF : 9
    var skipsFirst = isOdd && format.padding == .left
    // The greatest nibble decides once whether all were digits.
    var greatest: UInt8 = 0
    var target = written
    for byte in raw {
      let upper = byte >> 4
      let lower = byte & 0xF
      if skipsFirst {
        guard upper == 0 else { throw MessageError(place, .badPad) }
        skipsFirst = false
      } else {
        content[target] = Nibble.hexCharacter(upper)
        target += 1
        greatest = max(greatest, upper)
      }
      content[target] = Nibble.hexCharacter(lower)
      target += 1
      greatest = max(greatest, lower)
    }
    if isOdd, format.padding == .right {
      target -= 1
      // A pad of A…F is a bad pad, not a bad digit: look at it before the digits.
      guard raw[raw.endIndex - 1] & 0xF == 0 else { throw MessageError(place, .badPad) }
    }
    guard greatest <= limit else { throw MessageError(place, .badDigit) }
    written = target
  }

  private mutating func readCharacters(
    _ count: Int, _ kind: FieldFormat.Kind, _ place: MessageError.Place
  ) throws(MessageError) {
    let raw = try input.take(count, place)
    try kind.check(raw, place)
    _ = content[written...].update(fromContentsOf: raw)
    written += count
  }

  private mutating func readHex(_ count: Int, _ place: MessageError.Place) throws(MessageError) {
    let raw = try input.take(2 * count, place)
    var upper: UInt8?
    for character in raw {
      guard let nibble = Nibble.value(ofHex: character) else { throw MessageError(place, .badDigit) }
      if let half = upper {
        content[written] = half << 4 | nibble
        written += 1
        upper = nil
      } else {
        upper = nibble
      }
    }
  }
}
