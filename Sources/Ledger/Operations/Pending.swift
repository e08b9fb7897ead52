extension Books {
  /// Moves every credit whose effective moment has come from pending to available.
  mutating func mature(_ key: WalletKey, in transaction: inout Transaction) -> Refusal? {
    guard let wallet = wallet(key) else { return .nothingDue }
    let due = pendingLots(of: wallet, dueBy: has(.maturesBeforeItsTime) ? .distantFuture : transaction.at)
      .filter { transaction.at < lots[Int($0)].expiresAt }
    if due.isEmpty { return .nothingDue }
    touch(wallet, in: &transaction)
    for index in due {
      let amount = lots[Int(index)].pending
      transaction.amount += amount
      post(-amount, .pending, to: wallet, lot: index, in: &transaction)
      giveBack(amount, to: wallet, lot: index, in: &transaction)
    }
    return nil
  }

  private func pendingLots(of wallet: WalletID, dueBy moment: Instant) -> [Int32] {
    var due: [Int32] = []
    var index = self[wallet].firstLot
    while index >= 0 {
      let lot = lots[Int(index)]
      if lot.pending > 0, lot.effectiveAt <= moment { due.append(index) }
      index = lot.next
    }
    return due
  }

  /// Makes a credit that waits available now, because somebody confirmed it.
  mutating func confirm(
    _ amount: Points?, _ original: Transaction?, in transaction: inout Transaction
  ) -> Refusal? {
    switch waiting(amount, original, in: &transaction) {
    case .failure(let refusal): return refusal
    case .success(let waiting):
      post(-transaction.amount, .pending, to: waiting.wallet, lot: waiting.lot, in: &transaction)
      giveBack(transaction.amount, to: waiting.wallet, lot: waiting.lot, in: &transaction)
      return nil
    }
  }

  /// Takes back a credit that still waits.
  mutating func cancel(
    _ amount: Points?, _ original: Transaction?, in transaction: inout Transaction
  ) -> Refusal? {
    switch waiting(amount, original, in: &transaction) {
    case .failure(let refusal): return refusal
    case .success(let waiting):
      post(-transaction.amount, .pending, to: waiting.wallet, lot: waiting.lot, in: &transaction)
      post(
        transaction.amount, .issuer, of: source(lots[Int(waiting.lot)].source).issuer,
        asset: transaction.subject.asset, in: &transaction)
      return nil
    }
  }

  private struct Waiting {
    var wallet: WalletID
    var lot: Int32
  }

  /// Finds the pending part of a credit, checks the amount against it, and touches the wallet.
  private mutating func waiting(
    _ amount: Points?, _ original: Transaction?, in transaction: inout Transaction
  ) -> Result<Waiting, Refusal> {
    transaction.amount = amount ?? 0
    guard let original, original.refusal == nil else { return .failure(.transactionNotFound) }
    transaction.original = original.id
    guard [.earn, .award, .topUp].contains(original.kind),
      let credit = original.entries.first(where: { $0.account.kind == .pending && $0.amount > 0 }),
      let credited = original.touches.first?.wallet,
      let (wallet, lot) = lotNow(credit.lot, of: credited), transaction.at < lots[Int(lot)].expiresAt
    else { return .failure(.notPending) }
    let done = returned[original.id] ?? Returned()
    let confirmed = has(.confirmForgetsEarlierConfirmations) ? 0 : done.confirmed
    let left = min(credit.amount - done.amount - confirmed, lots[Int(lot)].pending)
    if left <= 0 { return .failure(.notPending) }
    let asked = amount ?? left
    guard isInRange(asked) else { return .failure(.amountOutOfRange) }
    if asked > left { return .failure(.refundExceedsOriginal) }
    touch(wallet, in: &transaction)
    transaction.amount = asked
    return .success(Waiting(wallet: wallet, lot: lot))
  }
}
