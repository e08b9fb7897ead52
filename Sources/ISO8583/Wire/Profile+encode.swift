extension Profile {
  /// Writes a frame, without the two bytes of length: the exact inverse of ``decode(_:)``.
  ///
  /// Contents must fit their fields; nothing is padded, cut or filled in.
  /// - Throws: `MessageError` with the first field that does not fit.
  package func encode(_ frame: Frame) throws(MessageError) -> [UInt8] {
    var encoder = Encoder(profile: self, frame: frame)
    try encoder.write(frame, low: frame.message.low)
    return encoder.output
  }

  /// Writes a frame and closes it with the field 64 that `seal` makes of the bytes from the message type up
  /// to the end of the field before it. A field 64 of the message itself is left aside.
  package func encode(
    _ frame: Frame, sealedBy seal: (ArraySlice<UInt8>) -> [UInt8]
  ) throws(MessageError) -> [UInt8] {
    guard frame.message.high == 0 else { throw MessageError(.bitmap, .secondaryBitmap) }
    guard let format = self[64] else { throw MessageError(.field(64), .unknownField) }
    var encoder = Encoder(profile: self, frame: frame)
    try encoder.write(frame, low: frame.message.low | 1 << 63, stopsBefore64: true)
    let code = seal(encoder.output[encoder.messageStart...])
    try encoder.writeField(format, code[...], .field(64))
    return encoder.output
  }
}

private struct Encoder {
  let profile: Profile
  var output: [UInt8] = []
  var messageStart = 0

  init(profile: Profile, frame: Frame) {
    self.profile = profile
    output.reserveCapacity(64 + 2 * frame.message.arena.count)
  }

  mutating func write(_ frame: Frame, low: UInt64, stopsBefore64: Bool = false) throws(MessageError) {
    guard (frame.tpdu != nil) == (profile.tpduMode != .none) else { throw MessageError(.tpdu, .badHead) }
    if let tpdu = frame.tpdu {
      guard profile.tpduIDs.contains(tpdu.id) else { throw MessageError(.tpdu, .unknownTPDU(tpdu.id)) }
      output.append(contentsOf: tpdu.bytes)
    }
    guard frame.header.count == profile.headerLength else { throw MessageError(.header, .badHead) }
    frame.header.write { output.append($0) }
    messageStart = output.count
    guard frame.message.type.isDecimal else { throw MessageError(.messageType, .badDigit) }
    writeHead(UInt64(frame.message.type.rawValue), bytes: 2)
    let high = frame.message.high
    writeHead((low | (high == 0 ? 0 : 1)).reversedBits, bytes: 8)
    if high != 0 {
      guard profile.allowsSecondaryBitmap else { throw MessageError(.bitmap, .secondaryBitmap) }
      writeHead(high.reversedBits, bytes: 8)
    }
    try writeFields(of: frame.message, stopsBefore64: stopsBefore64)
  }

  private mutating func writeFields(of message: Message, stopsBefore64: Bool) throws(MessageError) {
    var low = message.low
    var high = message.high
    for span in message.spans {
      let number: Int
      if low != 0 {
        number = low.trailingZeroBitCount + 1
        low &= low - 1
      } else {
        number = high.trailingZeroBitCount + 65
        high &= high - 1
      }
      if stopsBefore64, number == 64 { return }
      guard let format = profile.formats[number] else { throw MessageError(.field(number), .unknownField) }
      let end = Int(span.start + span.count)
      try writeField(format, message.arena[Int(span.start)..<end], .field(number))
    }
  }

  /// The message type or a bitmap.
  private mutating func writeHead(_ value: UInt64, bytes: Int) {
    switch profile.head {
    case .packed:
      for index in (0..<bytes).reversed() {
        output.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * index)))
      }
    case .ascii:
      for index in (0..<2 * bytes).reversed() {
        output.append(Nibble.hexCharacter(UInt8(value >> UInt64(4 * index) & 0xF)))
      }
    }
  }

  mutating func writeField(
    _ format: FieldFormat, _ content: ArraySlice<UInt8>, _ place: MessageError.Place
  ) throws(MessageError) {
    try writePrefix(format, content.count, place)
    switch (format.kind, format.body) {
    case (.digits, .packed):
      try format.kind.check(content, place)
      writePacked(content, format.padding)
    case (.track, .packed):
      for character in content where Nibble.value(ofHex: character) == nil {
        throw MessageError(place, .badDigit)
      }
      writePacked(content, format.padding)
    case (.signedDigits, .packed):
      try format.kind.check(content, place)
      output.append(contentsOf: content.prefix(1))
      writePacked(content.dropFirst(), format.padding)
    case (.bytes, .packed):
      output.append(contentsOf: content)
    case (.bytes, .ascii):
      for byte in content {
        output.append(Nibble.hexCharacter(byte >> 4))
        output.append(Nibble.hexCharacter(byte & 0xF))
      }
    case (.digits, .ascii), (.track, .ascii), (.signedDigits, .ascii), (.text, _):
      try format.kind.check(content, place)
      output.append(contentsOf: content)
    }
  }

  private mutating func writePrefix(
    _ format: FieldFormat, _ count: Int, _ place: MessageError.Place
  ) throws(MessageError) {
    guard format.length != .fixed else {
      guard count == format.maximum else {
        throw MessageError(place, .wrongLength(length: count, fixed: format.maximum))
      }
      return
    }
    guard count <= format.greatestCount else {
      throw MessageError(place, .beyondMaximum(length: count, maximum: format.maximum))
    }
    // A prefix that counts bytes cannot say that the last nibble is filling.
    guard !format.countsWireBytes || count & 1 == 0 else { throw MessageError(place, .badContent) }
    let number = format.prefixNumber(count)
    let digits = format.length == .ll ? 2 : format.prefix == .packed ? 4 : 3
    guard number < (format.length == .ll ? 100 : 1000) else {
      throw MessageError(place, .beyondMaximum(length: count, maximum: format.maximum))
    }
    let decimal = [number / 1000, number / 100 % 10, number / 10 % 10, number % 10]
    switch format.prefix {
    case .packed:
      if digits == 4 { output.append(UInt8(decimal[0] << 4 | decimal[1])) }
      output.append(UInt8(decimal[2] << 4 | decimal[3]))
    case .ascii:
      for digit in decimal.suffix(digits) { output.append(UInt8(0x30 + digit)) }
    }
  }

  /// Two characters a byte; `A`…`F` have the low nibble of their code plus nine.
  private mutating func writePacked(_ content: ArraySlice<UInt8>, _ padding: FieldFormat.Padding) {
    var upper: UInt8?
    if content.count & 1 != 0, padding == .left { upper = 0 }
    for character in content {
      let nibble = character & 0xF + (character >> 6) * 9
      if let half = upper {
        output.append(half << 4 | nibble)
        upper = nil
      } else {
        upper = nibble
      }
    }
    if let half = upper { output.append(half << 4) }
  }
}
