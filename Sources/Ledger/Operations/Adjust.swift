extension Books {
  /// A correction that two people agreed on; the other side is the operator's adjustment account.
  mutating func adjust(_ adjust: Adjust, in transaction: inout Transaction) -> Refusal? {
    transaction.amount = adjust.amount
    // Compared before it is negated: the smallest Int64 has no opposite.
    guard adjust.amount >= -Points.maximumPerCommand else { return .amountOutOfRange }
    let magnitude = adjust.amount < 0 ? -adjust.amount : adjust.amount
    guard isInRange(magnitude) else { return .amountOutOfRange }
    if let known = wallet(adjust.wallet), self[known].mergedInto.isGiven { return .walletMerged }
    if isFull(.adjustment, asset: adjust.wallet.asset) { return .amountOutOfRange }
    if adjust.amount < 0 {
      let there = wallet(adjust.wallet).map { spendable(in: $0, Choice(), at: transaction.at) } ?? 0
      if there < magnitude, !adjust.isDebtAllowed { return .insufficientPoints }
    }

    let wallet = openWallet(adjust.wallet)
    touch(wallet, in: &transaction)
    post(-adjust.amount, .adjustment, asset: adjust.wallet.asset, in: &transaction)
    if adjust.amount > 0 {
      give(
        adjust.amount, to: wallet, source: number(of: adjust.source), expiresAt: adjust.expiresAt,
        earnedAt: transaction.at, in: &transaction)
    } else {
      let left = take(magnitude, from: wallet, Choice(), in: &transaction)
      if left > 0 { post(-left, .debt, to: wallet, lot: nil, in: &transaction) }
    }
    return nil
  }
}
