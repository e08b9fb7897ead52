internal import Crypto
internal import Foundation
internal import Ledger

/// The secret of a webhook, and what is signed with it (Standard Webhooks 1.0.0, "Signature scheme").
enum WebhookSecret {
  /// `whsec_` and 32 bytes in base 64.
  static func text(_ bytes: [UInt8]) -> String { "whsec_" + Data(bytes).base64EncodedString() }

  /// One signature of a message: HMAC-SHA256 over its id, the moment in seconds, and the body.
  static func signature(id: String, seconds: Int64, body: [UInt8], secret: [UInt8]) -> String {
    let signed = Array("\(id).\(seconds).".utf8) + body
    let code = HMAC<SHA256>.authenticationCode(for: signed, using: SymmetricKey(data: secret))
    return "v1," + Data(code).base64EncodedString()
  }
}

/// Seals secrets of webhooks, so that the tables alone sign nothing.
struct WebhookSeal {
  let key: SymmetricKey

  /// The sealed secret belongs to one endpoint: moved to another, it does not open.
  func sealed(_ secret: [UInt8], of id: WebhookID, nonce: [UInt8]) throws -> [UInt8] {
    let box = try AES.GCM.seal(
      secret, using: key, nonce: AES.GCM.Nonce(data: nonce), authenticating: binding(id))
    // With a nonce of 12 bytes there is always a combined form.
    return [UInt8](box.combined ?? Data())
  }

  /// - Throws: `CryptoKitError` for a row that was changed or sealed under another root.
  func opened(_ sealed: [UInt8], of id: WebhookID) throws -> [UInt8] {
    [UInt8](try AES.GCM.open(AES.GCM.SealedBox(combined: sealed), using: key, authenticating: binding(id)))
  }

  private func binding(_ id: WebhookID) -> [UInt8] { Array("webhook \(id.rawValue)".utf8) }
}
