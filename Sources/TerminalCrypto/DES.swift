internal import CCrypto

/// DES and triple DES on whole blocks, by libcrypto. A key of 16 bytes is used first, second, first.
struct DES {
  private var first = DES_key_schedule()
  private var second = DES_key_schedule()
  private var third = DES_key_schedule()
  private let isTriple: Bool

  /// Takes 8, 16 or 24 bytes; weak keys and parity are let through, since terminals send such keys.
  init(_ key: [UInt8]) {
    isTriple = key.count > 8
    Self.prepare(&first, key, at: 0)
    if isTriple {
      Self.prepare(&second, key, at: 8)
      Self.prepare(&third, key, at: key.count == 24 ? 16 : 0)
    }
  }

  private static func prepare(_ schedule: inout DES_key_schedule, _ key: [UInt8], at start: Int) {
    key.withUnsafeBytes { bytes in
      bytes.baseAddress!.advanced(by: start).withMemoryRebound(to: DES_cblock.self, capacity: 1) {
        DES_set_key_unchecked(UnsafeMutablePointer(mutating: $0), &schedule)
      }
    }
  }

  /// Whole blocks, each by itself.
  func transformed(_ blocks: [UInt8], _ direction: TerminalKey.Direction) -> [UInt8] {
    var copy = self
    var output = blocks
    let way = direction == .encrypt ? DES_ENCRYPT : DES_DECRYPT
    output.withUnsafeMutableBytes { bytes in
      for start in stride(from: 0, to: bytes.count, by: 8) {
        bytes.baseAddress!.advanced(by: start).withMemoryRebound(to: DES_cblock.self, capacity: 1) { block in
          if isTriple {
            DES_ecb3_encrypt(block, block, &copy.first, &copy.second, &copy.third, way)
          } else {
            DES_ecb_encrypt(block, block, &copy.first, way)
          }
        }
      }
    }
    return output
  }
}
