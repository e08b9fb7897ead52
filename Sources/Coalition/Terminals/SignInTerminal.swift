package import Ledger
internal import Storage

/// What a terminal gets when it signs in (签到).
package struct TerminalSignIn: Sendable {
  package let batch: TillBatchName
  /// The working keys in clear; they leave this process only under the master key.
  package let pinKey: [UInt8]
  package let macKey: [UInt8]
  /// 16 bytes; nil unless it was asked for.
  package let trackKey: [UInt8]?
}

extension Coalition {
  /// Signs a terminal in and gives it new working keys; the ones before stop at once.
  /// - Parameters:
  ///   - pinKeyBytes: 8 or 16, as the terminal asked.
  ///   - macKeyBytes: 8 or 16.
  ///   - hasTrackKey: whether the terminal asked for a key to encipher tracks with.
  ///   - cashier: field 63's operator, for the console.
  /// - Throws: ``POSRefusal``.
  package func signIn(
    _ id: TerminalID, pinKeyBytes: Int, macKeyBytes: Int, hasTrackKey: Bool = false, cashier: String
  ) async throws -> TerminalSignIn {
    let (pin, mac) = (ids.bytes(pinKeyBytes).withOddParity, ids.bytes(macKeyBytes).withOddParity)
    let track = hasTrackKey ? ids.bytes(16).withOddParity : nil
    let (pinNonce, macNonce, trackNonce) = (ids.bytes(12), ids.bytes(12), ids.bytes(12))
    let vault = keyVault
    let now = clock.now()
    let terminal = try await database.write { tx in
      guard let terminal = try tx.posTerminal(id) else { throw POSRefusal.posTerminalNotFound }
      if terminal.masterKeyCheck == nil { throw POSRefusal.masterKeyMissing }
      let sealedPIN = try vault.sealed(pin, .pin, of: id, nonce: pinNonce)
      let sealedMAC = try vault.sealed(mac, .mac, of: id, nonce: macNonce)
      let sealedTrack = try track.map { try vault.sealed($0, .track, of: id, nonce: trackNonce) }
      try tx.execute(
        """
        UPDATE pos_terminal SET pin_key = \(sealedPIN), mac_key = \(sealedMAC), track_key = \(sealedTrack),
          signed_in_at = \(now),
          cashier = \(String(String.UnicodeScalarView(cashier.unicodeScalars.prefix(63)))), seen_at = \(now)
        WHERE terminal_id = \(id)
        """)
      return terminal
    }
    if !planted.has(.keysBeforeStillSeal) { posTerminalCache.forget(terminal) }
    return TerminalSignIn(batch: terminal.batch, pinKey: pin, macKey: mac, trackKey: track)
  }

  /// Signs a terminal out (签退): until it signs in again, nothing that moves value is taken from it.
  package func signOut(_ terminal: POSTerminal) async throws {
    let now = clock.now()
    try await database.write { tx in
      try tx.execute(
        "UPDATE pos_terminal SET signed_in_at = 0, seen_at = \(now) WHERE terminal_id = \(terminal.id)")
    }
    posTerminalCache.forget(terminal)
  }
}

extension [UInt8] {
  /// Every byte with an odd number of ones, as DES keys are written; other ciphers do not mind.
  fileprivate var withOddParity: [UInt8] {
    map { $0.nonzeroBitCount.isMultiple(of: 2) ? $0 ^ 1 : $0 }
  }
}
