extension Books {
  /// Undoes a whole transaction of the same business day, before it is settled (撤销).
  mutating func void(_ original: Transaction?, in transaction: inout Transaction) -> Refusal? {
    guard let original, original.refusal == nil else { return .transactionNotFound }
    transaction.original = original.id
    transaction.amount = original.amount
    if original.day != transaction.day, !has(.voidOnAnotherDay) { return .notVoidable }
    if original.kind == .hold { return release(original.id, original, in: &transaction) }
    guard isUndoable(original), !original.isOfCard else { return .notVoidable }
    if let back = returned[original.id]?.amount, back > 0 {
      return back == original.amount ? .alreadyRefunded : .notVoidable
    }
    return undo(original.amount, of: original, in: &transaction)
  }

  func isUndoable(_ original: Transaction) -> Bool {
    switch original.kind {
    case .earn, .award, .topUp, .spend, .capture: true
    case .hold, .release, .refund, .void, .reversal, .transfer, .exchange, .mature, .confirm, .cancel,
      .expire,
      .adjust, .merge, .cardPoints, .reinstate, .advance, .separate:
      false
    }
  }

  /// Undoing is not a matter of policy: debt is allowed, and what ran out since stays run out.
  mutating func undo(
    _ amount: Points, of original: Transaction, in transaction: inout Transaction
  ) -> Refusal? {
    if amount == 0 {
      if let touched = original.touches.first { touch(survivor(of: touched.wallet), in: &transaction) }
      transaction.amount = 0
      return nil
    }
    return giveBack(amount, of: original, Refund(of: original.id), in: &transaction)
  }
}
