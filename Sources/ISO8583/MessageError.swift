/// Why bytes are not a message of a profile, or a message cannot be written in it: the place and the rule.
///
/// It carries no content of the message, so it may be logged.
package struct MessageError: Error, Hashable, Sendable {
  package enum Place: Hashable, Sendable {
    case tpdu, header, messageType, bitmap
    case field(Int)
    /// Behind the last field.
    case end
  }

  package enum Rule: Hashable, Sendable {
    /// More bytes are needed than are left.
    case short(needed: Int, left: Int)
    /// Bytes are left over.
    case trailingBytes(Int)
    /// The first byte of the TPDU is none that this listener takes.
    case unknownTPDU(UInt8)
    /// A TPDU or a header is there where the profile has none, or the other way round, or of another length.
    case badHead
    /// A length above the field's own maximum.
    case beyondMaximum(length: Int, maximum: Int)
    /// A field of fixed length has another one.
    case wrongLength(length: Int, fixed: Int)
    /// A length prefix that is no decimal number.
    case badLength
    /// A nibble or character that is no decimal digit.
    case badDigit
    /// The nibble that fills an odd count is not zero.
    case badPad
    /// A byte that no printable ASCII character has.
    case badText
    /// The bitmap names a field that the profile does not have.
    case unknownField
    /// Bit 1 asks for a second bitmap where the profile has none.
    case secondaryBitmap
    /// The content is well formed but is not what the field's own structure allows.
    case badContent
  }

  package var place: Place
  package var rule: Rule

  package init(_ place: Place, _ rule: Rule) {
    self.place = place
    self.rule = rule
  }

  /// The number of the field at fault.
  package var field: Int? {
    if case .field(let number) = place { number } else { nil }
  }
}

extension MessageError: CustomStringConvertible {
  /// For logs: `field 62: length 3330 is above the maximum of 999`.
  package var description: String { "\(place): \(rule)" }
}

extension MessageError.Place: CustomStringConvertible {
  package var description: String {
    switch self {
    case .tpdu: "TPDU"
    case .header: "header"
    case .messageType: "message type"
    case .bitmap: "bitmap"
    case .field(let number): "field \(number)"
    case .end: "end of the message"
    }
  }
}

extension MessageError.Rule: CustomStringConvertible {
  package var description: String {
    switch self {
    case .short(let needed, let left): "needs \(needed) bytes, \(left) are left"
    case .trailingBytes(let count): "\(count) bytes too many"
    case .unknownTPDU(let id): "unknown id \(id)"
    case .badHead: "not of this listener's form"
    case .beyondMaximum(let length, let maximum): "length \(length) is above the maximum of \(maximum)"
    case .wrongLength(let length, let fixed): "length \(length) in place of \(fixed)"
    case .badLength: "the length is no decimal number"
    case .badDigit: "a digit that is none"
    case .badPad: "the filling nibble is not zero"
    case .badText: "a character that is not printable"
    case .unknownField: "not in this profile"
    case .secondaryBitmap: "a second bitmap, which this profile does not have"
    case .badContent: "not of the form that this field has"
    }
  }
}
