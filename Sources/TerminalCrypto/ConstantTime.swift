internal import CCrypto

/// Comparison of what an attacker may try to guess byte by byte.
package enum ConstantTime {
  /// Whether both are equal, in a time that depends on nothing but the length.
  package static func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
  }
}
