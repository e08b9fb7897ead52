internal import Crypto
internal import Foundation
internal import Ledger

/// One-time codes from a shared seed and the clock (TOTP, RFC 6238): SHA-1, 30 seconds, six digits, since
/// that is what every authenticator knows.
struct TimedCode {
  /// RFC 4226 4, R6: 160 bits.
  static let seedByteCount = 20
  static let stepSeconds: Int64 = 30

  let seed: [UInt8]

  static func step(at now: Instant) -> Int64 {
    now.microseconds / Instant.microsecondsPerSecond / stepSeconds
  }

  /// RFC 4226 5.3, dynamic truncation.
  func code(at step: Int64) -> String {
    let hash = Array(
      HMAC<Insecure.SHA1>.authenticationCode(for: step.bigEndianBytes, using: SymmetricKey(data: seed)))
    let offset = Int(hash[19] & 15)
    let word = hash[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
    let digits = String(word % 1_000_000)
    return String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// The step whose code it is: this one, or the one before or after for clocks that are a little off; nil
  /// for a wrong code, and for one of a step that is used up.
  func step(of code: String, at now: Instant, after used: Int64) -> Int64? {
    let present = Self.step(at: now)
    let given = Array(code.utf8)
    // All three are looked at, so that the time says nothing about which it was.
    let fitting = [present, present - 1, present + 1].filter { Array(self.code(at: $0).utf8).matches(given) }
    return fitting.first { $0 > used }
  }

  /// RFC 4648 base 32, in capitals without padding, as authenticators take it.
  var text: String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    var text = ""
    var (bits, count): (UInt32, Int) = (0, 0)
    for byte in seed {
      bits = bits << 8 | UInt32(byte)
      count += 8
      while count >= 5 {
        text.append(letters[Int(bits >> UInt32(count - 5)) & 31])
        count -= 5
      }
      bits &= 1 << UInt32(count) - 1
    }
    if count > 0 { text.append(letters[Int(bits << UInt32(5 - count)) & 31]) }
    return text
  }

  /// What an authenticator scans.
  func address(of login: String, issuer: String) -> String {
    func escaped(_ text: String) -> String {
      text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
    return "otpauth://totp/\(escaped(issuer)):\(escaped(login))?secret=\(text)&issuer=\(escaped(issuer))"
      + "&algorithm=SHA1&digits=6&period=30"
  }
}

/// Seals the seeds of second factors under a key that is kept outside the database (AES-256-GCM); a seed
/// moved to another person does not open.
struct SeedVault {
  let key: SymmetricKey

  /// - Parameter nonce: 12 bytes that are never used twice.
  func sealed(_ seed: [UInt8], of user: OperatorID, nonce: [UInt8]) throws -> [UInt8] {
    let box = try AES.GCM.seal(
      seed, using: key, nonce: AES.GCM.Nonce(data: nonce), authenticating: name(user))
    guard let combined = box.combined else { preconditionFailure("a nonce of 12 bytes gives a whole box") }
    return [UInt8](combined)
  }

  /// - Throws: `CryptoKitError` when it was sealed elsewhere or changed since.
  func opened(_ sealed: [UInt8], of user: OperatorID) throws -> [UInt8] {
    let box = try AES.GCM.SealedBox(combined: sealed)
    return [UInt8](try AES.GCM.open(box, using: key, authenticating: name(user)))
  }

  private func name(_ user: OperatorID) -> Data { Data("second factor \(user.rawValue)".utf8) }
}

extension Coalition {
  var seedVault: SeedVault { SeedVault(key: secrets.secondFactorKey) }
}
