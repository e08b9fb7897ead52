internal import Foundation
#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Text in GBK, which terminals print; by the C library's own tables.
enum GBK {
  /// The bytes of a text; a character that GBK does not have becomes a question mark.
  static func bytes(_ text: String) -> [UInt8] {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return Array(text.utf8) }
    return text.flatMap { converted(String($0)) ?? [UInt8(ascii: "?")] }
  }

  /// The same, cut at a whole character and filled with blanks.
  static func bytes(_ text: String, padded count: Int) -> [UInt8] {
    var padded: [UInt8] = []
    for character in text {
      let next = bytes(String(character))
      guard padded.count + next.count <= count else { break }
      padded += next
    }
    return padded + [UInt8](repeating: UInt8(ascii: " "), count: count - padded.count)
  }

  private static func converted(_ text: String) -> [UInt8]? {
    guard let converter = iconv_open("GBK", "UTF-8"), converter != iconv_t(bitPattern: -1) else { return nil }
    defer { iconv_close(converter) }
    var input = Array(text.utf8).map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: 4 * input.count)
    let written = input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target -> Int? in
        var (from, to) = (source.baseAddress, target.baseAddress)
        var (left, room) = (source.count, target.count)
        guard iconv(converter, &from, &left, &to, &room) != Int(bitPattern: UInt.max), left == 0 else {
          return nil
        }
        return target.count - room
      }
    }
    return written.map { output.prefix($0).map { UInt8(bitPattern: $0) } }
  }
}
