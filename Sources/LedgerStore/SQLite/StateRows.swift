import Ledger

/// Rows of state that one commit writes: copied from the books when their group was decided, because the
/// books go on while it is committed.
struct StateRows {
  /// The packed wallets, one after the other, and where each ends.
  private(set) var packed = ByteWriter()
  private(set) var wallets: [(id: WalletID, end: Int)] = []
  private(set) var sources: [(number: Int, source: LotSource)] = []
  private(set) var accounts: [Account] = []
  /// Nil where the hold has ended and its row goes.
  private(set) var holds: [(id: TransactionID, hold: Hold?)] = []
  private(set) var returned: [(original: TransactionID, amounts: Returned)] = []
  /// The tables hold everything up to this transaction; nil while that has not moved.
  var replayFrom: TransactionID?

  var isEmpty: Bool {
    wallets.isEmpty && sources.isEmpty && accounts.isEmpty && holds.isEmpty && returned.isEmpty
      && replayFrom == nil
  }

  mutating func add(_ wallet: Wallet, _ id: WalletID, of books: borrowing Books) {
    WalletRow.put(wallet, id, of: books, into: &packed)
    wallets.append((id, packed.bytes.count))
  }

  mutating func add(_ source: LotSource, number: Int) { sources.append((number, source)) }
  mutating func add(_ account: Account) { accounts.append(account) }
  mutating func add(_ hold: Hold?, _ id: TransactionID) { holds.append((id, hold)) }
  mutating func add(_ amounts: Returned, of original: TransactionID) { returned.append((original, amounts)) }
}
