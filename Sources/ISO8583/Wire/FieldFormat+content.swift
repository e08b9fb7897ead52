extension FieldFormat {
  /// Whether the prefix counts bytes of two digits each.
  var countsWireBytes: Bool {
    !prefixCountsDigits && body == .packed && (kind == .digits || kind == .track)
  }

  /// The greatest count of a content: one digit more where bytes are counted and the maximum is odd.
  var greatestCount: Int { countsWireBytes ? (maximum + 1) & ~1 : maximum }

  /// The bytes that a content of this count takes, without its prefix.
  func bodyCount(_ count: Int) -> Int {
    switch (kind, body) {
    case (.digits, .packed), (.track, .packed): (count + 1) / 2
    case (.signedDigits, .packed): 1 + count / 2
    case (.bytes, .ascii): 2 * count
    default: count
    }
  }

  /// The number that the prefix states for a content of this count.
  func prefixNumber(_ count: Int) -> Int { countsWireBytes ? (count + 1) / 2 : count }
}

extension FieldFormat.Kind {
  /// Checks the characters of a content.
  func check(_ content: some Collection<UInt8>, _ place: MessageError.Place) throws(MessageError) {
    switch self {
    case .digits:
      for character in content where !Nibble.isDigit(character) { throw MessageError(place, .badDigit) }
    case .track:
      for character in content where !Self.isTrack(character) { throw MessageError(place, .badDigit) }
    case .text:
      for character in content where character < 0x20 || character > 0x7E {
        throw MessageError(place, .badText)
      }
    case .signedDigits:
      try Self.text.check(content.prefix(1), place)
      try Self.digits.check(content.dropFirst(), place)
    case .bytes: break
    }
  }

  /// A digit, `A`…`F`, or the `=` that dialects written in characters use for `D`.
  private static func isTrack(_ character: UInt8) -> Bool {
    Nibble.value(ofHex: character) != nil || character == 0x3D
  }
}
