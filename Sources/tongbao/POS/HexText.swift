/// Bytes written as hex characters.
enum HexText {
  /// Nil for an odd count or any other character; blanks are passed over.
  static func bytes(_ text: some StringProtocol) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count / 2)
    var upper: Int?
    for character in text where !character.isWhitespace {
      guard character.isASCII, let digit = character.hexDigitValue else { return nil }
      if let half = upper {
        bytes.append(UInt8(half << 4 | digit))
        upper = nil
      } else {
        upper = digit
      }
    }
    return upper == nil ? bytes : nil
  }

  static func text(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 0xF)]] }, as: UTF8.self)
  }
}
