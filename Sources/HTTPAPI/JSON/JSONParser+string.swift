extension JSONParser {
  mutating func string(_ bytes: Span<UInt8>) throws(JSONFault) -> String {
    at += 1
    let start = at
    while at < bytes.count {
      let byte = bytes[at]
      if byte == UInt8(ascii: "\"") {
        let text = try Self.text(bytes, start..<at)
        at += 1
        return text
      }
      if byte == UInt8(ascii: "\\") { return try escaped(bytes, from: start) }
      guard byte >= 0x20 else { throw fault(.controlCharacter) }
      at += 1
    }
    throw fault(.unexpectedEnd)
  }

  private static func text(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(JSONFault) -> String {
    do {
      return String(copying: try UTF8Span(validating: bytes.extracting(range)))
    } catch {
      throw JSONFault(reason: .badText, position: range.lowerBound)
    }
  }

  /// The slow way, taken from the first backslash on.
  private mutating func escaped(_ bytes: Span<UInt8>, from start: Int) throws(JSONFault) -> String {
    var text = try Self.text(bytes, start..<at)
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\""):
        at += 1
        return text
      case UInt8(ascii: "\\"):
        at += 1
        text.unicodeScalars.append(try escape(bytes))
      case ..<0x20:
        throw fault(.controlCharacter)
      default:
        let run = at
        while at < bytes.count, bytes[at] >= 0x20, bytes[at] != UInt8(ascii: "\""),
          bytes[at] != UInt8(ascii: "\\")
        { at += 1 }
        text += try Self.text(bytes, run..<at)
      }
    }
    throw fault(.unexpectedEnd)
  }

  private mutating func escape(_ bytes: Span<UInt8>) throws(JSONFault) -> Unicode.Scalar {
    guard at < bytes.count else { throw fault(.unexpectedEnd) }
    let byte = bytes[at]
    at += 1
    switch byte {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicodeEscape(bytes)
    default: throw JSONFault(reason: .badEscape, position: at - 1)
    }
  }

  private mutating func unicodeEscape(_ bytes: Span<UInt8>) throws(JSONFault) -> Unicode.Scalar {
    let start = at
    let first = try hex(bytes)
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"),
      bytes[at + 1] == UInt8(ascii: "u")
    else { throw JSONFault(reason: .badEscape, position: start) }
    at += 2
    let second = try hex(bytes)
    guard 0xDC00...0xDFFF ~= second,
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw JSONFault(reason: .badEscape, position: start) }
    return scalar
  }

  private mutating func hex(_ bytes: Span<UInt8>) throws(JSONFault) -> UInt32 {
    var number: UInt32 = 0
    for _ in 0..<4 {
      guard at < bytes.count else { throw fault(.unexpectedEnd) }
      guard let digit = hexDigit(bytes[at]) else { throw fault(.badEscape) }
      number = number << 4 | UInt32(digit)
      at += 1
    }
    return number
  }
}

/// The value of one hexadecimal digit in ASCII.
func hexDigit(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
  default: nil
  }
}
