extension Books {
  /// Moves all lots and the debt of one wallet into another; the emptied one points to its survivor from then
  /// on.
  mutating func merge(
    _ from: WalletKey, into: WalletKey, in transaction: inout Transaction
  ) -> Refusal? {
    if from == into { return .sameWallet }
    if from.asset != into.asset { return .assetMismatch }
    guard let giver = wallet(from) else { return .transactionNotFound }
    if self[giver].mergedInto.isGiven { return .walletMerged }
    if let known = wallet(into), self[known].mergedInto.isGiven { return .walletMerged }
    if self[giver].balance.held > 0 { return .holdsOpen }

    let survivor = openWallet(into)
    touch(giver, in: &transaction)
    touch(survivor, in: &transaction)
    var index = self[giver].firstLot
    while index >= 0 {
      let lot = lots[Int(index)]
      transaction.amount += lot.available + lot.pending
      move(lot.pending, .pending, of: index, from: giver, to: survivor, in: &transaction)
      move(lot.available, .available, of: index, from: giver, to: survivor, in: &transaction)
      index = lots[Int(index)].next
    }
    moveDebt(from: giver, to: survivor, in: &transaction)
    return nil
  }

  mutating func move(
    _ amount: Points, _ bucket: AccountKind, of index: Int32, from giver: WalletID, to survivor: WalletID,
    in transaction: inout Transaction
  ) {
    guard amount > 0 else { return }
    let lot = lots[Int(index)]
    post(-amount, bucket, to: giver, lot: index, in: &transaction)
    // Run-out points move as they are, for the daily run to book; they repay nothing.
    let isLive = bucket == .available && transaction.at < lot.expiresAt
    let left = isLive ? repayDebt(with: amount, of: survivor, in: &transaction) : amount
    guard left > 0 else { return }
    let target = lotToCredit(
      of: survivor, source: lot.source, effectiveAt: lot.effectiveAt, expiresAt: lot.expiresAt,
      earnedAt: lot.earnedAt, in: &transaction)
    post(left, bucket, to: survivor, lot: target, in: &transaction)
  }

  private mutating func moveDebt(
    from giver: WalletID, to survivor: WalletID, in transaction: inout Transaction
  ) {
    let debt = -self[giver].balance.debt
    guard debt > 0, !has(.mergeForgetsTheDebt) else { return }
    post(debt, .debt, to: giver, lot: nil, in: &transaction)
    let left = take(debt, from: survivor, Choice(), in: &transaction)
    if left > 0 { post(-left, .debt, to: survivor, lot: nil, in: &transaction) }
  }
}
