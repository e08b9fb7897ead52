import Foundation

/// A function or initialiser with a body, and how many lines it takes from its first word to its last brace.
struct MeasuredFunction {
  let line: Int
  let name: String
  let length: Int
}

extension SwiftSource {
  /// Every function and initialiser of the file that has a body, nested ones too.
  var functions: [MeasuredFunction] {
    code.indices.compactMap { index in
      guard let start = Self.startOfFunction(code[index]) else { return nil }
      guard let end = endOfBody(fromLine: index, column: start) else { return nil }
      let name = lines[index].trimmingCharacters(in: .whitespaces).components(separatedBy: "(")[0]
      return MeasuredFunction(line: index + 1, name: name, length: end - index + 1)
    }
  }

  private static func startOfFunction(_ line: String) -> Int? {
    guard line.contains("func ") || line.contains("init") else { return nil }
    let words = line.split(separator: " ", omittingEmptySubsequences: true)
    let isFunction = words.contains { $0 == "func" || $0.hasPrefix("init(") || $0.hasPrefix("init<") }
    guard isFunction, !line.contains(".init(") else { return nil }
    return line.utf8.count - line.drop { $0 == " " }.utf8.count
  }

  /// The line of the brace that closes the body; nil for a requirement of a protocol, which has none.
  private func endOfBody(fromLine first: Int, column: Int) -> Int? {
    var parentheses = 0
    var braces = 0
    for index in first..<code.count {
      if index > first, braces == 0, parentheses == 0 {
        guard continuesSignature(code[index], after: code[index - 1]) else { return nil }
      }
      for byte in code[index].utf8 {
        switch byte {
        case UInt8(ascii: "("), UInt8(ascii: "["): parentheses += 1
        case UInt8(ascii: ")"), UInt8(ascii: "]"): parentheses -= 1
        case UInt8(ascii: "{") where parentheses == 0 || braces > 0: braces += 1
        case UInt8(ascii: "}") where braces > 0:
          braces -= 1
          if braces == 0 { return index }
        default: break
        }
      }
    }
    return nil
  }

  private func continuesSignature(_ line: String, after previous: String) -> Bool {
    let start = line.trimmingCharacters(in: .whitespaces)
    let end = previous.trimmingCharacters(in: .whitespaces)
    let openings = ["{", "->", "async", "throws", "rethrows", "where", ")"]
    return openings.contains { start.hasPrefix($0) } || end.hasSuffix("->") || end.hasSuffix(",")
      || end.hasSuffix("where") || end.hasSuffix("func") || start.isEmpty && end.hasSuffix(")")
  }
}
