import Crypto
import Foundation

/// The hidden token of forms: an HMAC over the session, so that nothing has to be stored for it.
struct FormToken: Sendable {
  private let key: SymmetricKey

  /// `key` is 32 bytes or more, and lasts as long as forms should.
  init(key: [UInt8]) { self.key = SymmetricKey(data: key) }

  func token(session: String) -> String {
    Data(HMAC<SHA256>.authenticationCode(for: Data(session.utf8), using: key)).base64URL
  }

  /// Compares in constant time.
  func accepts(_ token: String, session: String) -> Bool {
    guard let code = Data(base64URL: token) else { return false }
    return HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: Data(session.utf8), using: key)
  }
}

extension Data {
  var base64URL: String {
    base64EncodedString().replacingOccurrences(of: "+", with: "-")
      .replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: "=", with: "")
  }

  init?(base64URL text: String) {
    guard text.utf8.count <= 128 else { return nil }
    let plain = text.replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
    self.init(base64Encoded: plain + String(repeating: "=", count: (4 - plain.utf8.count % 4) % 4))
  }
}
