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
    case .refund, .void, .reversal, .cancel, .confirm, .reinstate:
      guard transaction.original.isGiven else { return }
      changed.returned.append(transaction.original)
      if transaction.root.isGiven { changed.returned.append(transaction.root) }
      if transaction.opensAgain {
        changed.holds.append(transaction.root)
      } else if transaction.entries.contains(where: { $0.account.kind == .held }) {
        changed.holds.append(transaction.original)
      }
    default: break
    }
  }

  private mutating func markDirty(_ index: Int) {
    while index / 64 >= dirtyWallets.count { dirtyWallets.append(0) }
    dirtyWallets[index / 64] |= 1 << UInt64(index % 64)
  }

  /// Collects the slice that belongs to `count` more transactions; part of the commit that makes them
  /// durable.
  mutating func collect(after count: Int, _ books: borrowing Books, into rows: inout StateRows) {
    while persistedSources < books.sources.count {
      persistedSources += 1
      rows.add(books.sources[persistedSources - 1], number: persistedSources)
    }
    progress += count
    let share = min(1, Double(progress) / Double(roundLength))
    collectWallets(upTo: Int(Double(books.wallets.count) * share), books, into: &rows)
    collectAccounts(upTo: Int(Double(books.accounts.count) * share), books, into: &rows)
    collectDue(leaving: Int(Double(dueStart) * (1 - share)), books, into: &rows)
    if progress >= roundLength { beginRound(books.last, &rows) }
  }

  /// Collects everything that is left, twice a round's worth; for an orderly stop, so that the next start
  /// replays nothing.
  mutating func collectAll(_ books: borrowing Books, into rows: inout StateRows) {
    for _ in 0..<2 { collect(after: roundLength, books, into: &rows) }
    rows.replayFrom = books.last
  }

  private mutating func beginRound(_ last: TransactionID, _ rows: inout StateRows) {
    rows.replayFrom = planted.has(.replayMarkRunsAhead) ? last : roundStart
    roundStart = last
    progress = 0
    walletCursor = 0
    accountCursor = 0
    due = changed
    dueStart = due.count
    changed = Changed()
  }

  private mutating func collectWallets(
    upTo end: Int, _ books: borrowing Books, into rows: inout StateRows
  ) {
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
        rows.add(books[id], id, of: books)
      }
      walletCursor += 1
    }
  }

  private mutating func collectAccounts(
    upTo end: Int, _ books: borrowing Books, into rows: inout StateRows
  ) {
    while sweptAccounts.count < books.accounts.count { sweptAccounts.append(.none) }
    while accountCursor < end {
      let account = books.accounts[accountCursor]
      if account.last != sweptAccounts[accountCursor] {
        rows.add(account)
        sweptAccounts[accountCursor] = account.last
      }
      accountCursor += 1
    }
  }

  private mutating func collectDue(leaving rest: Int, _ books: borrowing Books, into rows: inout StateRows) {
    while due.count > rest {
      if let id = due.holds.popLast() {
        let hold = books.holds[id]
        if hold != nil || !planted.has(.holdRowsStay) { rows.add(hold, id) }
      } else if let id = due.returned.popLast(), let amounts = books.returned[id] {
        rows.add(amounts, of: id)
      }
    }
  }
}
