extension Books {
  /// Gives back a spend, or claws back a credit; all or part, several times, never more than the original.
  mutating func refund(
    _ refund: Refund, _ original: Transaction?, in transaction: inout Transaction
  ) -> Refusal? {
    transaction.original = refund.original
    transaction.amount = refund.amount ?? 0
    guard let original, original.refusal == nil else { return .transactionNotFound }
    guard isRefundable(original) else { return .notRefundable }
    let left = remaining(of: original)
    let amount = refund.amount ?? left
    if left == 0, original.amount > 0 { return .alreadyRefunded }
    if amount == 0, original.amount == 0 || refund.mayBeNothing {
      return giveBackNothing(original, &transaction)
    }
    guard isInRange(amount) else { return .amountOutOfRange }
    if amount > left { return .refundExceedsOriginal }
    return giveBack(amount, of: original, refund, in: &transaction)
  }

  /// What is left to give back of an original.
  func remaining(of original: Transaction) -> Points {
    if has(.refundForgetsEarlierRefunds) { return original.amount }
    return original.amount - (returned[original.id]?.amount ?? 0)
  }

  private func isRefundable(_ original: Transaction) -> Bool {
    switch original.kind {
    case .spend, .capture: true
    // A card is redeemed once and for all; only a channel that does not know how it ended undoes that.
    case .earn, .award, .topUp: !original.isOfCard
    case .hold, .release, .refund, .void, .reversal, .transfer, .exchange, .mature, .confirm, .cancel,
      .expire,
      .adjust, .merge, .cardPoints, .reinstate, .advance, .separate:
      false
    }
  }

  /// A return of too little to have earned anything is a fact without entries, which later ones count.
  private mutating func giveBackNothing(_ original: Transaction, _ transaction: inout Transaction) -> Refusal?
  {
    if let touched = original.touches.first { touch(survivor(of: touched.wallet), in: &transaction) }
    return nil
  }

  /// Undoes `amount` of a spend, capture or credit; the amount was checked against what is left.
  mutating func giveBack(
    _ amount: Points, of original: Transaction, _ policy: Refund, in transaction: inout Transaction
  ) -> Refusal? {
    switch original.kind {
    case .spend, .capture: giveBackSpend(amount, of: original, policy.expiredLots, in: &transaction)
    case _ where policy.isOwnLotOnly: takeOwnLot(amount, of: original, in: &transaction)
    default: clawBack(amount, of: original, isDebtAllowed: policy.isDebtAllowed, in: &transaction)
    }
  }

  /// Returns the very lots, in the reverse order of their use, each with its own expiry.
  private mutating func giveBackSpend(
    _ amount: Points, of original: Transaction, _ expiredLots: Refund.ExpiredLots,
    in transaction: inout Transaction
  ) -> Refusal? {
    guard let spent = original.touches.first?.wallet, let acceptor = acceptor(of: original) else {
      return .notRefundable
    }
    let wallet = survivor(of: spent)
    touch(wallet, in: &transaction)
    transaction.amount = amount
    post(-amount, .acceptor, of: acceptor, asset: original.subject.asset, in: &transaction)
    var skipped = original.amount - remaining(of: original)
    var left = amount
    let used = usedLots(of: original)
    for part in has(.refundIgnoresReverseOrder) ? used : used.reversed() where left > 0 {
      let before = min(skipped, -part.amount)
      skipped -= before
      let back = min(left, -part.amount - before)
      guard back > 0 else { continue }
      left -= back
      giveBack(back, toLotOf: part, spent, wallet, expiredLots, in: &transaction)
    }
    return nil
  }

  mutating func giveBack(
    _ amount: Points, toLotOf part: Entry, _ spent: WalletID, _ wallet: WalletID,
    _ expiredLots: Refund.ExpiredLots, in transaction: inout Transaction
  ) {
    if let index = lotIndex(part.lot, of: spent),
      transaction.at < lots[Int(index)].expiresAt || has(.forfeitedPointsComeBack)
    {
      if wallet == spent, !has(.refundRenewsExpiry) {
        return giveBack(amount, to: wallet, lot: index, in: &transaction)
      }
      let lot = lots[Int(index)]
      give(
        amount, to: wallet, source: lot.source,
        expiresAt: has(.refundRenewsExpiry) ? .distantFuture : lot.expiresAt, effectiveAt: lot.effectiveAt,
        earnedAt: lot.earnedAt, in: &transaction)
      return
    }
    switch expiredLots {
    case .forfeit:
      post(amount, .breakage, asset: part.account.asset, in: &transaction)
    case .extend(let until):
      give(
        amount, to: wallet, source: part.source, expiresAt: until, earnedAt: transaction.at, in: &transaction)
    }
  }

  /// The lots that paid a spend or capture, in order of use, as negative entries.
  func usedLots(of original: Transaction) -> [Entry] {
    let end = original.entries.firstIndex { $0.account.kind == .acceptor } ?? original.entries.endIndex
    return original.entries[..<end].filter { $0.lot != 0 }
  }

  private func acceptor(of original: Transaction) -> MerchantID? {
    original.entries.first { $0.account.kind == .acceptor }.map { MerchantID($0.account.owner) }
  }
}
