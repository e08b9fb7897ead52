/// A catalogue text taken apart: the part of ICU MessageFormat that the catalogue uses.
struct Message: Sendable, Equatable {
  enum Part: Sendable, Equatable {
    case text(String)
    case argument(String)
    case plural(String, one: [Part]?, other: [Part])
    /// `#` inside a plural: the number that chose the branch.
    case number
  }

  enum Argument: Sendable {
    case text(String)
    case count(Int64)
  }

  enum Fault: Error, Equatable {
    case unbalancedBraces
    case emptyPlaceholder
    case unknownForm(String)
    case pluralWithoutOther
  }

  let parts: [Part]

  init(_ source: String) throws(Fault) {
    var rest = Substring(source)
    parts = try Message.parse(&rest, insidePlural: false)
    if !rest.isEmpty { throw .unbalancedBraces }
  }

  /// The names of every placeholder, wherever it stands.
  var placeholders: Set<String> { Message.names(in: parts) }

  func text(_ arguments: [String: Argument], language: Language) -> String {
    Message.text(parts, arguments, language, count: nil)
  }

  private static func text(
    _ parts: [Part], _ arguments: [String: Argument], _ language: Language, count: Int64?
  ) -> String {
    var result = ""
    for part in parts {
      switch part {
      case .text(let text): result += text
      case .number: result += Digits.grouped(count ?? 0)
      case .argument(let name):
        switch arguments[name] {
        case .text(let text): result += text
        case .count(let number): result += Digits.grouped(number)
        case nil: result += "{\(name)}"
        }
      case .plural(let name, let one, let other):
        guard case .count(let number) = arguments[name] else { continue }
        // Chinese has only "other"; English takes "one" for 1.
        let branch = language == .english && number == 1 ? one ?? other : other
        result += text(branch, arguments, language, count: number)
      }
    }
    return result
  }

  private static func names(in parts: [Part]) -> Set<String> {
    var names: Set<String> = []
    for part in parts {
      switch part {
      case .text, .number: continue
      case .argument(let name): names.insert(name)
      case .plural(let name, let one, let other):
        names.insert(name)
        names.formUnion(self.names(in: one ?? []))
        names.formUnion(self.names(in: other))
      }
    }
    return names
  }

  /// Reads up to the brace that closes the surrounding branch, or to the end.
  private static func parse(_ rest: inout Substring, insidePlural: Bool) throws(Fault) -> [Part] {
    var parts: [Part] = []
    var literal = ""
    func flush() {
      if !literal.isEmpty { parts.append(.text(literal)) }
      literal = ""
    }
    while let character = rest.first, character != "}" {
      rest.removeFirst()
      switch character {
      case "{":
        flush()
        parts.append(try placeholder(&rest))
      case "#" where insidePlural:
        flush()
        parts.append(.number)
      default: literal.append(character)
      }
    }
    flush()
    return parts
  }

  private static func placeholder(_ rest: inout Substring) throws(Fault) -> Part {
    let name = word(&rest)
    if name.isEmpty { throw .emptyPlaceholder }
    guard let end = rest.popFirst() else { throw .unbalancedBraces }
    if end == "}" { return .argument(name) }
    guard end == "," else { throw .unbalancedBraces }
    let kind = word(&rest)
    guard kind == "plural", rest.popFirst() == "," else { throw .unknownForm(kind) }
    var branches: [String: [Part]] = [:]
    while true {
      let form = word(&rest)
      if form.isEmpty { break }
      guard form == "one" || form == "other" else { throw .unknownForm(form) }
      guard rest.popFirst() == "{" else { throw .unbalancedBraces }
      branches[form] = try parse(&rest, insidePlural: true)
      guard rest.popFirst() == "}" else { throw .unbalancedBraces }
    }
    guard rest.popFirst() == "}" else { throw .unbalancedBraces }
    guard let other = branches["other"] else { throw .pluralWithoutOther }
    return .plural(name, one: branches["one"], other: other)
  }

  private static func word(_ rest: inout Substring) -> String {
    rest = rest.drop { $0 == " " }
    let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    rest = rest.dropFirst(word.count).drop { $0 == " " }
    return String(word)
  }
}
