/// Points that wait, used before their time for a price (预支).
package struct Advance: Hashable, Sendable {
  package var wallet: WalletKey
  /// How many stop waiting.
  package var amount: Points
  /// The part of them that the operator keeps.
  package var fee: Points
  /// Only what becomes effective until then.
  package var maturingBy: Instant
  /// Of all that ever came into a lot, how many hundredths of a per cent need not wait, rounded down.
  package var share: Int32

  package init(
    _ wallet: WalletKey, _ amount: Points, fee: Points = 0, maturingBy: Instant, share: Int32 = 10_000
  ) {
    self.wallet = wallet
    self.amount = amount
    self.fee = fee
    self.maturingBy = maturingBy
    self.share = share
  }
}

extension Books {
  /// Moves waiting points to available within their lots, what matures first before the rest, less the fee at
  /// the end. The lots keep source, effective day and end, so that what takes back a credit finds it as ever.
  mutating func advance(_ advance: Advance, in transaction: inout Transaction) -> Refusal? {
    transaction.amount = advance.amount
    guard isInRange(advance.amount), advance.fee >= 0, advance.fee < advance.amount else {
      return .amountOutOfRange
    }
    guard let wallet = wallet(advance.wallet) else { return .notPending }
    if self[wallet].mergedInto.isGiven { return .walletMerged }
    if isFull(.fees, asset: advance.wallet.asset) { return .amountOutOfRange }
    let lots = waitingLots(of: wallet, for: advance, at: transaction.at)
    let most = lots.reduce(Points(0)) { $0 + $1.points }
    if most < advance.amount { return .notPending }

    touch(wallet, in: &transaction)
    var (left, rest) = (advance.amount, advance.amount - advance.fee)
    for lot in lots where left > 0 {
      let part = min(left, lot.points)
      let back = min(rest, part)
      (left, rest) = (left - part, rest - back)
      post(-part, .pending, to: wallet, lot: lot.index, in: &transaction)
      if back > 0 { giveBack(back, to: wallet, lot: lot.index, in: &transaction) }
    }
    if advance.fee > 0 { post(advance.fee, .fees, asset: advance.wallet.asset, in: &transaction) }
    return nil
  }

  /// The lots of which something may stop waiting, and how much, what matures first before the rest.
  private func waitingLots(
    of wallet: WalletID, for advance: Advance, at now: Instant
  ) -> [(index: Int32, points: Points)] {
    var found: [(index: Int32, points: Points)] = []
    var index = self[wallet].firstLot
    while index >= 0 {
      let lot = lots[Int(index)]
      let points = lot.advanceable(advance.share, maturingBy: advance.maturingBy, at: now)
      if points > 0 {
        // Behind those that mature no later: what matures together goes in the order of use.
        let place = found.firstIndex { lots[Int($0.index)].effectiveAt > lot.effectiveAt } ?? found.endIndex
        found.insert((index, points), at: place)
      }
      index = lot.next
    }
    return found
  }
}

extension Lot {
  /// How many of its points may stop waiting: the share of all that ever came into it, less what waits no
  /// more, for whatever reason. So no sequence of advances goes past the share.
  ///
  /// What is due matures without a price, and what waits for a confirmation cannot be advanced.
  package func advanceable(_ share: Int32, maturingBy moment: Instant, at now: Instant) -> Points {
    guard pending > 0, effectiveAt > now, effectiveAt <= moment, effectiveAt < .distantFuture,
      now < expiresAt
    else { return 0 }
    let most = Points(Int64(Int128(original.units) * Int128(min(max(share, 0), 10_000)) / 10_000))
    return max(0, most - (original - pending))
  }
}
