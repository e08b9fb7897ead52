package import Ledger

/// Where a transaction lies in the hash chain.
package struct ChainPlace: Sendable, Hashable {
  /// The block's number, from 1.
  package var block: Int64
  /// Within the block, from 1.
  package var position: Int
  /// SHA-256 over the chain up to and with the block, 32 bytes.
  package var hash: [UInt8]

  package init(block: Int64, position: Int, hash: [UInt8]) {
    self.block = block
    self.position = position
    self.hash = hash
  }
}

// What consoles ask beside the door's own questions; a store answers in one go where it can.
extension LedgerDoor {
  package func submit(_ command: Command) async throws(Busy) -> Outcome {
    try await submit([command])[0]
  }

  /// What each of the members could spend of an asset; those without a wallet are left out.
  package func spendable(of members: [MemberID], in asset: AssetID) async throws(Busy) -> [MemberID: Points] {
    var found: [MemberID: Points] = [:]
    for member in members {
      found[member] = try await wallets(of: member).first { $0.wallet.asset == asset }?.spendable
    }
    return found
  }

  /// A store that has no chain knows no place.
  package func place(of id: TransactionID) async throws -> ChainPlace? { nil }
}
