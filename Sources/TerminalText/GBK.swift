internal import Glibc

/// Chinese text as terminals print it: GBK, two bytes a character, by the C library's own table.
package enum GBK {
  /// The text in GBK. What GBK does not have becomes `?`, so that a slip can always be printed.
  package static func bytes(_ text: String) -> [UInt8] {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return Array(text.utf8) }
    if let whole = converted(Array(text.utf8), from: "UTF-8", to: "GBK") { return whole }
    return text.unicodeScalars.flatMap { scalar in
      converted(Array(String(scalar).utf8), from: "UTF-8", to: "GBK") ?? [UInt8(ascii: "?")]
    }
  }

  /// The text in a field of fixed width, cut at a whole character and filled with spaces.
  package static func bytes(_ text: String, width: Int) -> [UInt8] {
    var output: [UInt8] = []
    for character in text {
      let next = bytes(String(character))
      if output.count + next.count > width { break }
      output += next
    }
    return output + [UInt8](repeating: 0x20, count: width - output.count)
  }

  /// The text of bytes in GBK, or nil when they are none.
  package static func text(_ bytes: some Collection<UInt8>) -> String? {
    guard let utf8 = converted(Array(bytes), from: "GBK", to: "UTF-8") else { return nil }
    return String(validating: utf8, as: UTF8.self)
  }

  /// Nil when a character does not exist on the other side, or when the C library knows no GBK.
  private static func converted(_ input: [UInt8], from source: String, to target: String) -> [UInt8]? {
    let failed = iconv_t(bitPattern: -1)
    guard let converter = iconv_open(target, source), converter != failed else { return nil }
    defer { iconv_close(converter) }
    var input = input
    // No character of one grows to more than twice its bytes in the other, and one of three bytes from two.
    var output = [UInt8](repeating: 0, count: 2 * input.count + 4)
    let written: Int? = input.withUnsafeMutableBytes { from in
      output.withUnsafeMutableBytes { to in
        var source = from.baseAddress?.assumingMemoryBound(to: CChar.self)
        var target = to.baseAddress?.assumingMemoryBound(to: CChar.self)
        var left = from.count
        var room = to.count
        guard iconv(converter, &source, &left, &target, &room) != -1, left == 0 else { return nil }
        return to.count - room
      }
    }
    return written.map { Array(output[..<$0]) }
  }
}
