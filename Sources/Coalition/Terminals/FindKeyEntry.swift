package import Ledger
internal import Storage

/// The first component of a master key, waiting for another person's.
package struct KeyEntryBegun: Sendable, Hashable {
  package let person: OperatorID
  package let at: Instant
}

extension Coalition {
  /// Who has begun to enter a terminal's master key; nil while nobody has.
  /// - Throws: `AccessRefusal`, ``POSRefusal``.
  package func keyEntryBegun(
    ofPOSTerminal id: TerminalID, by principal: Principal
  ) async throws -> KeyEntryBegun? {
    try principal.requireOperator(.readMerchants)
    return try await database.read { tx in
      _ = try tx.requirePOSTerminal(id, by: principal)
      return try tx.queryFirst(
        "SELECT entered_by, created_at FROM pos_key_component WHERE terminal_id = \(id)"
      ) { KeyEntryBegun(person: $0[0], at: $0[1]) }
    }
  }
}
