extension Books {
  /// Books what the clock has made unspendable to breakage. Held points wait until their hold ends.
  mutating func expire(_ key: WalletKey, in transaction: inout Transaction) -> Refusal? {
    guard let wallet = wallet(key) else { return .nothingDue }
    var due: [Int32] = []
    var index = self[wallet].firstLot
    while index >= 0, lots[Int(index)].expiresAt <= transaction.at {
      if lots[Int(index)].available + lots[Int(index)].pending > 0 { due.append(index) }
      index = lots[Int(index)].next
    }
    if due.isEmpty { return .nothingDue }
    touch(wallet, in: &transaction)
    for index in due {
      let lot = lots[Int(index)]
      if lot.available > 0 { post(-lot.available, .available, to: wallet, lot: index, in: &transaction) }
      if lot.pending > 0 { post(-lot.pending, .pending, to: wallet, lot: index, in: &transaction) }
      transaction.amount += lot.available + lot.pending
      if has(.expireTakesHeldPoints), lot.held > 0 {
        post(-lot.held, .held, to: wallet, lot: index, in: &transaction)
        transaction.amount += lot.held
      }
    }
    post(transaction.amount, .breakage, asset: key.asset, in: &transaction)
    forgetSpentLots(of: wallet, at: transaction.at)
    return nil
  }
}
