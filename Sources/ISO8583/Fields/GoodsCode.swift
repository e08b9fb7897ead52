/// Field 62 of a purchase with points: a code of goods in 60 bytes, on the left, spaces behind it.
package struct GoodsCode: Hashable, Sendable {
  static let width = 60
  static let greatestLength = 30

  /// Up to 30 printable characters, none of them a space at the end; empty when points pay for anything.
  package let code: [UInt8]

  package init?(code: String) {
    let bytes = Array(code.utf8)
    guard bytes.count <= Self.greatestLength, bytes.allSatisfy({ (0x20...0x7E).contains($0) }),
      bytes.last != 0x20
    else { return nil }
    self.code = bytes
  }

  package init(_ content: some Collection<UInt8>) throws(MessageError) {
    let bytes = Array(content)
    guard bytes.count == Self.width else {
      throw MessageError(.field(62), .wrongLength(length: bytes.count, fixed: Self.width))
    }
    let end = bytes.lastIndex { $0 != 0x20 }.map { $0 + 1 } ?? 0
    guard end <= Self.greatestLength, bytes.allSatisfy({ (0x20...0x7E).contains($0) }) else {
      throw MessageError(.field(62), .badText)
    }
    code = Array(bytes[..<end])
  }

  package var text: String { String(decoding: code, as: UTF8.self) }

  package var encoded: [UInt8] { code + [UInt8](repeating: 0x20, count: Self.width - code.count) }
}
