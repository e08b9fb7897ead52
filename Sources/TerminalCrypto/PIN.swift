/// A PIN in the clear, for the moment between its block and its verifier; it shows itself nowhere.
package struct PIN: Sendable {
  /// Four to twelve digits, as numbers.
  package let digits: [UInt8]

  /// - Throws: `PINError.badLength`, `.badDigit`
  package init(_ text: String) throws(PINError) {
    try self.init(digits: text.utf8.map { $0 &- 0x30 })
  }

  package init(digits: [UInt8]) throws(PINError) {
    guard Self.lengths.contains(digits.count) else { throw .badLength }
    guard digits.allSatisfy({ $0 <= 9 }) else { throw .badDigit }
    self.digits = digits
  }

  package static let lengths = 4...12

  /// The digits as characters, for the verifier only.
  package var secretText: String { String(decoding: digits.map { $0 + 0x30 }, as: UTF8.self) }
}

extension PIN: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "PIN" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: []) }
}

/// Why a PIN, a block or a card number do not go together. All but the key's own errors are "format error"
/// (99).
package enum PINError: Error, Hashable, Sendable {
  case badLength
  case badDigit
  /// The block is of another size than the key's cipher has.
  case badBlockSize
  /// The deciphered block is of no PIN: wrong key, wrong card number or another format.
  case badBlock
  /// The card number holds something else than digits.
  case badCardNumber
}
