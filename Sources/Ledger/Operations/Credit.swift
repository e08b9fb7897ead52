extension Books {
  /// Earn, award, top-up: points come into the world on the issuer's account, or off a card.
  mutating func credit(_ credit: Credit, in transaction: inout Transaction) -> Refusal? {
    let isZeroEarn = credit.amount == 0 && credit.reason == .earn
    guard isZeroEarn || isInRange(credit.amount) else { return .amountOutOfRange }
    transaction.amount = credit.amount
    if let known = wallet(credit.wallet) {
      if self[known].mergedInto.isGiven { return .walletMerged }
      if self[known].balance.total > Points.maximumBalance { return .amountOutOfRange }
    }
    if let refusal = refusal(to: credit) { return refusal }

    let wallet = openWallet(credit.wallet)
    touch(wallet, in: &transaction)
    if isZeroEarn { return nil }
    let source = number(of: credit.source)
    post(-credit.amount, to: credit.giver, in: &transaction)
    // Points of a card were paid for, or promised, when it was sold: they do not wait.
    if credit.effectiveAt > transaction.at, !credit.cards.isGiven, !has(.waitingCreditsCountAtOnce) {
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

  /// Whether the account that gives has the points, or may put so many more into the world.
  private func refusal(to credit: Credit) -> Refusal? {
    if credit.cards.isGiven {
      let isThere = balance(of: credit.giver) >= credit.amount || has(.cardsGiveMoreThanWasSold)
      return isThere ? nil : .insufficientPoints
    }
    return mayIssue(
      credit.amount, limit: credit.issuingLimit, by: credit.source.issuer, in: credit.wallet.asset)
  }

  /// Whether the issuer may put so many more into the world.
  func mayIssue(_ amount: Points, limit: Points?, by issuer: MerchantID, in asset: AssetID) -> Refusal? {
    let account = AccountKey(kind: .issuer, owner: issuer.rawValue, asset: asset)
    let outstanding = has(.issuingLimitForgetsOutstanding) ? 0 : -balance(of: account)
    if let limit, amount + outstanding > limit { return .issuingLimitExceeded }
    return isFull(.issuer, of: issuer, asset: asset) ? .amountOutOfRange : nil
  }
}

extension Credit {
  /// The account that the points come from.
  var giver: AccountKey {
    cards.isGiven
      ? AccountKey(kind: .vouchersOutstanding, owner: cards.rawValue, asset: wallet.asset)
      : AccountKey(kind: .issuer, owner: source.issuer.rawValue, asset: wallet.asset)
  }
}
