/// Takes back the merge of two wallets (撤销合并).
package struct Separate: Hashable, Sendable {
  /// What merged them.
  package var merge: TransactionID
  /// The wallet of who was merged by mistake, under the record that they have from now on.
  package var into: WalletKey
  /// What returns of their purchases took out of lots since, as they booked it: it came no more.
  package var takenBack: [Entry]
  /// The last transaction of who has the points, when those were looked for; none where nobody looked.
  package var seen: TransactionID

  package init(
    _ merge: TransactionID, into: WalletKey, takenBack: [Entry] = [], seen: TransactionID = .none
  ) {
    (self.merge, self.into, self.takenBack, self.seen) = (merge, into, takenBack, seen)
  }
}

extension Books {
  /// Moves what came by a merge and is still there into another wallet, to which the merged one leads from
  /// then on: what is given back or confirmed of its transactions goes there too.
  ///
  /// Of each live lot at most what came and was not taken back; what was used, is held or ran out since stays
  /// with the survivor, and so does a debt that moved and what repaid one. A merged wallet is touched by such
  /// separations alone, which is how one knows that nothing of its merge was taken back
  /// (docs/decisions/0056).
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
    // Something may have been taken back since.
    if separate.seen.isGiven, self[holder].last != separate.seen { return .alreadyRefunded }
    if let known = wallet(separate.into) {
      if self[known].mergedInto.isGiven { return .walletMerged }
      if known == holder { return .sameWallet }
    }
    if separate.into.asset != self[giver].asset { return .assetMismatch }

    for passed in path(from: giver) { touch(passed, in: &transaction) }
    let target = openWallet(separate.into)
    touch(target, in: &transaction)
    for part in credited(by: original, to: first) {
      guard let lot = lotNow(part.lot, of: first)?.index, transaction.at < lots[Int(lot)].expiresAt else {
        continue
      }
      let back = takenBack(by: separate, from: lot)
      let pending = min(max(0, part.pending - back.pending), lots[Int(lot)].pending)
      let came = has(.separationTakesTheWholeLot) ? Points.maximumBalance : part.all - back.all
      let available = min(max(0, came - pending), lots[Int(lot)].available)
      transaction.amount += pending + available
      move(pending, .pending, of: lot, from: holder, to: target, in: &transaction)
      move(available, .available, of: lot, from: holder, to: target, in: &transaction)
    }
    return nil
  }

  /// The wallet and where its merges lead, to who has the points now.
  func path(from wallet: WalletID) -> [WalletID] {
    var path = [wallet]
    while self[path[path.count - 1]].mergedInto.isGiven { path.append(self[path[path.count - 1]].mergedInto) }
    return path
  }

  private func takenBack(by separate: Separate, from lot: Int32) -> (all: Points, pending: Points) {
    var sum: (all: Points, pending: Points) = (0, 0)
    for entry in separate.takenBack where lotNow(entry.lot, of: WalletID(entry.account.owner))?.index == lot {
      sum.all -= entry.amount
      if entry.account.kind == .pending { sum.pending -= entry.amount }
    }
    return sum
  }

  /// What a merge put into each lot of the survivor, in the order of the lots' first entries.
  private func credited(
    by merge: Transaction, to survivor: WalletID
  ) -> [(lot: Int32, all: Points, pending: Points)] {
    var found: [(lot: Int32, all: Points, pending: Points)] = []
    for entry in merge.entries
    where entry.lot != 0 && entry.amount > 0 && entry.account.owner == survivor.rawValue {
      let pending = entry.account.kind == .pending ? entry.amount : 0
      if let place = found.firstIndex(where: { $0.lot == entry.lot }) {
        found[place].all += entry.amount
        found[place].pending += pending
      } else {
        found.append((entry.lot, entry.amount, pending))
      }
    }
    return found
  }
}
