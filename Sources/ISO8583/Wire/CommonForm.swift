/// The shape of nearly all fields of the terminals' dialects, in four bytes, so that most fields are read and
/// written a word at a time, without a look at their whole row.
///
/// It decides nothing of its own: a field of another form, or one with anything wrong in it, is left to the
/// general way, which alone says what is wrong. The tests that compare both see every difference.
struct CommonForm: Sendable {
  enum Content: UInt8, Sendable { case other, digits, track, text, bytes }

  private(set) var content = Content.other
  /// 0 for a fixed length, 1 for two digits, 2 for three.
  private(set) var prefixBytes: UInt8 = 0
  private(set) var maximum: UInt16 = 0

  static let other = CommonForm()

  private init() {}

  init(_ format: FieldFormat) {
    guard format.prefix == .packed || format.length == .fixed, !format.countsWireBytes,
      let maximum = UInt16(exactly: format.maximum)
    else { return }
    switch (format.kind, format.body) {
    case (.digits, .packed) where format.padding == .right: content = .digits
    case (.track, .packed) where format.padding == .right: content = .track
    case (.text, _): content = .text
    case (.bytes, .packed): content = .bytes
    default: return
    }
    self.maximum = maximum
    prefixBytes = format.length == .fixed ? 0 : format.length == .ll ? 1 : 2
  }
}

extension UnsafeRawBufferPointer {
  /// The eight bytes from a place on, the first one lowest; of bytes behind the end it says nothing. There
  /// must be eight altogether, and one from the place on.
  @inline(__always)
  func eight(at place: Int) -> UInt64 {
    let last = Swift.min(place, count - 8)
    let word = UInt64(littleEndian: loadUnaligned(fromByteOffset: last, as: UInt64.self))
    return word >> UInt64(8 * (place - last))
  }
}

extension UInt64 {
  /// The lowest bytes as they are, and others behind them; 1 to 7.
  @inline(__always)
  func keeping(bytes: Int, then others: UInt64) -> UInt64 {
    let mask = UInt64.max >> UInt64(64 - 8 * bytes)
    return self & mask | others & ~mask
  }

  /// Whether eight characters are printable ASCII.
  @inline(__always)
  var arePrintable: Bool {
    // Below 0x80; not below 0x20, where bit 5 and bit 6 are both clear; not 0x7F, which carries when one is
    // added.
    let isASCII = self & 0x8080_8080_8080_8080 == 0
    let isAbove = (self | self << 1) & 0x4040_4040_4040_4040 == 0x4040_4040_4040_4040
    let isBelow = (self &+ 0x0101_0101_0101_0101) & 0x8080_8080_8080_8080 == 0
    return isASCII && isAbove && isBelow || PlantedCodecBug.has(.textIsNotChecked)
  }
}

extension UnsafeMutableRawBufferPointer {
  /// Copies bytes a word at a time; up to seven more of what stands behind them are written, which the next
  /// content covers. False where characters are asked for and one is none that can be printed.
  @inline(__always)
  func copyWords(
    _ source: UnsafeRawBufferPointer, from start: Int, count: Int, to target: Int, arePrintable: Bool
  ) -> Bool {
    var done = 0
    while done < count {
      let word = source.eight(at: start + done)
      if arePrintable {
        let left = count - done
        let seen = left >= 8 ? word : word.keeping(bytes: left, then: 0x2020_2020_2020_2020)
        guard seen.arePrintable else { return false }
      }
      storeBytes(of: word.littleEndian, toByteOffset: target + done, as: UInt64.self)
      done += 8
    }
    return true
  }
}

extension Decoder {
  /// Reads a field of a common form. False, and nothing is taken, where it is of another one or at fault.
  @inline(__always)
  mutating func readCommon(_ form: CommonForm) -> Bool {
    let raw = UnsafeRawBufferPointer(input.bytes)
    guard form.content != .other, raw.count >= 8 else { return false }
    var next = input.position
    var count = Int(form.maximum)
    if form.prefixBytes != 0 {
      guard next + Int(form.prefixBytes) <= raw.count else { return false }
      let number =
        form.prefixBytes == 1 ? UInt16(raw[next]) : UInt16(raw[next]) << 8 | UInt16(raw[next + 1])
      guard let length = number.decimal, length <= count || PlantedCodecBug.has(.lengthsAreNotBounded) else {
        return false
      }
      next += Int(form.prefixBytes)
      count = length
    }
    let isPacked = form.content == .digits || form.content == .track
    let bytes = isPacked ? (count + 1) / 2 : count
    guard bytes <= raw.count - next else { return false }
    let target = UnsafeMutableRawBufferPointer(content)
    if isPacked {
      // An odd count has a zero behind the last digit.
      if count & 1 != 0, raw[next + bytes - 1] & 0xF != 0, !PlantedCodecBug.has(.fillingIsNotChecked) {
        return false
      }
      var carries: UInt64 = 0
      var done = 0
      while done < bytes {
        var packed = UInt32(truncatingIfNeeded: raw.eight(at: next + done))
        if bytes - done < 4 { packed &= UInt32.max >> UInt32(32 - 8 * (bytes - done)) }
        target.storeBytes(
          of: EightDigits.characters(packed, carries: &carries).littleEndian,
          toByteOffset: written + 2 * done, as: UInt64.self)
        done += 4
      }
      if carries != 0, form.content == .digits { return false }
    } else {
      let isText = form.content == .text
      guard target.copyWords(raw, from: next, count: bytes, to: written, arePrintable: isText) else {
        return false
      }
    }
    written += count
    input.position = next + bytes
    return true
  }
}

extension Encoder {
  /// Writes a content of a common form. False, and nothing is written, where it is of another one or does not
  /// fit.
  @inline(__always)
  mutating func writeCommon(_ form: CommonForm, from start: Int, count length: Int) -> Bool {
    let raw = UnsafeRawBufferPointer(arena)
    guard form.content != .other, form.content != .track, raw.count >= 8,
      form.prefixBytes == 0 ? length == Int(form.maximum) : length <= Int(form.maximum)
    else { return false }
    let target = UnsafeMutableRawBufferPointer(output)
    var place = count + Int(form.prefixBytes)
    if form.content == .digits {
      var done = 0
      while done < length {
        var characters = raw.eight(at: start + done)
        if length - done < 8 {
          characters = characters.keeping(bytes: length - done, then: 0x3030_3030_3030_3030)
        }
        guard let packed = EightDigits.packed(characters) else { return false }
        target.storeBytes(of: packed.littleEndian, toByteOffset: place + done / 2, as: UInt32.self)
        done += 8
      }
      place += (length + 1) / 2
    } else {
      let isText = form.content == .text
      guard target.copyWords(raw, from: start, count: length, to: place, arePrintable: isText) else {
        return false
      }
      place += length
    }
    if form.prefixBytes != 0 {
      let (hundreds, rest) = length.quotientAndRemainder(dividingBy: 100)
      if form.prefixBytes == 2 { output[count] = UInt8(truncatingIfNeeded: hundreds) }
      output[count + Int(form.prefixBytes) - 1] = UInt8(truncatingIfNeeded: (rest / 10) << 4 | rest % 10)
    }
    count = place
    return true
  }
}

extension UInt16 {
  /// The number that four packed digits say; nil where one is none.
  @inline(__always)
  var decimal: Int? {
    guard MessageType(self).isDecimal else { return nil }
    return Int(self & 0xF) + Int(self >> 4 & 0xF) * 10 + Int(self >> 8 & 0xF) * 100 + Int(self >> 12) * 1000
  }
}
