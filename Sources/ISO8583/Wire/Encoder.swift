/// Writes one frame into a buffer that ``bound(_:)`` made large enough; the contents are read where they lie.
struct Encoder {
  let head: FieldFormat.Coding
  let formats: UnsafeBufferPointer<FieldFormat?>
  let common: UnsafeBufferPointer<CommonForm>
  let arena: UnsafeBufferPointer<UInt8>
  let output: UnsafeMutableBufferPointer<UInt8>
  var count = 0

  init(
    head: FieldFormat.Coding, formats: UnsafeBufferPointer<FieldFormat?>,
    common: UnsafeBufferPointer<CommonForm>, arena: UnsafeBufferPointer<UInt8>,
    output: UnsafeMutableBufferPointer<UInt8>
  ) {
    self.head = head
    self.formats = formats
    self.common = common
    self.arena = arena
    self.output = output
  }

  /// No message takes more: TPDU, header, type and bitmaps in characters are 47 bytes (a word may hang over
  /// them); a field is at most two bytes for one of its content, three of prefix, one of filling.
  static func bound(_ message: Message) -> Int {
    56 + 2 * message.arena.count + 4 * message.spans.count
  }

  private mutating func append(_ byte: UInt8) {
    output[count] = byte
    count += 1
  }

  mutating func writeFrameHead(_ frame: Frame, _ profile: borrowing Profile) throws(MessageError) {
    guard (frame.tpdu != nil) == (profile.tpduMode != .none) else { throw MessageError(.tpdu, .badHead) }
    if let tpdu = frame.tpdu {
      guard profile.takesTPDU(tpdu.id) else { throw MessageError(.tpdu, .unknownTPDU(tpdu.id)) }
      append(tpdu.id)
      append(UInt8(tpdu.destination >> 8))
      append(UInt8(tpdu.destination & 0xFF))
      append(UInt8(tpdu.source >> 8))
      append(UInt8(tpdu.source & 0xFF))
    }
    guard frame.header.count == profile.headerLength else { throw MessageError(.header, .badHead) }
    frame.header.write { append($0) }
  }

  mutating func write(
    _ message: Message, low: UInt64, allowsSecondaryBitmap: Bool, stopsBefore64: Bool
  ) throws(MessageError) {
    guard message.type.isDecimal else { throw MessageError(.messageType, .badDigit) }
    writeHead(UInt64(message.type.rawValue), bytes: 2)
    writeHead((low | (message.high == 0 ? 0 : 1)).reversedBits, bytes: 8)
    if message.high != 0 {
      guard allowsSecondaryBitmap else { throw MessageError(.bitmap, .secondaryBitmap) }
      writeHead(message.high.reversedBits, bytes: 8)
    }
    var (low, high) = (message.low, message.high)
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
      if writeCommon(common[number], from: Int(span.start), count: Int(span.count)) { continue }
      guard let format = formats[number] else { throw MessageError(.field(number), .unknownField) }
      let content = UnsafeBufferPointer(rebasing: arena[Int(span.start)..<Int(span.start + span.count)])
      try writeField(format, content, .field(number))
    }
  }

  /// The message type or a bitmap.
  private mutating func writeHead(_ value: UInt64, bytes: Int) {
    switch head {
    case .packed:
      // The lowest bytes, behind the others in the order of the wire.
      UnsafeMutableRawBufferPointer(output).storeBytes(
        of: (value << UInt64(64 - 8 * bytes)).bigEndian, toByteOffset: count, as: UInt64.self)
      count += bytes
    case .ascii:
      for index in (0..<2 * bytes).reversed() {
        append(Nibble.hexCharacter(UInt8(value >> UInt64(4 * index) & 0xF)))
      }
    }
  }

  mutating func writeField(
    _ format: FieldFormat, _ content: UnsafeBufferPointer<UInt8>, _ place: MessageError.Place
  ) throws(MessageError) {
    try writePrefix(format, content.count, place)
    switch (format.kind, format.body) {
    case (.digits, .packed), (.track, .packed):
      try writePacked(content, format, place)
    case (.signedDigits, .packed):
      try format.kind.check(content, place)
      append(content[0])
      try writePacked(UnsafeBufferPointer(rebasing: content.dropFirst()), format, place)
    case (.bytes, .packed):
      copy(content)
    case (.bytes, .ascii):
      for byte in content {
        append(Nibble.hexCharacter(byte >> 4))
        append(Nibble.hexCharacter(byte & 0xF))
      }
    case (.text, _):
      guard content.isPrintable else { throw MessageError(place, .badText) }
      copy(content)
    case (.digits, .ascii), (.track, .ascii), (.signedDigits, .ascii):
      try format.kind.check(content, place)
      copy(content)
    }
  }

  private mutating func copy(_ content: UnsafeBufferPointer<UInt8>) {
    output.copyBytes(of: content, at: count)
    count += content.count
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
    let (hundreds, tens, ones) = (UInt8(number / 100), UInt8(number / 10 % 10), UInt8(number % 10))
    switch format.prefix {
    case .packed:
      if format.length == .lll { append(hundreds) }
      append(tens << 4 | ones)
    case .ascii:
      if format.length == .lll { append(0x30 + hundreds) }
      append(0x30 + tens)
      append(0x30 + ones)
    }
  }

  /// Two characters a byte; whether all were digits is looked at once, behind the loop.
  private mutating func writePacked(
    _ content: UnsafeBufferPointer<UInt8>, _ format: FieldFormat, _ place: MessageError.Place
  ) throws(MessageError) {
    var bad = false
    let isTrack = format.kind == .track
    func nibble(_ character: UInt8) -> UInt8 {
      let digit = character &- 0x30
      if digit <= 9 { return digit }
      let letter = character &- 0x41
      if !isTrack || letter > 5 { bad = true }
      return letter & 0xF &+ 10
    }
    var next = 0
    if content.count & 1 != 0, format.padding == .left {
      append(nibble(content[0]) & 0xF)
      next = 1
    }
    while next + 8 <= content.count {
      let characters = UnsafeRawBufferPointer(content).loadUnaligned(fromByteOffset: next, as: UInt64.self)
      guard let packed = EightDigits.packed(UInt64(littleEndian: characters)) else { break }
      UnsafeMutableRawBufferPointer(output).storeBytes(
        of: packed.littleEndian, toByteOffset: count, as: UInt32.self)
      count += 4
      next += 8
    }
    // What is left, and what holds other characters than digits.
    while next + 1 < content.count {
      append(nibble(content[next]) << 4 | nibble(content[next + 1]) & 0xF)
      next += 2
    }
    if next < content.count { append(nibble(content[next]) << 4) }
    if bad { throw MessageError(place, .badDigit) }
  }
}
