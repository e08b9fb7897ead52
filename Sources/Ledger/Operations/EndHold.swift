extension Books {
  /// Takes held points for the merchant of the hold; what is left of the hold goes back to the member at
  /// once.
  mutating func capture(
    _ id: TransactionID, _ amount: Points?, _ original: Transaction?, in transaction: inout Transaction
  ) -> Refusal? {
    transaction.original = id
    transaction.amount = amount ?? 0
    guard let hold = holds[id] else { return whyThereIsNoHold(original) }
    let captured = amount ?? hold.amount
    guard isInRange(captured) else { return .amountOutOfRange }
    if transaction.at >= hold.expiresAt, !has(.expiredHoldIsCaptured) { return .holdExpired }
    if captured > hold.amount { return .captureExceedsHold }
    let asset = self[hold.wallet].asset
    if isFull(.acceptor, of: hold.merchant, asset: asset) { return .amountOutOfRange }

    touch(hold.wallet, in: &transaction)
    transaction.amount = captured
    transaction.context.merchant = hold.merchant
    var left = captured
    var released: [Hold.Part] = []
    for part in hold.parts {
      let taken = min(left, part.amount)
      if taken > 0 {
        post(-taken, .held, to: hold.wallet, lot: lotIndex(part.lot, of: hold.wallet), in: &transaction)
      }
      if taken < part.amount { released.append(Hold.Part(lot: part.lot, amount: part.amount - taken)) }
      left -= taken
    }
    // The acceptor's entry parts what was used (before) from what goes back (after), see `usedLots`.
    post(captured, .acceptor, of: hold.merchant, asset: asset, in: &transaction)
    if !has(.captureKeepsTheHold) { giveBack(released, to: hold.wallet, in: &transaction) }
    return nil
  }

  /// Gives all held points back. Also what a time-out of the hold does.
  mutating func release(
    _ id: TransactionID, _ original: Transaction?, in transaction: inout Transaction
  ) -> Refusal? {
    transaction.original = id
    guard let hold = holds[id] else { return whyThereIsNoHold(original) }
    touch(hold.wallet, in: &transaction)
    transaction.amount = hold.amount
    giveBack(hold.parts, to: hold.wallet, in: &transaction)
    return nil
  }

  private func whyThereIsNoHold(_ original: Transaction?) -> Refusal {
    guard let original, original.kind == .hold, original.refusal == nil else { return .transactionNotFound }
    return .holdEnded
  }

  private mutating func giveBack(
    _ parts: [Hold.Part], to wallet: WalletID, in transaction: inout Transaction
  ) {
    for part in parts {
      guard let lot = lotIndex(part.lot, of: wallet) else {
        preconditionFailure("A held lot is never forgotten.")
      }
      post(-part.amount, .held, to: wallet, lot: lot, in: &transaction)
      giveBack(part.amount, to: wallet, lot: lot, in: &transaction)
    }
  }
}
