internal import Crypto
internal import Foundation

/// A keyed permutation of numbers of twice `halfBits` bits: a Feistel network of six rounds of HMAC-SHA-256.
struct Permutation {
  let key: SymmetricKey
  /// Part of every round, so that each purpose has its own permutation.
  let purpose: String
  /// 1…64.
  let halfBits: Int

  private static let rounds = 6

  private var mask: UInt64 { halfBits == 64 ? .max : 1 << halfBits - 1 }

  func forward(_ plain: UInt128) -> UInt128 {
    var left = UInt64(truncatingIfNeeded: plain >> halfBits) & mask
    var right = UInt64(truncatingIfNeeded: plain) & mask
    for round in 0..<Self.rounds {
      (left, right) = (right, left ^ mixed(right, round))
    }
    return UInt128(left) << halfBits | UInt128(right)
  }

  func backward(_ shuffled: UInt128) -> UInt128 {
    var left = UInt64(truncatingIfNeeded: shuffled >> halfBits) & mask
    var right = UInt64(truncatingIfNeeded: shuffled) & mask
    for round in (0..<Self.rounds).reversed() {
      (left, right) = (right ^ mixed(left, round), left)
    }
    return UInt128(left) << halfBits | UInt128(right)
  }

  private func mixed(_ half: UInt64, _ round: Int) -> UInt64 {
    let input = Array(purpose.utf8) + [UInt8(round)] + half.bigEndianBytes
    let code = HMAC<SHA256>.authenticationCode(for: input, using: key)
    return code.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } & mask
  }
}
