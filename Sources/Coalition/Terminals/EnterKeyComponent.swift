package import Ledger
internal import Storage
internal import TerminalCrypto

/// How far the entry of a master key is.
package enum KeyEntry: Sendable, Hashable {
  /// One component is kept; another person must enter theirs.
  case secondComponentNeeded
  /// The terminal has its key, whose check value (4 bytes) is to be compared with the terminal's display.
  case complete(checkValue: [UInt8])
}

extension Coalition {
  /// Takes one of the two components of a terminal's master key (灌密钥); the key is their exclusive or.
  ///
  /// Nobody ever sees the whole key: components are entered by two people, wherever either signs in. A
  /// component that its owner enters again replaces the first. The new key ends a sign-in.
  /// - Parameters:
  ///   - component: 16 bytes.
  ///   - checkValue: first bytes of zeros under the component, 3 or 4, as its letter says.
  /// - Throws: `AccessRefusal`, ``POSRefusal``.
  package func enterKeyComponent(
    _ component: [UInt8], checkValue: [UInt8], ofPOSTerminal id: TerminalID, by principal: Principal
  ) async throws -> KeyEntry {
    try principal.requireOperator(.keys)
    try principal.requireConfirmed(at: clock.now())
    let person = principal.actor.answerable
    guard person != 0 else { throw POSRefusal.secondPersonNeeded }
    guard component.count == 16 else { throw POSRefusal.invalid(.component) }
    let now = clock.now()
    let vault = keyVault
    let (nonce, secondNonce) = (ids.bytes(12), ids.bytes(12))
    defer { posTerminalCache.forgetAll() }
    return try await database.write { tx in
      let terminal = try tx.requirePOSTerminal(id, by: principal)
      guard 3...4 ~= checkValue.count,
        try terminal.parameters.mac.checkValue(of: component).starts(with: checkValue)
      else { throw POSRefusal.checkValueWrong }
      let first = try tx.queryFirst(
        "SELECT component, entered_by FROM pos_key_component WHERE terminal_id = \(id)"
      ) { (sealed: $0[0] as [UInt8], person: $0[1] as Int64) }
      guard let first, first.person != person else {
        let sealed = try vault.sealed(component, .component, of: id, nonce: nonce)
        try tx.execute(
          """
          INSERT INTO pos_key_component (terminal_id, component, entered_by, created_at)
          VALUES (\(id), \(sealed), \(person), \(now))
          ON CONFLICT (terminal_id) DO UPDATE SET component = excluded.component,
            created_at = excluded.created_at
          """)
        try append(
          Change(action: "terminal.key_component", subject: "terminal/\(id.rawValue)", after: "first"),
          by: principal.actor, in: tx)
        return .secondComponentNeeded
      }
      let key = zip(try vault.opened(first.sealed, .component, of: id), component).map { $0 ^ $1 }
      guard key.contains(where: { $0 != 0 }) else { throw POSRefusal.componentsEqual }
      let check = try terminal.parameters.mac.checkValue(of: key)
      let sealed = try vault.sealed(key, .master, of: id, nonce: secondNonce)
      try tx.execute(
        """
        UPDATE pos_terminal SET master_key = \(sealed), master_key_check = \(check), pin_key = NULL,
          mac_key = NULL, track_key = NULL, signed_in_at = 0, updated_at = \(now)
        WHERE terminal_id = \(id)
        """)
      try tx.execute("DELETE FROM pos_key_component WHERE terminal_id = \(id)")
      try append(
        Change(
          action: "terminal.master_key", subject: "terminal/\(id.rawValue)",
          after: "check value \(check.map { String($0, radix: 16) }.joined(separator: " "))"),
        by: principal.actor, in: tx)
      return .complete(checkValue: check)
    }
  }
}

extension POSTerminal.MAC {
  /// The cipher of the master key and of the keys under it.
  var cipher: Cipher { self == .sm4 ? .sm4 : .tripleDES }

  /// The first four bytes of zeros under a key of 16 bytes.
  package func checkValue(of key: [UInt8]) throws -> [UInt8] {
    try TerminalKey(key, cipher).checkValue
  }
}
