package import Crypto

/// One key of the place where a page ended.
package enum CursorPart: Sendable, Hashable {
  case integer(Int64)
  case text(String)
}

/// Turns the place where a page ended into opaque text and back, refusing what it did not make itself.
package struct CursorSeal: Sendable {
  private let key: SymmetricKey
  private let list: String

  /// `list` names the operation, so that a cursor of one list is refused by another.
  package init(key: SymmetricKey, list: String) {
    self.key = key
    self.list = list
  }

  package func cursor(_ parts: [CursorPart]) -> String {
    let json = JSON.array(
      parts.map { part in
        switch part {
        case .integer(let number): .integer(number)
        case .text(let text): .string(text)
        }
      })
    let bytes = json.bytes
    return base64URL(seal(bytes) + bytes)
  }

  /// The parts sealed in a cursor; nil for any other text.
  package func parts(_ cursor: String) -> [CursorPart]? {
    guard let bytes = bytes(base64URL: cursor), bytes.count > 8 else { return nil }
    let payload = Array(bytes.dropFirst(8))
    guard seal(payload) == Array(bytes.prefix(8)) else { return nil }
    guard case .array(let elements)? = try? JSON(parsing: payload) else { return nil }  // sealed, so ours
    return elements.compactMap { element in
      switch element {
      case .integer(let number): .integer(number)
      case .string(let text): .text(text)
      default: nil
      }
    }
  }

  /// Eight bytes: against mistakes and guesses; a cursor opens nothing that its filters would not.
  private func seal(_ payload: [UInt8]) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: Array(list.utf8) + [0] + payload, using: key).prefix(8))
  }
}

private let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

/// RFC 4648 section 5, without padding.
private func base64URL(_ bytes: [UInt8]) -> String {
  var text: [UInt8] = []
  var store = 0
  var bits = 0
  for byte in bytes {
    store = (store << 8 | Int(byte)) & 0xFFFF
    bits += 8
    while bits >= 6 {
      bits -= 6
      text.append(alphabet[store >> bits & 63])
    }
  }
  if bits > 0 { text.append(alphabet[store << (6 - bits) & 63]) }
  return String(decoding: text, as: UTF8.self)
}

private func bytes(base64URL text: String) -> [UInt8]? {
  guard text.utf8.count <= 1024, text.utf8.count % 4 != 1 else { return nil }
  var bytes: [UInt8] = []
  var store = 0
  var bits = 0
  for character in text.utf8 {
    guard let value = alphabet.firstIndex(of: character) else { return nil }
    store = (store << 6 | value) & 0xFFFF
    bits += 6
    if bits >= 8 {
      bits -= 8
      bytes.append(UInt8(store >> bits & 255))
    }
  }
  guard store & (1 << bits - 1) == 0 else { return nil }
  return bytes
}
