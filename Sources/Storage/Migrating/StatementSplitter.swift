/// The statements of a migration; each ends with a `;` at the end of a line, outside quotes and comments.
///
/// A statement behind a line `-- only sqlite` or `-- only postgres` is for that engine alone. The body of a
/// trigger, between BEGIN and `END;`, stays whole.
package struct StatementSplitter {
  private enum State: Equatable {
    case code
    case quoted(Character)
    case lineComment
    case blockComment(depth: Int)
    case dollar(tag: String)
  }

  /// Splits a script into the statements meant for this engine, tokens resolved.
  /// - Throws: `DatabaseError`, kind `.migration`, for a last statement without its `;`.
  package static func statements(of script: String, for dialect: Dialect) throws(DatabaseError) -> [String] {
    var statements: [String] = []
    for statement in try split(script) {
      let lines = statement.split(separator: "\n").map { $0.filter { $0 != "\r" } }
      let others = Dialect.allCases.filter { $0 != dialect }
      if others.contains(where: { lines.contains("-- only \($0.rawValue)") }) { continue }
      statements.append(try dialect.resolve(statement))
    }
    return statements
  }

  private static func split(_ script: String) throws(DatabaseError) -> [String] {
    var statements: [String] = []
    var splitter = StatementSplitter()
    // "\r\n" is one Character, and a newline all the same.
    let text = Array(script)
    var index = 0
    while index < text.count {
      index = splitter.take(text, at: index)
      if splitter.ended {
        statements.append(String(splitter.current))
        splitter = StatementSplitter()
      }
    }
    guard splitter.code.allSatisfy(\.isWhitespace), splitter.state == .code || splitter.state == .lineComment
    else { throw DatabaseError(.migration, "the last statement of the migration does not end with ;") }
    return statements
  }

  private var state = State.code
  private var current: [Character] = []
  /// The statement without comments and quoted text.
  private var code = ""
  private var ended = false

  private mutating func take(_ text: [Character], at index: Int) -> Int {
    let character = text[index]
    let next = index + 1 < text.count ? text[index + 1] : nil
    var taken = 1
    switch state {
    case .code:
      taken = takeCode(text, at: index, character, next)
    case .quoted(let quote):
      // A doubled quote closes and opens again, which comes to the same.
      if character == quote { state = .code }
    case .lineComment:
      if character.isNewline { state = .code }
    case .blockComment(let depth):
      if character == "*", next == "/" {
        state = depth == 1 ? .code : .blockComment(depth: depth - 1)
        taken = 2
      } else if character == "/", next == "*" {
        state = .blockComment(depth: depth + 1)
        taken = 2
      }
    case .dollar(let tag):
      if character == "$", String(text[index...].prefix(tag.count)) == tag {
        state = .code
        taken = tag.count
      }
    }
    current += text[index..<min(index + taken, text.count)]
    return index + taken
  }

  private mutating func takeCode(
    _ text: [Character], at index: Int, _ character: Character, _ next: Character?
  ) -> Int {
    switch character {
    case "'", "\"": state = .quoted(character)
    case "-" where next == "-": state = .lineComment
    case "/" where next == "*":
      state = .blockComment(depth: 1)
      return 2
    case "$":
      if let tag = Self.dollarTag(text, at: index) {
        state = .dollar(tag: tag)
        return tag.count
      }
      code.append(character)
    default:
      code.append(character)
      if character == ";" { ended = endsLine(text, after: index) && !isInsideTrigger }
    }
    return 1
  }

  private func endsLine(_ text: [Character], after index: Int) -> Bool {
    let rest = text[(index + 1)...].prefix { !$0.isNewline }
    return rest.allSatisfy(\.isWhitespace) || String(rest.drop(while: \.isWhitespace)).hasPrefix("--")
  }

  private var isInsideTrigger: Bool {
    let words = code.uppercased().split { !$0.isLetter }
    guard words.first == "CREATE", words.prefix(3).contains("TRIGGER"), words.contains("BEGIN") else {
      return false
    }
    return words.last != "END"
  }

  private static func dollarTag(_ text: [Character], at index: Int) -> String? {
    let name = text[(index + 1)...].prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    guard name.endIndex < text.endIndex, text[name.endIndex] == "$", name.first?.isNumber != true else {
      return nil
    }
    return "$\(String(name))$"
  }
}
