extension Books {
  /// Applies a committed transaction to books that may already hold its effect on some rows and not on
  /// others.
  ///
  /// Every row carries the last transaction applied to it, so each effect lands exactly once whatever the
  /// sweep had written when the power went (ledger.md, "State follows by a sweep"). The recorded entries are
  /// applied, not the rules: yesterday's journal means the same under tomorrow's rules (docs/decisions/0001).
  package mutating func replay(_ transaction: Transaction) {
    precondition(transaction.id > last, "The journal is replayed in order.")
    last = transaction.id
    guard transaction.refusal == nil else { return }
    var fresh: [WalletID] = []
    for touch in transaction.touches {
      let wallet = openWallet(touch.key)
      precondition(wallet == touch.wallet, "The journal names wallets in the order of their first entries.")
      if self[wallet].last < transaction.id { fresh.append(wallet) }
    }
    replayWalletEntries(of: transaction, on: fresh)
    replayAccountEntries(of: transaction)
    for wallet in fresh {
      if transaction.kind == .expire { forgetSpentLots(of: wallet, at: transaction.at) }
      noteMerge(transaction, on: wallet)
      tally(transaction, on: wallet)
      self[wallet].last = transaction.id
    }
    noteReturn(transaction)
    noteHold(transaction)
  }

  private mutating func replayWalletEntries(of transaction: Transaction, on fresh: [WalletID]) {
    for entry in transaction.entries where entry.account.kind.isWalletBucket {
      let wallet = WalletID(entry.account.owner)
      guard fresh.contains(wallet) else { continue }
      openLot(entry.lot, of: wallet, asIn: transaction)
      let index = entry.lot == 0 ? nil : lotIndex(entry.lot, of: wallet)
      precondition(entry.lot == 0 || index != nil, "An entry names a lot that its wallet has.")
      apply(
        entry.amount, entry.account.kind, to: wallet, lot: index,
        credited: credited(entry.amount, lot: entry.lot, wallet, in: transaction))
    }
  }

  /// Opens a lot right before its first entry, as the decision did: opening forgets spent lots, so an earlier
  /// moment would forget one that an entry in between has filled again.
  private mutating func openLot(_ number: Int32, of wallet: WalletID, asIn transaction: Transaction) {
    guard number > self[wallet].lotsOpened else { return }
    for opening in transaction.openings where opening.wallet == wallet && opening.number == number {
      open(opening, at: transaction.at)
    }
  }

  private mutating func replayAccountEntries(of transaction: Transaction) {
    // A transaction may book twice on one account; both entries are applied, or neither is.
    var applied: [AccountKey] = []
    for entry in transaction.entries where !entry.account.kind.isWalletBucket {
      let index = accountIndex(entry.account)
      let isApplied = accounts[index].last >= transaction.id && !has(.replayBooksAccountsTwice)
      if isApplied, !applied.contains(entry.account) { continue }
      applied.append(entry.account)
      apply(entry.amount, to: entry.account, by: transaction.id)
    }
  }
}
