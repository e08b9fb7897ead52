/// A form of text: how the document shows it, and the quick check that decides.
package struct TextPattern: Sendable {
  package let document: String
  package let matches: @Sendable (String.UTF8View) -> Bool

  package init(_ document: String, matches: @escaping @Sendable (String.UTF8View) -> Bool) {
    self.document = document
    self.matches = matches
  }
}

extension TextPattern {
  /// Decimal digits only.
  package static let digits = TextPattern("^[0-9]+$") { $0.allSatisfy(isDigit) }
  /// A telephone number: digits, with + and country code where it is not the platform's own.
  package static let phone = TextPattern("^\\+?[0-9]{5,15}$") { text in
    let digits = text.first == UInt8(ascii: "+") ? text.dropFirst() : text[...]
    return 5...15 ~= digits.count && digits.allSatisfy(isDigit)
  }
  /// Something with one @ and a dot behind it; whether mail arrives is found out by sending.
  package static let email = TextPattern("^[^@\\s]+@[^@\\s]+\\.[^@\\s.]+$") { text in
    let parts = text.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, text.allSatisfy({ $0 > 0x20 }) else { return false }
    guard let dot = parts[1].lastIndex(of: UInt8(ascii: ".")) else { return false }
    return dot != parts[1].startIndex && parts[1].index(after: dot) != parts[1].endIndex
  }
  /// Printable ASCII without blanks, for references of other systems.
  package static let visible = TextPattern("^[!-~]+$") { $0.allSatisfy { 0x21...0x7E ~= $0 } }
  /// Lower-case letters, digits, hyphen and underscore.
  package static let slug = TextPattern("^[a-z0-9_-]+$") { text in
    text.allSatisfy { isDigit($0) || 0x61...0x7A ~= $0 || $0 == 0x5F || $0 == 0x2D }
  }
  /// The three capitals of ISO 4217.
  package static let currency = TextPattern("^[A-Z]{3}$") { text in
    text.count == 3 && text.allSatisfy { 0x41...0x5A ~= $0 }
  }

  /// An id of ours: the prefix, an underscore, letters and digits.
  static func id(_ prefix: String) -> TextPattern {
    let start = Array((prefix + "_").utf8)
    return TextPattern("^\(prefix)_[0-9A-Za-z]{1,48}$") { text in
      guard text.starts(with: start), start.count + 1...start.count + 48 ~= text.count else { return false }
      return text.dropFirst(start.count).allSatisfy { byte in
        isDigit(byte) || 0x41...0x5A ~= byte || 0x61...0x7A ~= byte
      }
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}
