internal import Crypto
internal import Foundation

/// The code of a points card: 80 random bits as 16 characters without look-alikes, and one that tells typing
/// errors (risk.md 2.4).
///
/// The last character is a checksum over the field of 32 elements: it finds every single wrong character and
/// every two that changed places.
struct CardCode: Sendable, Hashable {
  /// 17 capitals and digits.
  let text: String

  /// The code of one card of a batch: whoever has neither the seed nor the card cannot tell it.
  init(serial: Int, seed: SymmetricKey) {
    let mac = HMAC<SHA256>.authenticationCode(for: Data("points card \(serial)".utf8), using: seed)
    let bits = mac.prefix(10).reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
    let payload = Crockford.text(bits, bitCount: 80)
    text = payload + Self.check(of: payload)
  }

  /// Reads what somebody typed: small letters, blanks and hyphens are nothing, O is 0, I and L are 1. Nil for
  /// what cannot be a code.
  init?(typed: String) {
    guard typed.utf8.count <= 64 else { return nil }
    var plain = ""
    for character in typed.uppercased() {
      switch character {
      case " ", "-", "\u{3000}": continue
      case "O": plain.append("0")
      case "I", "L": plain.append("1")
      default: plain.append(character)
      }
    }
    guard plain.utf8.count == 17, Crockford.value(plain.prefix(16), bitCount: 80) != nil,
      Self.check(of: plain.prefix(16)) == plain.suffix(1)
    else { return nil }
    text = plain
  }

  /// As it stands on the card.
  var grouped: String {
    let characters = Array(text)
    return [0..<4, 4..<8, 8..<12, 12..<17].map { String(characters[$0]) }.joined(separator: "-")
  }

  /// What is kept of it.
  func hash(_ key: SymmetricKey) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: Data("points card \(text)".utf8), using: key))
  }

  private static func check(of payload: some StringProtocol) -> String {
    let sum = payload.reduce(UInt8(0)) { sum, character in
      doubled(sum ^ UInt8(Crockford.value(String(character), bitCount: 5) ?? 0))
    }
    return Crockford.text(UInt128(sum), bitCount: 5)
  }

  /// Times the generator of the field of 32 elements, whose polynomial is x⁵ + x² + 1.
  private static func doubled(_ element: UInt8) -> UInt8 {
    element & 0b10000 == 0 ? element << 1 : element << 1 ^ 0b100101
  }
}
