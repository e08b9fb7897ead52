extension Schema<String> {
  /// Text of so many Unicode scalars, without control characters other than line ends and tabs.
  package static func text(_ length: ClosedRange<Int>, _ pattern: TextPattern? = nil) -> Schema {
    var document: JSON.Members = JSON.Members()
    document["type"] = "string"
    document["minLength"] = .integer(Int64(length.lowerBound))
    document["maxLength"] = .integer(Int64(length.upperBound))
    if let pattern { document["pattern"] = .string(pattern.document) }
    return Schema(document: .object(document)) { json throws(Faults) in
      guard case .string(let text) = json else { throw Faults(.wrongType, "string") }
      let bytes = text.utf8.count  // never fewer than scalars
      if bytes > length.upperBound, text.unicodeScalars.count > length.upperBound {
        throw Faults(.tooLong, String(length.upperBound))
      }
      if bytes < length.lowerBound * 4, text.unicodeScalars.count < length.lowerBound {
        throw Faults(.tooShort, String(length.lowerBound))
      }
      guard !text.utf8.contains(where: isControl) else { throw Faults(.controlCharacter) }
      if let pattern, !pattern.matches(text.utf8) { throw Faults(.badFormat, pattern.document) }
      return text
    } encode: {
      .string($0)
    }
  }

  /// An opaque id with its type's prefix, such as `mem_…` for `id("mem")`.
  package static func id(_ prefix: String) -> Schema {
    let pattern = TextPattern.id(prefix)
    return Schema(document: ["type": "string", "pattern": .string(pattern.document)]) { json throws(Faults) in
      guard case .string(let text) = json else { throw Faults(.wrongType, "string") }
      guard pattern.matches(text.utf8) else { throw Faults(.badFormat, prefix + "_…") }
      return text
    } encode: {
      .string($0)
    }
  }

  /// One of the words given.
  package static func choice(_ words: String...) -> Schema { choice(words) }

  /// One of the words given.
  package static func choice(_ words: [String]) -> Schema {
    let allowed = words.joined(separator: ", ")
    return Schema(document: ["type": "string", "enum": .array(words.map { .string($0) })]) {
      json throws(Faults) in
      guard case .string(let text) = json else { throw Faults(.wrongType, "string") }
      guard words.contains(text) else { throw Faults(.notAllowed, allowed) }
      return text
    } encode: {
      .string($0)
    }
  }
}

extension Schema where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
  /// One of the type's cases by its raw value.
  package static var choice: Schema {
    let words = Value.allCases.map(\.rawValue)
    return Schema<String>.choice(words).mapping { word throws(Faults) in
      guard let value = Value(rawValue: word) else { throw Faults(.notAllowed, word) }
      return value
    } from: {
      $0.rawValue
    }
  }
}

private func isControl(_ byte: UInt8) -> Bool {
  byte < 0x20 ? byte != 0x0A && byte != 0x0D && byte != 0x09 : byte == 0x7F
}
