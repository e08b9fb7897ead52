/// A keyed permutation of numbers of twice `halfBits` bits for public names: six Feistel rounds of
/// SipHash-2-4 (Aumasson and Bernstein, 2012), some hundred nanoseconds where HMAC takes some thousand.
///
/// Names hide counts and order; what must not be forged, as a live code, uses ``Permutation``.
struct NamePermutation: Sendable {
  private let low: UInt64
  private let high: UInt64

  private static let rounds: UInt64 = 6

  /// - Parameter key: 16 bytes at least; the first 16 count.
  init(key: [UInt8]) {
    low = key.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    high = key.dropFirst(8).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  func forward(_ plain: UInt128, halfBits: Int) -> UInt128 {
    let mask: UInt64 = halfBits == 64 ? .max : 1 << halfBits - 1
    var left = UInt64(truncatingIfNeeded: plain >> halfBits) & mask
    var right = UInt64(truncatingIfNeeded: plain) & mask
    for round in 0..<Self.rounds { (left, right) = (right, left ^ mixed(right, round) & mask) }
    return UInt128(left) << halfBits | UInt128(right)
  }

  func backward(_ shuffled: UInt128, halfBits: Int) -> UInt128 {
    let mask: UInt64 = halfBits == 64 ? .max : 1 << halfBits - 1
    var left = UInt64(truncatingIfNeeded: shuffled >> halfBits) & mask
    var right = UInt64(truncatingIfNeeded: shuffled) & mask
    for round in (0..<Self.rounds).reversed() { (left, right) = (right ^ mixed(left, round) & mask, left) }
    return UInt128(left) << halfBits | UInt128(right)
  }

  /// SipHash-2-4 of the half (8 bytes, little endian) and the round (1 byte).
  private func mixed(_ half: UInt64, _ round: UInt64) -> UInt64 {
    var state = SipState(low, high)
    state.take(half)
    return state.finish(9 << 56 | round)
  }
}

private struct SipState {
  private var v0, v1, v2, v3: UInt64

  init(_ low: UInt64, _ high: UInt64) {
    v0 = low ^ 0x736f_6d65_7073_6575
    v1 = high ^ 0x646f_7261_6e64_6f6d
    v2 = low ^ 0x6c79_6765_6e65_7261
    v3 = high ^ 0x7465_6462_7974_6573
  }

  mutating func take(_ word: UInt64) {
    v3 ^= word
    step()
    step()
    v0 ^= word
  }

  mutating func finish(_ last: UInt64) -> UInt64 {
    take(last)
    v2 ^= 0xFF
    for _ in 0..<4 { step() }
    return v0 ^ v1 ^ v2 ^ v3
  }

  private mutating func step() {
    v0 &+= v1
    v1 = (v1 << 13 | v1 >> 51) ^ v0
    v0 = v0 << 32 | v0 >> 32
    v2 &+= v3
    v3 = (v3 << 16 | v3 >> 48) ^ v2
    v0 &+= v3
    v3 = (v3 << 21 | v3 >> 43) ^ v0
    v2 &+= v1
    v1 = (v1 << 17 | v1 >> 47) ^ v2
    v2 = v2 << 32 | v2 >> 32
  }
}
