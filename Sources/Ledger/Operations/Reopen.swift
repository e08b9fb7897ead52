extension Books {
  /// Undoes the end of a hold: until the hold's own end its points are set aside again, for the merchant they
  /// were held for, and can be captured or released anew under the hold's number.
  ///
  /// What had been taken is set aside in full. What had gone back to the member is set aside as far as it is
  /// still there: first out of the very lots, then as a new hold would take it; never as debt. Of a hold
  /// whose time is over, what was taken goes back to the member, as the time-out would have given it.
  mutating func reopen(
    _ hold: Transaction, endedBy end: Transaction, in transaction: inout Transaction
  ) -> Refusal? {
    let taken = end.kind == .capture ? end.amount : 0
    let isOver = transaction.at >= hold.holdUntil && !has(.reopenedHoldOutlivesItsTime)
    if isOver { return taken > 0 ? undo(taken, of: end, in: &transaction) : nil }
    guard let before = end.touches.first?.wallet else { return .notRefundable }
    let wallet = survivor(of: before)
    let shares = shares(of: end, taken)
    let choice = Choice(merchant: hold.context.merchant)
    // Nothing is there any more: the end stands.
    if taken == 0, shares.allSatisfy({ freeAgain($0, before) == 0 }),
      spendable(in: wallet, choice, at: transaction.at, enough: 1) == 0
    {
      return .insufficientPoints
    }

    touch(wallet, in: &transaction)
    transaction.amount = end.amount
    transaction.root = hold.id
    transaction.holdUntil = hold.holdUntil
    transaction.context.merchant = hold.context.merchant
    if taken > 0 {
      post(-taken, .acceptor, of: hold.context.merchant, asset: hold.subject.asset, in: &transaction)
    }
    var missing: Points = 0
    for share in shares {
      let back = freeAgain(share, before)
      missing += share.freed - back
      guard share.taken + back > 0 else { continue }
      let lot = lot(of: share.part, before) ?? lotLike(share.part, before, in: &transaction)
      if back > 0 { post(-back, .available, to: wallet, lot: lot, in: &transaction) }
      post(share.taken + back, .held, to: wallet, lot: lot, in: &transaction)
    }
    _ = take(missing, from: wallet, choice, in: &transaction) { books, lot, part, transaction in
      books.post(part, .held, to: wallet, lot: lot, in: &transaction)
    }
    return nil
  }

  /// Of one lot, what the end took for the merchant and what went back to the member.
  private struct Share {
    let part: Entry
    var taken: Points
    var freed: Points
  }

  /// What the end found held in each lot, in order of use.
  private func shares(of end: Transaction, _ taken: Points) -> [Share] {
    var left = taken
    var shares: [Share] = []
    for part in end.entries where part.account.kind == .held {
      let taken = min(left, -part.amount)
      left -= taken
      let share = Share(part: part, taken: taken, freed: -part.amount - taken)
      if let last = shares.last, last.part.lot == part.lot, last.freed == 0 {
        // A lot of which the capture took a part has two entries.
        shares[shares.count - 1].taken += share.taken
        shares[shares.count - 1].freed = share.freed
      } else {
        shares.append(share)
      }
    }
    return shares
  }

  private func freeAgain(_ share: Share, _ before: WalletID) -> Points {
    lot(of: share.part, before).map { min(share.freed, lots[Int($0)].available) } ?? 0
  }

  /// The lot in which the part's points would lie now, after a merge one of the survivor's; nil when there is
  /// none any more.
  private func lot(of part: Entry, _ before: WalletID) -> Int32? {
    lotNow(part.lot, of: before)?.index
      ?? equalLot(
        of: survivor(of: before), source: part.source, effectiveAt: .distantPast, expiresAt: part.expiresAt)
  }

  /// A lot with the part's properties. One that ran out and was forgotten protects what it holds as it did
  /// before: when it had become effective does not matter any more.
  private mutating func lotLike(
    _ part: Entry, _ before: WalletID, in transaction: inout Transaction
  ) -> Int32 {
    let known = lotIndex(part.lot, of: before).map { lots[Int($0)] }
    return lotToCredit(
      of: survivor(of: before), source: part.source, effectiveAt: known?.effectiveAt ?? .distantPast,
      expiresAt: part.expiresAt, earnedAt: known?.earnedAt ?? transaction.at, in: &transaction)
  }
}
