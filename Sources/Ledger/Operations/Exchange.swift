extension Books {
  /// One asset for another through the operator's exchange accounts; each asset's entries sum to zero.
  mutating func exchange(_ exchange: Exchange, in transaction: inout Transaction) -> Refusal? {
    transaction.amount = exchange.gives
    guard isInRange(exchange.gives), isInRange(exchange.receives), exchange.spread >= 0,
      exchange.spread <= Points.maximumPerCommand
    else { return .amountOutOfRange }
    if exchange.from.asset == exchange.into { return .assetMismatch }
    guard let giver = wallet(exchange.from) else { return .insufficientPoints }
    let target = WalletKey(member: exchange.from.member, asset: exchange.into)
    if self[giver].mergedInto.isGiven { return .walletMerged }
    if let known = wallet(target), self[known].mergedInto.isGiven { return .walletMerged }
    if isFull(.exchange, asset: exchange.from.asset) || isFull(.exchange, asset: exchange.into) {
      return .amountOutOfRange
    }
    let choice = Choice(isPurchasedAllowed: exchange.isPurchasedAllowed)
    if spendable(in: giver, choice, at: transaction.at, enough: exchange.gives) < exchange.gives {
      return .insufficientPoints
    }

    let receiver = openWallet(target)
    touch(giver, in: &transaction)
    touch(receiver, in: &transaction)
    _ = take(exchange.gives, from: giver, choice, in: &transaction)
    post(exchange.gives, .exchange, asset: exchange.from.asset, in: &transaction)
    let spread = has(.exchangeKeepsTheSpread) ? 0 : exchange.spread
    post(-(exchange.receives + spread), .exchange, asset: exchange.into, in: &transaction)
    if spread > 0 { post(spread, .fees, asset: exchange.into, in: &transaction) }
    let source = number(of: LotSource(issuer: .none, origin: .converted))
    give(
      exchange.receives, to: receiver, source: source, expiresAt: exchange.expiresAt,
      earnedAt: transaction.at,
      in: &transaction)
    return nil
  }
}
