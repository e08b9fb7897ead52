/// Takes back the merge of two wallets (撤销合并).
package struct Separate: Hashable, Sendable {
  /// What merged them.
  package var merge: TransactionID
  /// The wallet of who was merged by mistake, under the record that they have from now on.
  package var into: WalletKey

  package init(_ merge: TransactionID, into: WalletKey) {
    self.merge = merge
    self.into = into
  }
}

extension Books {
  /// Moves what came by a merge and is still there into another wallet, to which the merged one leads from
  /// then on: what is given back or confirmed of its transactions goes there too.
  ///
  /// Of each live lot at most what came; what was used, is held or ran out since stays with the survivor, and
  /// so does a debt that moved and what repaid one. A merged wallet is touched by such separations alone,
  /// which is how one knows that nothing of its merge was taken back (docs/decisions/0056).
  mutating func separate(
    _ separate: Separate, _ original: Transaction?, in transaction: inout Transaction
  ) -> Refusal? {
    transaction.original = separate.merge
    guard let original, original.refusal == nil else { return .transactionNotFound }
    guard original.kind == .merge, let giver = original.touches.first?.wallet,
      let first = original.touches.last?.wallet
    else { return .notRefundable }
    if self[giver].last != original.id { return .alreadyRefunded }
    let holder = survivor(of: first)
    if let known = wallet(separate.into) {
      if self[known].mergedInto.isGiven { return .walletMerged }
      if known == holder { return .sameWallet }
    }
    if separate.into.asset != self[giver].asset { return .assetMismatch }

    var passed = giver
    while passed != holder {
      touch(passed, in: &transaction)
      passed = self[passed].mergedInto
    }
    touch(holder, in: &transaction)
    let target = openWallet(separate.into)
    touch(target, in: &transaction)
    for (number, came) in credited(by: original, to: first) {
      guard let lot = lotNow(number, of: first)?.index, transaction.at < lots[Int(lot)].expiresAt else {
        continue
      }
      let pending = min(came.pending, lots[Int(lot)].pending)
      let rest = has(.separationTakesTheWholeLot) ? Points.maximumBalance : came.all - pending
      let available = min(rest, lots[Int(lot)].available)
      transaction.amount += pending + available
      move(pending, .pending, of: lot, from: holder, to: target, in: &transaction)
      move(available, .available, of: lot, from: holder, to: target, in: &transaction)
    }
    return nil
  }

  /// What a merge put into each lot of the survivor, in the order of the lots' first entries.
  private func credited(
    by merge: Transaction, to survivor: WalletID
  ) -> [(lot: Int32, came: (all: Points, pending: Points))] {
    var found: [(lot: Int32, came: (all: Points, pending: Points))] = []
    for entry in merge.entries
    where entry.lot != 0 && entry.amount > 0 && entry.account.owner == survivor.rawValue {
      let pending = entry.account.kind == .pending ? entry.amount : 0
      if let place = found.firstIndex(where: { $0.lot == entry.lot }) {
        found[place].came.all += entry.amount
        found[place].came.pending += pending
      } else {
        found.append((entry.lot, (entry.amount, pending)))
      }
    }
    return found
  }
}
