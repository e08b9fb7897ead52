// What the operations share: choosing lots, taking from them, and giving to them.
extension Books {
  /// Which lots a command may draw on.
  struct Choice {
    /// Restricted points count only at their merchant; none stands for "unrestricted points only".
    var merchant: MerchantID = .none
    var isPurchasedAllowed = true
  }

  func isChosen(_ lot: Lot, _ choice: Choice, at now: Instant) -> Bool {
    guard lot.available > 0, now < lot.expiresAt || has(.expiredPointsArePaid) else { return false }
    let source = source(lot.source)
    let isHere = !source.onlyAt.isGiven || source.onlyAt == choice.merchant
    guard isHere || has(.restrictedPointsPayAnywhere) else { return false }
    return choice.isPurchasedAllowed || source.origin != .purchased || has(.purchasedPointsTravel)
  }

  /// What the wallet could pay now; stops counting once `enough` is reached.
  func spendable(
    in wallet: WalletID, _ choice: Choice, at now: Instant, enough: Points = Points.maximumBalance
  ) -> Points {
    var sum: Points = 0
    var index = self[wallet].firstLot
    while index >= 0, sum < enough {
      if isChosen(lots[Int(index)], choice, at: now) { sum += lots[Int(index)].available }
      index = lots[Int(index)].next
    }
    return sum
  }

  /// Takes available points in order of use, telling each lot and part; gives what it could not take.
  mutating func take(
    _ amount: Points, from wallet: WalletID, _ choice: Choice, in transaction: inout Transaction,
    _ then: (inout Books, Int32, Points, inout Transaction) -> Void = { _, _, _, _ in }
  ) -> Points {
    if has(.spendTakesNewestFirst) {
      return takeNewestFirst(amount, from: wallet, choice, in: &transaction, then)
    }
    var left = amount
    var index = self[wallet].firstLot
    while index >= 0, left > 0 {
      let next = lots[Int(index)].next
      if isChosen(lots[Int(index)], choice, at: transaction.at) {
        let part = min(left, lots[Int(index)].available)
        post(-part, .available, to: wallet, lot: index, in: &transaction)
        then(&self, index, part, &transaction)
        left -= part
      }
      index = next
    }
    return left
  }

  /// The planted bug's body: the order of use backwards.
  private mutating func takeNewestFirst(
    _ amount: Points, from wallet: WalletID, _ choice: Choice, in transaction: inout Transaction,
    _ then: (inout Books, Int32, Points, inout Transaction) -> Void
  ) -> Points {
    var left = amount
    for lot in lots(of: wallet).reversed() where left > 0 && isChosen(lot, choice, at: transaction.at) {
      let part = min(left, lot.available)
      guard let index = lotIndex(lot.number, of: wallet) else { continue }
      post(-part, .available, to: wallet, lot: index, in: &transaction)
      then(&self, index, part, &transaction)
      left -= part
    }
    return left
  }

  /// Credits available points: debt is repaid first, the rest goes to the lot with these properties.
  mutating func give(
    _ amount: Points, to wallet: WalletID, source: Int32, expiresAt: Instant,
    effectiveAt: Instant = .distantPast, earnedAt: Instant, in transaction: inout Transaction
  ) {
    let left = repayDebt(with: amount, of: wallet, in: &transaction)
    guard left > 0 else { return }
    let lot = lotToCredit(
      of: wallet, source: source, effectiveAt: effectiveAt, expiresAt: expiresAt, earnedAt: earnedAt,
      in: &transaction)
    post(left, .available, to: wallet, lot: lot, in: &transaction)
  }

  /// Gives points back to a lot that the wallet has; debt is repaid first unless the lot has run out.
  mutating func giveBack(
    _ amount: Points, to wallet: WalletID, lot index: Int32, in transaction: inout Transaction
  ) {
    let isLive = transaction.at < lots[Int(index)].expiresAt
    let left = isLive ? repayDebt(with: amount, of: wallet, in: &transaction) : amount
    if left > 0 { post(left, .available, to: wallet, lot: index, in: &transaction) }
  }

  /// Every credit that becomes available repays debt first (ledger.md, invariant 2). Gives what is left.
  mutating func repayDebt(
    with amount: Points, of wallet: WalletID, in transaction: inout Transaction
  ) -> Points {
    let repaid = min(amount, -self[wallet].balance.debt)
    if repaid > 0, !has(.creditsIgnoreDebt) {
      post(repaid, .debt, to: wallet, lot: nil, in: &transaction)
      return amount - repaid
    }
    return amount
  }

  /// Where a wallet's lot lies now: itself, or after a merge the survivor's lot with the same properties.
  func lotNow(_ number: Int32, of wallet: WalletID) -> (wallet: WalletID, index: Int32)? {
    guard let index = lotIndex(number, of: wallet) else { return nil }
    let survivor = survivor(of: wallet)
    if survivor == wallet { return (wallet, index) }
    let lot = lots[Int(index)]
    return equalLot(
      of: survivor, source: lot.source, effectiveAt: lot.effectiveAt, expiresAt: lot.expiresAt
    ).map { (survivor, $0) }
  }

  func equalLot(
    of wallet: WalletID, source: Int32, effectiveAt: Instant, expiresAt: Instant
  ) -> Int32? {
    var index = self[wallet].firstLot
    while index >= 0, lots[Int(index)].expiresAt <= expiresAt {
      let lot = lots[Int(index)]
      if lot.source == source, lot.expiresAt == expiresAt, lot.effectiveAt == effectiveAt { return index }
      index = lot.next
    }
    return nil
  }

  /// The wallet's lot with exactly these properties, opened when there is none.
  mutating func lotToCredit(
    of wallet: WalletID, source: Int32, effectiveAt: Instant, expiresAt: Instant, earnedAt: Instant,
    in transaction: inout Transaction
  ) -> Int32 {
    let known = equalLot(of: wallet, source: source, effectiveAt: effectiveAt, expiresAt: expiresAt)
    if let known, !has(.equalCreditsDoNotMeet) {
      return known
    }
    let opening = LotOpening(
      wallet: wallet, number: self[wallet].lotsOpened + 1, source: source, effectiveAt: effectiveAt,
      expiresAt: expiresAt, earnedAt: earnedAt)
    transaction.openings.append(opening)
    return open(opening, at: transaction.at)
  }

  @discardableResult
  mutating func open(_ opening: LotOpening, at now: Instant) -> Int32 {
    forgetSpentLots(of: opening.wallet, at: now)
    self[opening.wallet].lotsOpened = opening.number
    return insert(
      Lot(
        number: opening.number, source: opening.source, effectiveAt: opening.effectiveAt,
        expiresAt: opening.expiresAt, earnedAt: opening.earnedAt),
      into: opening.wallet)
  }
}
