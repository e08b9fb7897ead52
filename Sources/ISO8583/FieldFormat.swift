/// How one field stands on the wire: a row of a profile's table.
package struct FieldFormat: Hashable, Sendable {
  /// What a field holds, and so what its canonical content is (see ``Message``).
  package enum Kind: Hashable, Sendable {
    /// Decimal digits, as ASCII.
    case digits
    /// A track: digits, `D` for the separator, and `A`…`F` where the terminal encrypts its tail.
    case track
    /// Printable ASCII.
    case text
    /// Anything, untouched: binary values, TLV, text in GBK.
    case bytes
    /// A sign as one ASCII character, then digits: the `x+n8` of fields 28 to 31.
    case signedDigits
  }

  package enum Length: Hashable, Sendable {
    case fixed
    /// A length of two digits stands before the content.
    case ll
    /// A length of three digits stands before the content.
    case lll
  }

  /// Where the zero goes that fills an odd number of digits.
  package enum Padding: Hashable, Sendable { case left, right }

  /// Two digits a byte and bytes as they are, or a character a digit and bytes as hex characters.
  package enum Coding: Hashable, Sendable { case packed, ascii }

  package var kind: Kind
  package var length: Length
  /// The fixed length or the greatest one, in digits, characters or bytes of the content.
  package var maximum: Int
  package var padding: Padding
  package var body: Coding
  package var prefix: Coding
  /// Whether the prefix counts the content's digits; otherwise the bytes that they take on the wire.
  package var prefixCountsDigits: Bool

  package init(
    _ kind: Kind, _ length: Length, _ maximum: Int, padding: Padding = .right, body: Coding = .packed,
    prefix: Coding = .packed, prefixCountsDigits: Bool = true
  ) {
    precondition(
      maximum > 0 && (length == .fixed || maximum < (length == .ll ? 100 : 1000)), "no prefix says so much")
    precondition(kind != .signedDigits || length == .fixed && maximum > 1, "a sign stands before digits")
    self.kind = kind
    self.length = length
    self.maximum = maximum
    self.padding = padding
    self.body = body
    self.prefix = prefix
    self.prefixCountsDigits = prefixCountsDigits
  }

  /// A fixed number of digits: `n6`.
  package static func n(_ count: Int, padding: Padding = .right) -> Self {
    Self(.digits, .fixed, count, padding: padding)
  }
  /// A fixed number of characters: `an12`.
  package static func an(_ count: Int) -> Self { Self(.text, .fixed, count) }
  /// A fixed number of bytes: `b8`.
  package static func b(_ count: Int) -> Self { Self(.bytes, .fixed, count) }
}
