extension Books {
  /// Points that are sold on cards leave their issuer at once and stand on the batch's account until each
  /// card is redeemed; what nobody redeems any more goes back or breaks. A batch never gives more than was
  /// put on its cards.
  mutating func move(_ cards: CardPoints, in transaction: inout Transaction) -> Refusal? {
    transaction.amount = cards.amount
    transaction.original = cards.sale
    guard isInRange(cards.amount) else { return .amountOutOfRange }
    let batch = AccountKey(kind: .vouchersOutstanding, owner: cards.batch.rawValue, asset: cards.asset)
    let other: AccountKey
    switch cards.move {
    case .activate:
      if let refusal = mayIssue(
        cards.amount, limit: cards.issuingLimit, by: cards.issuer, in: cards.asset)
      {
        return refusal
      }
      if balance(of: batch) > Points.maximumBalance { return .amountOutOfRange }
      other = AccountKey(kind: .issuer, owner: cards.issuer.rawValue, asset: cards.asset)
    case .withdraw:
      if isFull(.issuer, of: cards.issuer, asset: cards.asset) { return .amountOutOfRange }
      other = AccountKey(kind: .issuer, owner: cards.issuer.rawValue, asset: cards.asset)
    case .lapse:
      if isFull(.breakage, asset: cards.asset) { return .amountOutOfRange }
      other = AccountKey(kind: .breakage, owner: 0, asset: cards.asset)
    }
    if cards.move != .activate {
      if balance(of: batch) < cards.amount { return .insufficientPoints }
      transaction.amount = -cards.amount
    }
    post(transaction.amount, to: batch, in: &transaction)
    post(-transaction.amount, to: other, in: &transaction)
    return nil
  }
}
