extension Books {
  /// The channel does not know what became of a request (冲正). Afterwards it is certain that it has no effect.
  ///
  /// Not found: the reversal itself is the memory; LedgerStore refuses the original when it arrives late. Refused, or
  /// given back already: nothing is left to undo. Otherwise what is left of it is undone, on any business day.
  mutating func reverse(
    _ key: IdempotencyKey, _ original: Transaction?, in transaction: inout Transaction
  ) -> Refusal? {
    transaction.reversedKey = key
    guard let original else { return nil }
    transaction.original = original.id
    transaction.subject = original.subject
    guard original.refusal == nil else { return nil }
    if original.kind == .hold {
      return holds[original.id] == nil ? nil : release(original.id, original, in: &transaction)
    }
    let left = remaining(of: original)
    if left == 0 { return nil }
    if isUndoable(original) { return undo(left, of: original, in: &transaction) }
    switch original.kind {
    case .refund, .void:
      transaction.root = original.original
      return undoReturn(original, in: &transaction)
    default: return .notRefundable
    }
  }

  /// Undoes a refund or void: a returned spend is spent again, a clawed back credit is credited again.
  private mutating func undoReturn(_ original: Transaction, in transaction: inout Transaction) -> Refusal? {
    guard let touched = original.touches.first?.wallet,
      let other = original.entries.first(where: { $0.account.kind == .acceptor || $0.account.kind == .issuer })
    else { return .notRefundable }
    let wallet = survivor(of: touched)
    touch(wallet, in: &transaction)
    transaction.amount = original.amount
    let effect = original.effect(on: touched)
    let broken = original.entries.reduce(Points(0)) { $1.account.kind == .breakage ? $0 + $1.amount : $0 }
    if effect > 0 {
      let left = take(effect, from: wallet, Choice(), in: &transaction)
      if left > 0 { post(-left, .debt, to: wallet, lot: nil, in: &transaction) }
    } else if effect < 0 {
      creditAgain(-effect, original, wallet, touched, in: &transaction)
    }
    if broken != 0 { post(-broken, .breakage, asset: original.subject.asset, in: &transaction) }
    post(
      -other.amount, other.account.kind, of: MerchantID(other.account.owner), asset: original.subject.asset,
      in: &transaction)
    return nil
  }

  /// Puts clawed back points where they came from; where that lot is gone, into the wallet's longest-lived lot.
  private mutating func creditAgain(
    _ amount: Points, _ original: Transaction, _ wallet: WalletID, _ touched: WalletID,
    in transaction: inout Transaction
  ) {
    var left = amount
    for entry in original.entries where entry.lot != 0 && entry.amount < 0 && wallet == touched {
      guard let lot = lotIndex(entry.lot, of: wallet) else { continue }
      giveBack(-entry.amount, to: wallet, lot: lot, in: &transaction)
      left += entry.amount
    }
    guard left > 0 else { return }
    left = repayDebt(with: left, of: wallet, in: &transaction)
    guard left > 0 else { return }
    let expiresAt = lots(of: wallet).last?.expiresAt ?? .distantFuture
    let issuer = original.entries.first { $0.account.kind == .issuer }?.account.owner ?? 0
    let source = number(of: LotSource(issuer: MerchantID(issuer)))
    give(
      left, to: wallet, source: source, expiresAt: max(expiresAt, transaction.at), earnedAt: transaction.at,
      in: &transaction)
  }
}
