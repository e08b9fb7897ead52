internal import Crypto
internal import Foundation
import Ledger

/// What somebody who proved a number carries to the next step of entering: sealed, for ten minutes.
///
/// The number is inside and not in a table, so that nothing is kept of people who go no further.
struct MemberTicket {
  static let seconds: Int64 = 600

  let phone: String
  let endsAt: Instant

  func sealed(with key: SymmetricKey) throws -> String {
    let plain = Data(endsAt.microseconds.bigEndianBytes + Array(phone.utf8))
    let box = try AES.GCM.seal(plain, using: key, authenticating: Data("ticket".utf8))
    return (box.combined ?? Data()).base64EncodedString()
  }

  /// Nil for anything that was not sealed here.
  init?(opening text: String, with key: SymmetricKey) {
    guard text.utf8.count <= 256, let data = Data(base64Encoded: text),
      // A text that is too short to be a box, or was changed, is no ticket.
      let box = try? AES.GCM.SealedBox(combined: data),
      // Sealed for something else, or by somebody else: no ticket either.
      let plain = try? AES.GCM.open(box, using: key, authenticating: Data("ticket".utf8)), plain.count > 8
    else { return nil }
    endsAt = Instant(microseconds: plain.prefix(8).reduce(Int64(0)) { $0 << 8 | Int64($1) })
    phone = String(decoding: plain.dropFirst(8), as: UTF8.self)
  }

  init(phone: String, endsAt: Instant) {
    self.phone = phone
    self.endsAt = endsAt
  }
}

/// A device on which somebody entered before: failures with its number are counted for it alone, so that
/// strangers who guess elsewhere do not keep its owner out (risk.md 2.2).
struct KnownDevice {
  /// 128 random bits in base 32, a full stop, and the seal that binds them to a number.
  let token: String

  init(phone: String, random: [UInt8], key: SymmetricKey) {
    let name = Crockford.text(random.prefix(16).reduce(UInt128(0)) { $0 << 8 | UInt128($1) }, bitCount: 128)
    token = name + "." + KnownDevice.seal(name, phone, key)
  }

  /// Nil where the token is not of this number.
  init?(_ token: String, phone: String, key: SymmetricKey) {
    let halves = token.split(separator: ".", omittingEmptySubsequences: false)
    guard token.utf8.count <= 80, halves.count == 2 else { return nil }
    guard Array(halves[1].utf8).matches(Array(KnownDevice.seal(String(halves[0]), phone, key).utf8)) else {
      return nil
    }
    self.token = token
  }

  private static func seal(_ name: String, _ phone: String, _ key: SymmetricKey) -> String {
    let code = HMAC<SHA256>.authenticationCode(
      for: Array("device\u{1F}\(name)\u{1F}\(phone)".utf8), using: key)
    return Crockford.text(code.prefix(16).reduce(UInt128(0)) { $0 << 8 | UInt128($1) }, bitCount: 128)
  }
}
