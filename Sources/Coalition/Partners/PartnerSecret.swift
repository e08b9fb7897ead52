internal import Crypto
internal import Foundation
internal import Ledger
internal import Storage

/// Seals what is shared with partners, so that the tables alone sign nothing.
struct PartnerSeal {
  let key: SymmetricKey

  /// Bound to the partner's code, which never changes: moved to another's row, it does not open.
  func sealed(_ secret: String, of code: String, nonce: [UInt8]) throws -> [UInt8] {
    let box = try AES.GCM.seal(
      Array(secret.utf8), using: key, nonce: AES.GCM.Nonce(data: nonce), authenticating: binding(code))
    // With a nonce of 12 bytes there is always a combined form.
    return [UInt8](box.combined ?? Data())
  }

  /// - Throws: `CryptoKitError` for what was changed or sealed under another root.
  func opened(_ sealed: [UInt8], of code: String) throws -> String {
    let plain = try AES.GCM.open(
      AES.GCM.SealedBox(combined: sealed), using: key, authenticating: binding(code))
    return String(decoding: plain, as: UTF8.self)
  }

  private func binding(_ code: String) -> [UInt8] { Array("partner \(code)".utf8) }
}

extension Coalition {
  /// What the partner and we sign with: the newest first, with the one before while it still counts.
  func secrets(of partner: Partner) async throws -> [String] {
    let now = clock.now()
    let sealed = try await database.read { tx in
      try tx.queryFirst(
        """
        SELECT sealed_secret, CASE WHEN earlier_until > \(now) THEN earlier_secret END
        FROM partner WHERE id = \(partner.id)
        """
      ) { ($0[0] as [UInt8], $0[1] as [UInt8]?) }
    }
    guard let sealed else { throw PartnerRefusal.partnerNotFound }
    let seal = PartnerSeal(key: secrets.partnerSecretKey)
    return try ([sealed.0] + (sealed.1.map { [$0] } ?? [])).map { try seal.opened($0, of: partner.code) }
  }
}
