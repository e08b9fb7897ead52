extension Books {
  /// Takes back a credit: from the lot it went into (at most that credit's amount), then from other lots in
  /// order of use, then into debt, where the programme allows debt.
  mutating func clawBack(
    _ amount: Points, of original: Transaction, isDebtAllowed: Bool, in transaction: inout Transaction
  ) -> Refusal? {
    guard let credited = original.touches.first?.wallet,
      let giver = original.entries.first(where: { $0.account.kind.gives })?.account
    else { return .notRefundable }
    let wallet = survivor(of: credited)
    let own = ownLot(of: original, credited)
    let reachable = reachable(own, in: wallet, at: transaction.at)
    if reachable < amount, !isDebtAllowed { return .insufficientPoints }

    touch(wallet, in: &transaction)
    transaction.amount = amount
    var left = amount
    if let own, !has(.clawbackSkipsItsOwnLot) {
      left -= takeOwn(own, atMost: left, of: wallet, in: &transaction)
    }
    left = take(left, from: wallet, Choice(), in: &transaction)
    if left > 0 { post(-left, .debt, to: wallet, lot: nil, in: &transaction) }
    post(amount, to: giver, in: &transaction)
    return nil
  }

  /// Takes back a credit out of its own lot alone.
  mutating func takeOwnLot(
    _ amount: Points, of original: Transaction, in transaction: inout Transaction
  ) -> Refusal? {
    guard let credited = original.touches.first?.wallet,
      let giver = original.entries.first(where: { $0.account.kind.gives })?.account
    else { return .notRefundable }
    let wallet = survivor(of: credited)
    guard let own = ownLot(of: original, credited) else { return .insufficientPoints }
    let (pending, available) = ownParts(own, atMost: amount, at: transaction.at)
    let there = has(.boughtPointsAreRepaidByOthers) ? amount : pending + available
    if there < amount { return .insufficientPoints }
    touch(wallet, in: &transaction)
    transaction.amount = amount
    var left = amount - takeOwn(own, atMost: amount, of: wallet, in: &transaction)
    // None but for the planted bug.
    if left > 0 { left = take(left, from: wallet, Choice(), in: &transaction) }
    if left > 0 { post(-left, .debt, to: wallet, lot: nil, in: &transaction) }
    post(amount, to: giver, in: &transaction)
    return nil
  }

  /// The lot that a credit went into, and how much of it may still be taken as that credit's own.
  private struct OwnLot {
    var index: Int32
    var quota: Points
  }

  private func ownLot(of original: Transaction, _ credited: WalletID) -> OwnLot? {
    guard let credit = original.entries.first(where: { $0.lot != 0 && $0.amount > 0 }),
      let (_, index) = lotNow(credit.lot, of: credited)
    else { return nil }
    let isShared = has(.clawbackTakesOthersShare)
    let quota = isShared ? Points.maximumPerCommand : credit.amount - (returned[original.id]?.amount ?? 0)
    return quota > 0 ? OwnLot(index: index, quota: quota) : nil
  }

  /// What a clawback could take without debt.
  private func reachable(_ own: OwnLot?, in wallet: WalletID, at now: Instant) -> Points {
    let others = spendable(in: wallet, Choice(), at: now)
    guard let own else { return others }
    let (pending, available) = ownParts(own, atMost: own.quota, at: now)
    return isChosen(lots[Int(own.index)], Choice(), at: now) ? others + pending : others + pending + available
  }

  /// What waits is taken before what is available. What the clock has ended counts as gone, whether or not
  /// the daily run has booked it.
  private func ownParts(
    _ own: OwnLot, atMost amount: Points, at now: Instant
  ) -> (pending: Points, available: Points) {
    let lot = lots[Int(own.index)]
    guard now < lot.expiresAt else { return (0, 0) }
    let most = min(own.quota, amount)
    let pending = min(most, lot.pending)
    return (pending, min(most - pending, lot.available))
  }

  private mutating func takeOwn(
    _ own: OwnLot, atMost amount: Points, of wallet: WalletID, in transaction: inout Transaction
  ) -> Points {
    let (pending, available) = ownParts(own, atMost: amount, at: transaction.at)
    if pending > 0 { post(-pending, .pending, to: wallet, lot: own.index, in: &transaction) }
    if available > 0 { post(-available, .available, to: wallet, lot: own.index, in: &transaction) }
    return pending + available
  }
}
