import Foundation

/// A Swift file as the rules see it: as written, and with comments, strings and quoted names blanked out.
struct SwiftSource: Sendable {
  let file: Repository.File
  let lines: [String]
  /// As many lines as `lines`; only what the compiler reads as code.
  let code: [String]

  static let all = Repository.files.filter { $0.path.hasSuffix(".swift") }.map(SwiftSource.init)
  static let product = all.filter { $0.file.path.hasPrefix("Sources/") }

  init(_ file: Repository.File) {
    self.file = file
    lines = file.lines
    var blanking = Blanking(file.bytes)
    code = String(decoding: blanking.run(), as: UTF8.self).components(separatedBy: "\n")
  }

  /// The target's name for a file below Sources/.
  var target: String { file.path.components(separatedBy: "/")[1] }

  /// The modules this file imports.
  var imports: [String] {
    code.compactMap { line in
      let words = line.split(separator: " ")
      guard let keyword = words.firstIndex(of: "import"), keyword < words.endIndex - 1 else { return nil }
      guard words[..<keyword].allSatisfy({ Self.importPrefixes.contains(String($0)) }) else { return nil }
      return words[keyword + 1].split(separator: ".").first.map(String.init)
    }
  }

  private static let importPrefixes: Set = [
    "@testable", "@preconcurrency", "@_exported", "public", "package", "internal", "fileprivate", "private",
  ]

  /// Whether a line of comment stands at this line or right above it.
  func hasReason(at index: Int) -> Bool {
    if lines[index].contains("//") { return true }
    return index > 0 && lines[index - 1].trimmingCharacters(in: .whitespaces).hasPrefix("//")
  }
}

/// Replaces comments, string literals and quoted names by spaces and keeps every line break where it is.
private struct Blanking {
  private let input: [UInt8]
  private var output: [UInt8]
  private var at = 0

  init(_ input: [UInt8]) {
    self.input = input
    output = input
  }

  mutating func run() -> [UInt8] {
    code(untilParenthesis: false)
    return output
  }

  private func sees(_ text: StaticString, at position: Int) -> Bool {
    guard position + text.utf8CodeUnitCount <= input.count else { return false }
    for offset in 0..<text.utf8CodeUnitCount where input[position + offset] != text.utf8Start[offset] {
      return false
    }
    return true
  }

  private mutating func blank(_ count: Int = 1) {
    for _ in 0..<count where at < input.count {
      if input[at] != UInt8(ascii: "\n") { output[at] = UInt8(ascii: " ") }
      at += 1
    }
  }

  private mutating func code(untilParenthesis: Bool) {
    var depth = 0
    while at < input.count {
      switch input[at] {
      case UInt8(ascii: "/") where sees("//", at: at):
        while at < input.count, input[at] != UInt8(ascii: "\n") { blank() }
      case UInt8(ascii: "/") where sees("/*", at: at): blockComment()
      case UInt8(ascii: "\""): string(hashes: 0)
      case UInt8(ascii: "#"): hash()
      case UInt8(ascii: "`"):
        blank()
        while at < input.count, input[at] != UInt8(ascii: "`") { blank() }
        blank()
      case UInt8(ascii: "(") where untilParenthesis:
        depth += 1
        blank()
      case UInt8(ascii: ")") where untilParenthesis:
        blank()
        if depth == 0 { return }
        depth -= 1
      default: if untilParenthesis { blank() } else { at += 1 }
      }
    }
  }

  private mutating func hash() {
    var hashes = 0
    while at + hashes < input.count, input[at + hashes] == UInt8(ascii: "#") { hashes += 1 }
    guard at + hashes < input.count, input[at + hashes] == UInt8(ascii: "\"") else {
      at += hashes
      return
    }
    blank(hashes)
    string(hashes: hashes)
  }

  private mutating func blockComment() {
    var depth = 0
    while at < input.count {
      if sees("/*", at: at) {
        depth += 1
        blank(2)
      } else if sees("*/", at: at) {
        depth -= 1
        blank(2)
        if depth == 0 { return }
      } else {
        blank()
      }
    }
  }

  private mutating func string(hashes: Int) {
    let quotes = sees("\"\"\"", at: at) ? 3 : 1
    blank(quotes)
    while at < input.count {
      if input[at] == UInt8(ascii: "\\"), isRun(of: UInt8(ascii: "#"), count: hashes, from: at + 1) {
        blank(1 + hashes)
        if at < input.count, input[at] == UInt8(ascii: "(") {
          blank()
          code(untilParenthesis: true)
        } else {
          blank()
        }
      } else if isRun(of: UInt8(ascii: "\""), count: quotes, from: at),
        isRun(of: UInt8(ascii: "#"), count: hashes, from: at + quotes)
      {
        blank(quotes + hashes)
        return
      } else if quotes == 1, input[at] == UInt8(ascii: "\n") {
        return  // Not a string after all (an apostrophe of a regular expression): lose no more than the line.
      } else {
        blank()
      }
    }
  }

  private func isRun(of byte: UInt8, count: Int, from position: Int) -> Bool {
    guard position + count <= input.count else { return false }
    for offset in 0..<count where input[position + offset] != byte { return false }
    return true
  }
}
