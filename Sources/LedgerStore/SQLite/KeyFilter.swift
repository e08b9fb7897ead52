import Ledger

/// "Certainly not seen" for idempotency keys, so that a new key costs one look at memory and none at a table.
///
/// A blocked filter: eight bits of one 64-byte line per key, 16 bits of room per key, about 0.3 % false
/// alarms. Keys are hashes already, so their bits are taken as they are. It grows by adding filters of twice
/// the size.
struct KeyFilter {
  private var layers: [Layer] = []
  private let firstCapacity: Int
  private let planted = Planted()

  /// - Parameter firstCapacity: keys that the first layer holds, a power of two.
  init(firstCapacity: Int = 1 << 20) { self.firstCapacity = firstCapacity }

  private struct Layer {
    var lines: [SIMD8<UInt64>]
    var room: Int
  }

  mutating func insert(_ fingerprint: UInt64) {
    if layers.last.map({ $0.room == 0 }) ?? true { grow() }
    let last = layers.count - 1
    layers[last].room -= 1
    let line = Self.line(fingerprint, layers[last].lines.count)
    layers[last].lines[line] |= Self.bits(fingerprint)
  }

  func mayContain(_ fingerprint: UInt64) -> Bool {
    let bits = Self.bits(fingerprint)
    let seen = planted.has(.filterSeesOnlyItsNewestLayer) ? layers.suffix(1) : layers[...]
    for layer in seen where layer.lines[Self.line(fingerprint, layer.lines.count)] & bits == bits {
      return true
    }
    return false
  }

  /// Reads what a look at the newest layer will read, see ``Books/warm(_:)``.
  func warm(_ fingerprint: UInt64) -> UInt64 {
    guard let lines = layers.last?.lines else { return 0 }
    return lines[Self.line(fingerprint, lines.count)][0]
  }

  private mutating func grow() {
    let capacity = firstCapacity << layers.count
    // 512 bits a line hold 32 keys at 16 bits each.
    layers.append(Layer(lines: Array(repeating: .zero, count: capacity / 32), room: capacity))
  }

  private static func line(_ fingerprint: UInt64, _ count: Int) -> Int {
    Int(truncatingIfNeeded: fingerprint >> 40) & (count - 1)
  }

  /// One bit in each of the line's eight words, each chosen by six bits of the fingerprint mixed once more,
  /// so that they do not follow from the bits that chose the line.
  private static func bits(_ fingerprint: UInt64) -> SIMD8<UInt64> {
    var bits = SIMD8<UInt64>()
    let mixed = fingerprint &* 0x9E37_79B9_7F4A_7C15
    for word in 0..<8 { bits[word] = 1 << ((mixed >> UInt64(word * 6 + 8)) & 63) }
    return bits
  }
}
