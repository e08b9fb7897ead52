import Ledger

/// All that books hold, comparable: without the places in the slab, which are no part of it.
struct Snapshot: Equatable {
  var wallets: [Wallet] = []
  var lots: [[Lot]] = []
  var accounts: [AccountKey: Account] = [:]
  var holds: [TransactionID: Hold] = [:]
  var returned: [TransactionID: Returned] = [:]
  var sources: [LotSource] = []
  var last = TransactionID.none

  init() {}

  init(_ books: borrowing Books) {
    for number in 0..<books.wallets.count {
      var wallet = books.wallets[number]
      wallet.firstLot = -1
      wallets.append(wallet)
      lots.append(
        books.lots(of: WalletID(Int64(number + 1))).map { lot in
          var lot = lot
          lot.next = -1
          return lot
        })
    }
    for account in books.accounts { accounts[account.key] = account }
    holds = books.holds
    returned = books.returned
    sources = books.sources
    last = books.last
  }

  /// Books as this state, for each row the later one where `isSwept` says so, would be put back at start.
  func restored(sweptTo later: Snapshot, _ isSwept: () -> Bool) -> Books {
    var books = Books()
    for source in later.sources { books.restore(source) }
    for number in later.wallets.indices {
      if isSwept() {
        books.restore(later.wallets[number], lots: later.lots[number])
      } else if number < wallets.count {
        books.restore(wallets[number], lots: lots[number])
      } else {
        let key = later.wallets[number]
        books.restore(Wallet(member: key.member, asset: key.asset), lots: [])
      }
    }
    for key in later.accounts.keys.sorted(by: Snapshot.isBefore) {
      if let account = isSwept() ? later.accounts[key] : accounts[key] { books.restore(account) }
    }
    for id in Set(holds.keys).union(later.holds.keys).sorted() {
      if let hold = isSwept() ? later.holds[id] : holds[id] { books.restore(hold) }
    }
    for id in Set(returned.keys).union(later.returned.keys).sorted() {
      if let amounts = isSwept() ? later.returned[id] : returned[id] { books.restore(amounts, of: id) }
    }
    books.restore(last: last)
    return books
  }

  private static func isBefore(_ left: AccountKey, _ right: AccountKey) -> Bool {
    (left.asset.rawValue, left.kind.rawValue, left.owner) < (
      right.asset.rawValue, right.kind.rawValue, right.owner
    )
  }

  /// What differs, in short.
  func difference(from other: Snapshot) -> String? {
    if self == other { return nil }
    if wallets != other.wallets {
      for (left, right) in zip(wallets, other.wallets) where left != right { return "\(left) ≠ \(right)" }
      return "\(wallets.count) wallets ≠ \(other.wallets.count)"
    }
    for (left, right) in zip(lots, other.lots) where left != right { return "\(left) ≠ \(right)" }
    if accounts != other.accounts { return "\(accounts) ≠ \(other.accounts)" }
    if holds != other.holds { return "\(holds) ≠ \(other.holds)" }
    if returned != other.returned { return "\(returned) ≠ \(other.returned)" }
    return sources == other.sources ? "last \(last) ≠ \(other.last)" : "\(sources) ≠ \(other.sources)"
  }
}
