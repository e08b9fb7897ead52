import Ledger

/// Which rows of state differ from their tables, and which of them the next commit writes.
///
/// A round passes every wallet and account once per `roundLength` transactions, in key order, and writes
/// those that changed; so every row is at most one round behind and no commit is ever large (ledger.md,
/// "State follows by a sweep"). Rows changed before the last round began are all written: that is where a
/// replay must begin, hence at most two rounds of transactions are replayed after a crash.
struct Sweep {
  /// Transactions per round: what bounds the replay at start. See docs/decisions/0001 for the measured
  /// choice.
  let roundLength: Int
  private var dirtyWallets: [UInt64] = []
  private var walletCursor = 0
  private var accountCursor = 0
  private var sweptAccounts: [TransactionID] = []
  private var persistedSources = 0
  private var progress = 0
  /// Rows written since the start.
  private(set) var writtenRows = 0
  private var roundStart: TransactionID
  /// Holds and returned amounts changed in this round, and those of the round before that are yet to be
  /// written.
  private var changed = Changed()
  private var due = Changed()
  private var dueStart = 0
  private let planted = Planted()

  private struct Changed {
    var holds: [TransactionID] = []
    var returned: [TransactionID] = []
    var count: Int { holds.count + returned.count }
  }

  /// - Parameter replayFrom: the tables hold everything up to this transaction; what is replayed after it is
  ///   noted.
  init(roundLength: Int, books: borrowing Books, replayFrom: TransactionID) {
    self.roundLength = roundLength
    roundStart = replayFrom
    persistedSources = books.sources.count
    sweptAccounts = books.accounts.map(\.last)
    dirtyWallets = Array(repeating: 0, count: books.wallets.count / 64 + 1)
  }

  /// Notes what a transaction changed.
  mutating func note(_ transaction: Transaction) {
    guard transaction.refusal == nil else { return }
    for touch in transaction.touches { markDirty(Int(touch.wallet.rawValue) - 1) }
    switch transaction.kind {
    case .hold: changed.holds.append(transaction.id)
    case .capture, .release: changed.holds.append(transaction.original)
    case .refund, .void, .reversal, .cancel, .confirm:
      guard transaction.original.isGiven else { return }
      changed.returned.append(transaction.original)
      if transaction.root.isGiven { changed.returned.append(transaction.root) }
      if transaction.entries.contains(where: { $0.account.kind == .held }) {
        changed.holds.append(transaction.original)
      }
    default: break
    }
  }

  private mutating func markDirty(_ index: Int) {
    while index / 64 >= dirtyWallets.count { dirtyWallets.append(0) }
    dirtyWallets[index / 64] |= 1 << UInt64(index % 64)
  }

  /// Writes the slice that belongs to `count` more transactions; part of the commit that makes them durable.
  mutating func write(after count: Int, _ books: inout Books, to file: LedgerFile) throws(SQLiteFailure) {
    while persistedSources < books.sources.count {
      persistedSources += 1
      try file.insert(books.sources[persistedSources - 1], number: persistedSources)
    }
    progress += count
    let share = min(1, Double(progress) / Double(roundLength))
    try writeWallets(upTo: Int(Double(books.wallets.count) * share), books, to: file)
    try writeAccounts(upTo: Int(Double(books.accounts.count) * share), books, to: file)
    try writeDue(leaving: Int(Double(dueStart) * (1 - share)), &books, to: file)
    if progress >= roundLength { try beginRound(books.last, file) }
  }

  /// Writes everything that is left, twice a round's worth; for an orderly stop, so that the next start
  /// replays nothing.
  mutating func writeAll(_ books: inout Books, to file: LedgerFile) throws(SQLiteFailure) {
    for _ in 0..<2 { try write(after: roundLength, &books, to: file) }
    try file.write(books.last.rawValue, mark: "replay_from")
  }

  private mutating func beginRound(_ last: TransactionID, _ file: LedgerFile) throws(SQLiteFailure) {
    try file.write((planted.has(.replayMarkRunsAhead) ? last : roundStart).rawValue, mark: "replay_from")
    roundStart = last
    progress = 0
    walletCursor = 0
    accountCursor = 0
    due = changed
    dueStart = due.count
    changed = Changed()
  }

  private mutating func writeWallets(
    upTo end: Int, _ books: borrowing Books, to file: LedgerFile
  ) throws(SQLiteFailure) {
    while walletCursor < end {
      let word = walletCursor / 64
      if word >= dirtyWallets.count || dirtyWallets[word] == 0 {
        // Not past the end: wallets may come into this word before the round is over, and a gap in the table
        // is damage.
        walletCursor = min((word + 1) * 64, end)
        continue
      }
      let bit: UInt64 = 1 << UInt64(walletCursor % 64)
      if dirtyWallets[word] & bit != 0 {
        dirtyWallets[word] &= ~bit
        let id = WalletID(Int64(walletCursor + 1))
        if planted.has(.sweepSkipsWallets), walletCursor % 5 == 2, books[id].last > roundStart { continue }
        try file.write(books[id], id, lots: books.lots(of: id))
        writtenRows += 1
      }
      walletCursor += 1
    }
  }

  private mutating func writeAccounts(
    upTo end: Int, _ books: borrowing Books, to file: LedgerFile
  ) throws(SQLiteFailure) {
    while sweptAccounts.count < books.accounts.count { sweptAccounts.append(.none) }
    while accountCursor < end {
      let account = books.accounts[accountCursor]
      if account.last != sweptAccounts[accountCursor] {
        try file.write(account)
        sweptAccounts[accountCursor] = account.last
      }
      accountCursor += 1
    }
  }

  private mutating func writeDue(
    leaving rest: Int, _ books: inout Books, to file: LedgerFile
  ) throws(SQLiteFailure) {
    while due.count > rest {
      if let id = due.holds.popLast() {
        if let hold = books.holds[id] {
          try file.write(hold)
        } else if !planted.has(.holdRowsStay) {
          try file.removeHold(id)
        }
      } else if let id = due.returned.popLast(), let amounts = books.returned[id] {
        try file.write(amounts, of: id)
        // What changes again in this round is in `changed` and stays in memory until it is written.
        if amounts.last <= roundStart { books.forgetReturned(of: id) }
      }
    }
  }
}
