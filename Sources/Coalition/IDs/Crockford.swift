/// Crockford's base 32: digits and capitals without I, L, O and U. Strict: only capitals, no look-alikes.
enum Crockford {
  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
  private static let values: [UInt8?] = {
    var table = [UInt8?](repeating: nil, count: 256)
    for (value, character) in alphabet.enumerated() { table[Int(character)] = UInt8(value) }
    return table
  }()

  /// The lowest `bitCount` bits, the most significant character first.
  static func text(_ value: UInt128, bitCount: Int) -> String {
    var rest = value
    var characters = [UInt8](repeating: 0, count: (bitCount + 4) / 5)
    for index in characters.indices.reversed() {
      characters[index] = alphabet[Int(truncatingIfNeeded: rest & 31)]
      rest >>= 5
    }
    return String(decoding: characters, as: UTF8.self)
  }

  /// Reads exactly what ``text(_:bitCount:)`` writes; nil for anything else.
  static func value(_ text: some StringProtocol, bitCount: Int) -> UInt128? {
    guard text.utf8.count == (bitCount + 4) / 5 else { return nil }
    var value: UInt128 = 0
    for character in text.utf8 {
      guard let bits = values[Int(character)], value >> 123 == 0 else { return nil }
      value = value << 5 | UInt128(bits)
    }
    return bitCount == 128 || value >> bitCount == 0 ? value : nil
  }
}
