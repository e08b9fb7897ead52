/// Points that ran out and come back for a price (过期积分恢复).
package struct Reinstate: Hashable, Sendable {
  /// What booked that they had run out.
  package var original: TransactionID
  /// How many leave breakage; never more than the original put there of what could have been spent.
  package var amount: Points
  /// The part of them that the operator keeps.
  package var fee: Points
  /// The new end of those that come back.
  package var expiresAt: Instant

  package init(of original: TransactionID, _ amount: Points, fee: Points = 0, until expiresAt: Instant) {
    self.original = original
    self.amount = amount
    self.fee = fee
    self.expiresAt = expiresAt
  }
}

extension Books {
  /// Gives back what ran out, in the order in which it was booked, with its source and a new end; never more
  /// than ran out. What had not matured by its end stays gone.
  mutating func reinstate(
    _ reinstate: Reinstate, _ original: Transaction?, in transaction: inout Transaction
  ) -> Refusal? {
    transaction.original = reinstate.original
    transaction.amount = reinstate.amount
    guard let original, original.refusal == nil else { return .transactionNotFound }
    guard original.kind == .expire, let touched = original.touches.first?.wallet else {
      return .notRefundable
    }
    let wallet = survivor(of: touched)
    let earlier = has(.reinstatesTwice) ? 0 : returned[original.id]?.amount ?? 0
    let left = original.reinstatable - earlier
    if left <= 0 { return .alreadyRefunded }
    guard isInRange(reinstate.amount), reinstate.fee >= 0, reinstate.fee < reinstate.amount else {
      return .amountOutOfRange
    }
    if reinstate.amount > left { return .refundExceedsOriginal }
    if isFull(.fees, asset: original.subject.asset) || self[wallet].balance.total > Points.maximumBalance {
      return .amountOutOfRange
    }

    touch(wallet, in: &transaction)
    post(-reinstate.amount, .breakage, asset: original.subject.asset, in: &transaction)
    var (skipped, rest) = (earlier, reinstate.amount - reinstate.fee)
    for part in original.entries where part.account.kind == .available && rest > 0 {
      let before = min(skipped, -part.amount)
      skipped -= before
      let back = min(rest, -part.amount - before)
      guard back > 0 else { continue }
      rest -= back
      give(
        back, to: wallet, source: part.source, expiresAt: reinstate.expiresAt, earnedAt: transaction.at,
        in: &transaction)
    }
    if reinstate.fee > 0 {
      post(reinstate.fee, .fees, asset: original.subject.asset, in: &transaction)
    }
    return nil
  }
}

extension Transaction {
  /// Of what it booked as run out, what could have been spent until then.
  package var reinstatable: Points {
    guard kind == .expire, refusal == nil else { return 0 }
    return entries.reduce(0) { $1.account.kind == .available ? $0 - $1.amount : $0 }
  }
}
