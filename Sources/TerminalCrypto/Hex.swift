/// Bytes as upper-case hex characters.
enum Hex {
  /// The characters as ASCII bytes.
  static func characters(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    bytes.flatMap { [character($0 >> 4), character($0 & 0xF)] }
  }

  static func text(_ bytes: some Sequence<UInt8>) -> String {
    String(decoding: characters(bytes), as: UTF8.self)
  }

  private static func character(_ nibble: UInt8) -> UInt8 { nibble < 10 ? 0x30 + nibble : 0x37 + nibble }
}
