/// Entries of a list as people type them: between commas or on lines of their own. An entry that has such a
/// mark in it, or a quote or a blank at an end, stands in quotes, there with a backslash before what means
/// something else; so every list can be written and is read as it was.
enum TypedList {
  /// An opening quote without an end, or something after the end that is no comma.
  struct Unreadable: Error {}

  // Scalars, not characters: a comma with an accent after it would be another character.
  private static let marks: Set<Unicode.Scalar> = [
    ",", ";", "\u{FF0C}", "\u{3001}", "\u{FF1B}", "\n", "\r",
  ]

  /// The entries in order, each once; empty ones are none.
  static func read(_ text: String) throws(Unreadable) -> [String] {
    var seen: Set<String> = []
    var entries: [String] = []
    var rest = text.unicodeScalars[...]
    while true {
      rest = rest.drop { isBlank($0) || marks.contains($0) }
      guard let first = rest.first else { return entries }
      let entry: String
      if first == "\"" {
        entry = try quoted(&rest)
      } else {
        var plain = rest.prefix { !marks.contains($0) }
        rest = rest[plain.endIndex...]
        while let last = plain.last, isBlank(last) { plain.removeLast() }
        entry = String(plain)
      }
      if !entry.isEmpty, seen.insert(entry).inserted { entries.append(entry) }
    }
  }

  static func written(_ entries: some Sequence<String>) -> String {
    entries.map { needsQuotes($0.unicodeScalars) ? quotes($0) : $0 }.joined(separator: ", ")
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }

  private static func needsQuotes(_ entry: String.UnicodeScalarView) -> Bool {
    guard let first = entry.first, let last = entry.last else { return true }
    return first == "\"" || isBlank(first) || isBlank(last) || entry.contains(where: marks.contains)
  }

  private static func quotes(_ entry: String) -> String {
    var text: String.UnicodeScalarView = "\"".unicodeScalars
    for scalar in entry.unicodeScalars {
      switch scalar {
      case "\"", "\\": text.append(contentsOf: ["\\", scalar])
      // Browsers change ends of lines on the way.
      case "\n": text.append(contentsOf: ["\\", "n"])
      case "\r": text.append(contentsOf: ["\\", "r"])
      default: text.append(scalar)
      }
    }
    text.append("\"")
    return String(text)
  }

  /// Takes a quoted entry and the blanks behind it up to the next mark.
  private static func quoted(_ rest: inout Substring.UnicodeScalarView) throws(Unreadable) -> String {
    var entry = String.UnicodeScalarView()
    rest.removeFirst()
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\"":
        rest = rest.drop { isBlank($0) && !marks.contains($0) }
        if let next = rest.first, !marks.contains(next) { throw Unreadable() }
        return String(entry)
      case "\\":
        guard let meant = rest.popFirst() else { throw Unreadable() }
        entry.append(meant == "n" ? "\n" : meant == "r" ? "\r" : meant)
      default: entry.append(scalar)
      }
    }
    throw Unreadable()
  }
}
