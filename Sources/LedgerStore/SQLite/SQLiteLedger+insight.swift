package import Ledger

extension SQLiteLedger {
  /// One visit to the books for all of them.
  package func spendable(of members: [MemberID], in asset: AssetID) async throws(Busy) -> [MemberID: Points] {
    try await onWriter { engine in
      var found: [MemberID: Points] = [:]
      for member in members {
        found[member] = engine.walletStates(of: member).first { $0.wallet.asset == asset }?.spendable
      }
      return found
    }
  }

  /// Read from the file: the block that holds the transaction.
  package func place(of id: TransactionID) async throws -> ChainPlace? { try await reader.place(of: id) }
}
