extension Books {
  /// Earn, award, top-up: points come into the world on the issuer's account.
  mutating func credit(_ credit: Credit, in transaction: inout Transaction) -> Refusal? {
    let isZeroEarn = credit.amount == 0 && credit.reason == .earn
    guard isZeroEarn || isInRange(credit.amount) else { return .amountOutOfRange }
    transaction.amount = credit.amount
    let issuer = AccountKey(
      kind: .issuer, owner: credit.source.issuer.rawValue, asset: credit.wallet.asset)
    if let known = wallet(credit.wallet) {
      if self[known].mergedInto.isGiven { return .walletMerged }
      if self[known].balance.total > Points.maximumBalance { return .amountOutOfRange }
    }
    let outstanding = has(.issuingLimitForgetsOutstanding) ? 0 : -balance(of: issuer)
    if let limit = credit.issuingLimit, credit.amount + outstanding > limit {
      return .issuingLimitExceeded
    }
    if isFull(.issuer, of: credit.source.issuer, asset: credit.wallet.asset) { return .amountOutOfRange }

    let wallet = openWallet(credit.wallet)
    touch(wallet, in: &transaction)
    if isZeroEarn { return nil }
    let source = number(of: credit.source)
    post(
      -credit.amount, .issuer, of: credit.source.issuer, asset: credit.wallet.asset, in: &transaction)
    if credit.effectiveAt > transaction.at, !has(.waitingCreditsCountAtOnce) {
      let lot = lotToCredit(
        of: wallet, source: source, effectiveAt: credit.effectiveAt, expiresAt: credit.expiresAt,
        earnedAt: transaction.at, in: &transaction)
      post(credit.amount, .pending, to: wallet, lot: lot, in: &transaction)
    } else {
      give(
        credit.amount, to: wallet, source: source, expiresAt: credit.expiresAt, earnedAt: transaction.at,
        in: &transaction)
    }
    return nil
  }
}
