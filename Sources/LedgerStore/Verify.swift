import Ledger

/// What `tongbao ledger verify` found.
package struct Verification: Sendable, Hashable {
  package var transactions: Int64 = 0
  package var blocks: Int64 = 0
  package var wallets = 0
  /// The hash of the chain's end, to be compared with one that was published elsewhere.
  package var head = ChainHead(transaction: .none, block: 0, hash: [])
  /// One sentence per fault, the first hundred; empty when the ledger proves itself.
  package var faults: [String] = []

  package init() {}

  package var isProven: Bool { faults.isEmpty }
}

/// Proves a ledger from its files alone: the chain's hashes, the numbering, zero sums, and that the whole
/// journal replayed into empty books gives the very state that the tables and the tail of the journal give
/// (ledger.md, invariants 1, 2, 3 and 8). Reads one snapshot, so it may run while a server of this process
/// works.
package struct Verifier: ~Copyable {
  private let file: RawDatabase
  private var verification = Verification()
  private var proven = Books()
  private let progress: (_ transactions: Int64, _ of: Int64) -> Void

  /// - Parameter progress: called about every 100,000 transactions.
  /// - Throws: ``SQLiteFailure`` when the file cannot be opened.
  package init(
    ledger path: String, progress: @escaping (_ transactions: Int64, _ of: Int64) -> Void = { _, _ in }
  ) throws {
    file = try RawDatabase(path: path, isReadOnly: true)
    self.progress = progress
  }

  /// - Throws: ``SQLiteFailure`` when the file cannot be read; what is wrong in it is a fault of the result.
  package mutating func verify() throws -> Verification {
    try file.run("BEGIN")
    do {
      try replayAll()
      try compareWithTables()
    } catch let damage as DamagedJournal {
      verification.report(damage.description)
    }
    verification.wallets = proven.wallets.count
    return verification
  }

  private mutating func replayAll() throws {
    let journal = try JournalReader(file)
    let end = try journal.head()
    var head = ChainHead(transaction: .none, block: 0, hash: [UInt8](repeating: 0, count: 32))
    try journal.forEachBlock(from: .none) { block, number, hash in
      if block.first.rawValue != head.transaction.rawValue + 1 || number != head.block + 1 {
        throw DamagedJournal(description: "Block \(number) does not follow block \(head.block).")
      }
      if try block.hash(after: head.hash, number: number) != hash {
        throw DamagedJournal(description: "Block \(number) does not have the hash that its content gives.")
      }
      for source in block.sources { proven.restore(source) }
      for transaction in try block.transactions() { try replay(transaction) }
      let last = TransactionID(block.first.rawValue + Int64(block.count) - 1)
      if last.rawValue / 100_000 != head.transaction.rawValue / 100_000 {
        progress(last.rawValue, end.transaction.rawValue)
      }
      head = ChainHead(transaction: last, block: number, hash: hash)
      return true
    }
    if head != end { verification.report("The last block is not where the chain ends.") }
    verification.transactions = head.transaction.rawValue
    verification.blocks = head.block
    verification.head = head
  }

  private mutating func replay(_ transaction: Transaction) throws {
    var sums: [AssetID: Points] = [:]
    for entry in transaction.entries { sums[entry.account.asset, default: 0] += entry.amount }
    if sums.values.contains(where: { $0 != 0 }) {
      throw DamagedJournal(description: "Transaction \(transaction.id.rawValue) does not sum to zero.")
    }
    if transaction.refusal != nil, !transaction.entries.isEmpty {
      throw DamagedJournal(description: "Transaction \(transaction.id.rawValue) was refused and has entries.")
    }
    proven.replay(transaction)
    for touch in transaction.touches where transaction.refusal == nil {
      if proven[touch.wallet].balance != touch.after {
        verification.report(
          "Transaction \(transaction.id.rawValue) left wallet \(touch.wallet.rawValue) with other balances.")
      }
    }
  }

  /// The tables plus the tail of the journal must be the same books.
  private mutating func compareWithTables() throws {
    var tables = Books()
    let returned = try file.load(into: &tables)
    let replayFrom = TransactionID(try file.mark("replay_from"))
    tables.restore(last: replayFrom)
    let journal = try JournalReader(file)
    if let first = try journal.block(containing: TransactionID(replayFrom.rawValue + 1))?.first {
      try journal.forEachBlock(from: first) { block, _, _ in
        for transaction in try block.transactions() where transaction.id > replayFrom {
          for id in [transaction.original, transaction.root] where tables.returned[id] == nil {
            if let amounts = returned[id] { tables.restore(amounts, of: id) }
          }
          tables.replay(transaction)
        }
        return true
      }
    }
    if tables.sources != proven.sources {
      verification.report("The sources of lots are not what the journal says.")
    }
    compareWallets(tables)
    compareRest(tables, returned)
  }

  private mutating func compareWallets(_ tables: borrowing Books) {
    if tables.wallets.count != proven.wallets.count {
      verification.report(
        "The tables have \(tables.wallets.count) wallets, the journal \(proven.wallets.count).")
      return
    }
    for number in 1...Int64(max(1, proven.wallets.count)) where !proven.wallets.isEmpty {
      let id = WalletID(number)
      if tables[id].unlinked != proven[id].unlinked
        || tables.lots(of: id).map(\.unlinked) != proven.lots(of: id).map(\.unlinked)
      {
        verification.report("Wallet \(number) is not what the journal gives.")
      }
      checkSums(of: id)
    }
  }

  private mutating func checkSums(of id: WalletID) {
    let balance = proven[id].balance
    var sum = Balance()
    for lot in proven.lots(of: id) {
      sum.available += lot.available
      sum.pending += lot.pending
      sum.held += lot.held
    }
    sum.debt = balance.debt
    if sum != balance || balance.debt > 0 {
      verification.report("The lots of wallet \(id.rawValue) do not add up to its balances.")
    }
  }

  private mutating func compareRest(_ tables: borrowing Books, _ returned: [TransactionID: Returned]) {
    var balances: [AssetID: Points] = [:]
    for account in proven.accounts {
      balances[account.key.asset, default: 0] += account.balance
      if tables.balance(of: account.key) != account.balance {
        verification.report("Account \(account.key) is not what the journal gives.")
      }
    }
    for wallet in proven.wallets { balances[wallet.asset, default: 0] += wallet.balance.total }
    for (asset, sum) in balances where sum != 0 {
      verification.report("The journal of asset \(asset.rawValue) does not sum to zero.")
    }
    if tables.last != proven.last {
      verification.report("The tables claim to hold more transactions than the journal has.")
    }
    if tables.accounts.count != proven.accounts.count {
      verification.report(
        "The tables have \(tables.accounts.count) accounts, the journal \(proven.accounts.count).")
    }
    if tables.holds != proven.holds { verification.report("The open holds are not what the journal gives.") }
    let named = Set(proven.returned.keys).union(returned.keys).union(tables.returned.keys)
    for id in named.sorted() where (tables.returned[id] ?? returned[id]) != proven.returned[id] {
      verification.report("What was returned of transaction \(id.rawValue) is not what the journal gives.")
    }
  }
}

extension Verification {
  fileprivate mutating func report(_ fault: String) {
    if faults.count < 100 { faults.append(fault) }
  }
}

// Places in the slab differ between books that are otherwise the same.
extension Wallet {
  fileprivate var unlinked: Wallet {
    var copy = self
    copy.firstLot = -1
    return copy
  }
}

extension Lot {
  fileprivate var unlinked: Lot {
    var copy = self
    copy.next = -1
    return copy
  }
}
