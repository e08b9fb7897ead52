import Crypto
import Ledger

extension IdempotencyKey {
  /// A key out of the platform's own words; the first is the kind of work, so that kinds never meet.
  init(_ kind: String, _ words: String...) {
    let hash = wordsOfHash(kind, words)
    self.init(high: hash.high, low: hash.low)
  }
}

/// The first 128 bits of SHA-256 over words, each preceded by its length, so that no two lists are the same
/// bytes.
func wordsOfHash(_ kind: String, _ words: [String]) -> (high: UInt64, low: UInt64) {
  var bytes = Array("tongbao \(kind)\n".utf8)
  for word in words {
    withUnsafeBytes(of: UInt32(truncatingIfNeeded: word.utf8.count).bigEndian) {
      bytes.append(contentsOf: $0)
    }
    bytes.append(contentsOf: word.utf8)
  }
  var digits = SHA256.hash(data: bytes).makeIterator()
  func next() -> UInt64 { (0..<8).reduce(0) { word, _ in word << 8 | UInt64(digits.next() ?? 0) } }
  return (next(), next())
}
