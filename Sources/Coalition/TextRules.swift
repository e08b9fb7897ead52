extension String {
  /// Whether the text is printable ASCII without blanks, of a length in the range.
  func isCode(of length: ClosedRange<Int>) -> Bool {
    length ~= utf8.count && utf8.allSatisfy { 0x21...0x7E ~= $0 }
  }

  /// Whether the text is a name: 1…100 characters, without control characters, not all blank.
  var isName: Bool {
    // Both engines count code points in length(…).
    1...100 ~= unicodeScalars.count && !unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
      && contains { !$0.isWhitespace }
  }

  /// Whether the text is of so many characters, without control characters but for line breaks where they are
  /// allowed, and not all blank.
  func isPlain(_ length: ClosedRange<Int>, allowsLines: Bool = false) -> Bool {
    length ~= unicodeScalars.count && contains { !$0.isWhitespace }
      && unicodeScalars.allSatisfy {
        ($0.value >= 0x20 && $0.value != 0x7F) || (allowsLines && $0 == "\n")
      }
  }

  var isCurrency: Bool {
    utf8.count == 3 && utf8.allSatisfy { 0x41...0x5A ~= $0 }
  }

  /// Whether the text is made of ASCII digits only, at least one.
  var isDigits: Bool {
    !isEmpty && utf8.allSatisfy { 0x30...0x39 ~= $0 }
  }
}

extension Names {
  var areValid: Bool { hans.isName && hant.isName && en.isName }
}
