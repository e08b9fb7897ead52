internal import Crypto
internal import Foundation
internal import Ledger

/// Seals terminals' keys under a key that is kept outside the database (AES-256-GCM).
///
/// The terminal and the key's purpose are sealed along, so that no key can be moved to another place.
struct KeyVault {
  enum Purpose: String {
    case master, component, pin, mac, track
  }

  let key: SymmetricKey

  /// - Parameter nonce: 12 bytes that are never used twice.
  func sealed(
    _ secret: [UInt8], _ purpose: Purpose, of terminal: TerminalID, nonce: [UInt8]
  ) throws -> [UInt8] {
    let box = try AES.GCM.seal(
      secret, using: key, nonce: AES.GCM.Nonce(data: nonce), authenticating: name(purpose, terminal))
    guard let combined = box.combined else { preconditionFailure("a nonce of 12 bytes gives a whole box") }
    return [UInt8](combined)
  }

  /// - Throws: `CryptoKitError` when it was sealed elsewhere, for something else, or changed since.
  func opened(_ sealed: [UInt8], _ purpose: Purpose, of terminal: TerminalID) throws -> [UInt8] {
    let box = try AES.GCM.SealedBox(combined: sealed)
    return [UInt8](try AES.GCM.open(box, using: key, authenticating: name(purpose, terminal)))
  }

  private func name(_ purpose: Purpose, _ terminal: TerminalID) -> Data {
    Data("terminal \(terminal.rawValue) \(purpose.rawValue)".utf8)
  }
}

extension Coalition {
  var keyVault: KeyVault { KeyVault(key: secrets.terminalKeyKey) }
}
