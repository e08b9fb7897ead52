extension Books.Choice {
  init(_ spend: Spend) {
    self.init(merchant: spend.acceptor, isPurchasedAllowed: spend.isPurchasedAllowed)
  }
}

extension Books {
  /// Points used like money: lots pay in order of use, the merchant's acceptor account receives.
  mutating func spend(_ spend: Spend, in transaction: inout Transaction) -> Refusal? {
    let amount: Points
    switch payable(spend, in: &transaction) {
    case .success(let payable): amount = payable
    case .failure(let refusal): return refusal
    }
    guard let wallet = wallet(spend.wallet) else { return .insufficientPoints }
    if has(.partialSpendTakesTooMuch), spend.isPartialAllowed, amount < spend.amount {
      return plantedOverdraft(spend, wallet, amount, in: &transaction)
    }
    touch(wallet, in: &transaction)
    transaction.amount = amount
    _ = take(amount, from: wallet, Choice(spend), in: &transaction)
    post(amount, .acceptor, of: spend.acceptor, asset: spend.wallet.asset, in: &transaction)
    return nil
  }

  /// Sets points aside: they stay the member's, out of reach of everything else until the hold ends.
  mutating func hold(_ spend: Spend, until: Instant, in transaction: inout Transaction) -> Refusal? {
    let amount: Points
    switch payable(spend, in: &transaction) {
    case .success(let payable): amount = payable
    case .failure(let refusal): return refusal
    }
    if until <= transaction.at { return .holdExpired }
    guard let wallet = wallet(spend.wallet) else { return .insufficientPoints }
    touch(wallet, in: &transaction)
    transaction.amount = amount
    transaction.context.merchant = spend.acceptor
    transaction.holdUntil = until
    _ = take(amount, from: wallet, Choice(spend), in: &transaction) {
      books, lot, part, into in
      books.post(part, .held, to: wallet, lot: lot, in: &into)
    }
    return nil
  }

  /// What the spend may take: the whole amount, or what there is where a part is allowed and pays anything.
  private func payable(_ spend: Spend, in transaction: inout Transaction) -> Result<Points, Refusal> {
    transaction.amount = spend.amount
    guard isInRange(spend.amount) else { return .failure(.amountOutOfRange) }
    guard let wallet = wallet(spend.wallet) else { return .failure(.insufficientPoints) }
    if self[wallet].mergedInto.isGiven { return .failure(.walletMerged) }
    if isFull(.acceptor, of: spend.acceptor, asset: spend.wallet.asset) { return .failure(.amountOutOfRange) }
    let isToday = self[wallet].countedDay == transaction.day || has(.dailyLimitOutlivesTheDay)
    let usedToday = isToday ? self[wallet].spentOnDay : 0
    if isOver(spend.limit, spend.amount, usedToday) { return .failure(.limitExceeded) }
    let there = spendable(
      in: wallet, Choice(spend), at: transaction.at, enough: spend.amount)
    if there >= spend.amount { return .success(spend.amount) }
    if spend.isPartialAllowed, there > 0, there >= spend.least { return .success(there) }
    return .failure(.insufficientPoints)
  }

  func isOver(_ limit: Limit, _ amount: Points, _ usedToday: Points) -> Bool {
    if let most = limit.perTransaction, amount > most { return true }
    if let most = limit.perDay, usedToday + amount > most { return true }
    return false
  }

  /// The planted bug's body: the shortfall of a partial spend becomes debt.
  private mutating func plantedOverdraft(
    _ spend: Spend, _ wallet: WalletID, _ there: Points, in transaction: inout Transaction
  ) -> Refusal? {
    touch(wallet, in: &transaction)
    transaction.amount = spend.amount
    _ = take(there, from: wallet, Choice(spend), in: &transaction)
    post(there - spend.amount, .debt, to: wallet, lot: nil, in: &transaction)
    post(spend.amount, .acceptor, of: spend.acceptor, asset: spend.wallet.asset, in: &transaction)
    return nil
  }
}
