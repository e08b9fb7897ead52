extension Books {
  /// The channel does not know what became of a request (冲正). Afterwards it is certain that it has no effect.
  ///
  /// Not found: the reversal itself is the memory; LedgerStore refuses the original when it arrives late.
  /// Refused, or given back already: nothing is left to undo. Otherwise what is left of it is undone, on any
  /// business day.
  /// - Parameter hold: the hold that the original ended, where it did.
  mutating func reverse(
    _ key: IdempotencyKey, _ original: Transaction?, endOf hold: Transaction?,
    in transaction: inout Transaction
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
    // A completion of which something was refunded is over; the rest of it goes back to the member.
    if let hold, left == original.amount, hold.kind == .hold, !has(.reversedCompletionFreesTheHold) {
      return reopen(hold, endedBy: original, in: &transaction)
    }
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
      let other = original.entries.first(where: { $0.account.kind == .acceptor || $0.account.kind == .issuer }
      )
    else { return .notRefundable }
    let wallet = survivor(of: touched)
    touch(wallet, in: &transaction)
    transaction.amount = original.amount
    let effect = original.effect(on: touched)
    let broken = original.entries.reduce(Points(0)) { $1.account.kind == .breakage ? $0 + $1.amount : $0 }
    if effect > 0 {
      let choice = Choice(merchant: MerchantID(other.account.owner))
      let left = take(effect, from: wallet, choice, in: &transaction)
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

  /// Puts clawed back points where they came from, still waiting if they were; what ran out since stays run
  /// out. What had become debt repays debt, or goes into a lot of that issuer as long-lived as any that the
  /// wallet has.
  private mutating func creditAgain(
    _ amount: Points, _ original: Transaction, _ wallet: WalletID, _ touched: WalletID,
    in transaction: inout Transaction
  ) {
    var left = amount
    for entry in original.entries where entry.lot != 0 && entry.amount < 0 {
      left += entry.amount
      if entry.account.kind == .pending {
        waitAgain(-entry.amount, entry, wallet, touched, in: &transaction)
      } else {
        giveBack(-entry.amount, toLotOf: entry, touched, wallet, .forfeit, in: &transaction)
      }
    }
    guard left > 0 else { return }
    let issuer = original.entries.first { $0.account.kind == .issuer }?.account.owner ?? 0
    let source = number(of: LotSource(issuer: MerchantID(issuer)))
    let longest = lots(of: wallet).last?.expiresAt ?? .distantFuture
    give(
      left, to: wallet, source: source, expiresAt: longest > transaction.at ? longest : .distantFuture,
      earnedAt: transaction.at, in: &transaction)
  }

  private mutating func waitAgain(
    _ amount: Points, _ entry: Entry, _ wallet: WalletID, _ touched: WalletID,
    in transaction: inout Transaction
  ) {
    guard let index = lotIndex(entry.lot, of: touched), transaction.at < lots[Int(index)].expiresAt else {
      return post(amount, .breakage, asset: entry.account.asset, in: &transaction)
    }
    let lot = lots[Int(index)]
    let heir = lotToCredit(
      of: wallet, source: lot.source, effectiveAt: lot.effectiveAt, expiresAt: lot.expiresAt,
      earnedAt: lot.earnedAt, in: &transaction)
    post(amount, .pending, to: wallet, lot: heir, in: &transaction)
  }
}
