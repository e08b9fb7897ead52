import NIOCore

/// The fields of a form sent as `application/x-www-form-urlencoded`; the first of a name counts.
struct FormFields: Sendable {
  /// What is behind them is not read: the largest form, of levels, has some 180.
  private static let mostFields = 256

  private let values: [String: String]
  /// Whether a name stood twice; the first counts.
  let hasRepeats: Bool

  /// Every field once, in no order.
  var items: [(name: String, value: String)] { values.map { ($0.key, $0.value) } }

  init(_ values: [String: String]) { (self.values, hasRepeats) = (values, false) }

  init(_ body: ByteBuffer) { self.init(Array(body.readableBytesView)) }

  init(_ bytes: [UInt8]) {
    var values: [String: String] = [:]
    var hasRepeats = false
    for pair in bytes.split(separator: UInt8(ascii: "&")).prefix(Self.mostFields) {
      let halves = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      let name = FormFields.decoded(halves[0])
      if values[name] == nil {
        values[name] = halves.count == 2 ? FormFields.decoded(halves[1]) : ""
      } else {
        hasRepeats = true
      }
    }
    (self.values, self.hasRepeats) = (values, hasRepeats)
  }

  subscript(_ name: String) -> String? { values[name] }

  private static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
    var result: [UInt8] = []
    var rest = bytes
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "+") {
        result.append(0x20)
      } else if byte == UInt8(ascii: "%"), rest.count >= 2,
        let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        result.append(code)
        rest = rest.dropFirst(2)
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
