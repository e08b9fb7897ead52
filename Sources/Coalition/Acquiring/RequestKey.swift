internal import Crypto
package import Ledger

extension IdempotencyKey {
  /// The key of a caller: nobody can reach another tenant's.
  /// - Throws: ``OrderRefusal/keyInvalid`` when it is empty or longer than 255 bytes.
  package init(_ text: String, tenant: Int64) throws(OrderRefusal) {
    guard 1...255 ~= text.utf8.count else { throw .keyInvalid }
    self.init(hashing: "tenant \(tenant)\n\(text)")
  }

  /// A key of the platform's own work, as `expire`, by what it is about.
  init(job: String, _ numbers: Int64...) {
    self.init(hashing: "job \(job) \(numbers.map(String.init).joined(separator: " "))")
  }

  private init(hashing text: String) {
    var words = SHA256.hash(data: Array(text.utf8)).makeIterator()
    self.init(high: words.nextWord(), low: words.nextWord())
  }
}

/// Hashes what a caller asked for, field by field, so that a repeated key can be compared.
///
/// Proofs are left out: a member who is asked again shows a new code.
struct RequestHash {
  private var bytes: [UInt8] = []

  var value: UInt64 {
    var words = SHA256.hash(data: bytes).makeIterator()
    return words.nextWord()
  }

  /// Each field is preceded by its length, so that no two sequences of fields are the same bytes.
  mutating func add(_ text: String) {
    add(Int64(text.utf8.count))
    bytes += Array(text.utf8)
  }

  mutating func add(_ number: Int64) {
    bytes += number.bigEndianBytes
  }
}

extension IteratorProtocol where Element == UInt8 {
  fileprivate mutating func nextWord() -> UInt64 {
    var word: UInt64 = 0
    for _ in 0..<8 { word = word << 8 | UInt64(next() ?? 0) }
    return word
  }
}
