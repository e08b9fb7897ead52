import Testing

@Suite struct `Names and risky words` {
  static let bannedWords: Set = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Impl", "DTO"]
  static let bannedVerbs = ["get", "do", "process", "handle"]
  static let declarations: Set = [
    "struct", "class", "enum", "actor", "protocol", "typealias", "func", "var", "let", "case",
  ]

  @Test func `no name is a word that says nothing`() {
    for source in SwiftSource.all {
      for word in Self.words(of: String(source.file.name.dropLast(".swift".count))) {
        #expect(!Self.bannedWords.contains(word), "\(source.file.path)")
      }
      for (index, line) in source.code.enumerated() {
        for (kind, name) in Self.declared(in: line) {
          let place = "\(source.file.path):\(index + 1): \(name)"
          let words = Self.words(of: name)
          #expect(Self.bannedWords.isDisjoint(with: words), "\(place)")
          let isVague = kind == "func" && words.count > 1 && Self.bannedVerbs.contains(words[0])
          #expect(!isVague, "\(place)")
        }
      }
    }
  }

  @Test(arguments: ["try!", "try?", "as!", "fatalError(", "@unchecked Sendable", "nonisolated(unsafe)"])
  func `what may crash or hide a fault has its reason beside it`(word: String) {
    for source in SwiftSource.product where source.file.text.contains(word) {
      for (index, line) in source.code.enumerated() where line.contains(word) {
        let hasReason = source.hasReason(at: index)
        #expect(hasReason, "\(source.file.path):\(index + 1): \(word) without a reason")
      }
    }
  }

  @Test func `the sources are not chaptered by marks`() {
    for source in SwiftSource.all where source.file.path != Repository.thisFile(#filePath) {
      #expect(!source.file.text.contains("// MARK:"), "\(source.file.path): a second file instead")
    }
  }

  /// Kind and name of what a line declares.
  private static func declared(in line: String) -> [(kind: String, name: String)] {
    guard declarations.contains(where: { line.contains($0 + " ") }) else { return [] }
    let words = line.split(separator: " ")
    return zip(words, words.dropFirst()).compactMap { kind, next in
      guard declarations.contains(String(kind)) else { return nil }
      let name = next.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
      return name.isEmpty ? nil : (String(kind), String(name))
    }
  }

  /// `memberDTOList` is member, DTO, List.
  static func words(of name: String) -> [String] {
    var words: [String] = []
    let characters = Array(name)
    for (index, character) in characters.enumerated() {
      let before = index > 0 ? characters[index - 1] : "_"
      let after = index + 1 < characters.count ? characters[index + 1] : "_"
      let startsWord =
        !before.isLetter || character.isUppercase && (before.isLowercase || after.isLowercase)
      if startsWord { words.append("") }
      words[words.count - 1].append(character)
    }
    return words
  }

  @Test(arguments: [
    ("memberDTOList", ["member", "DTO", "List"]), ("FileManager", ["File", "Manager"]), ("utils", ["utils"]),
    ("getOff", ["get", "Off"]), ("Simple", ["Simple"]),
  ])
  func `a name falls into its words`(name: String, words: [String]) {
    #expect(Self.words(of: name) == words)
  }
}

extension Repository {
  static func thisFile(_ path: String) -> String {
    files.first { path.hasSuffix("/" + $0.path) }?.path ?? path
  }
}
