extension Books {
  /// Reads, and does nothing with, what decisions about these wallets will read first.
  ///
  /// A million wallets do not fit into a processor's caches, and each step to a wallet waits for the one
  /// before: its slot, itself, its first lot. Taken side by side for many wallets the processor fetches them
  /// together (docs/decisions/0010).
  /// - Returns: a number made of what was read, so that the reading is not left out.
  package func warm(_ keys: [WalletKey]) -> Int {
    var numbers: [Int] = []
    numbers.reserveCapacity(keys.count)
    for key in keys {
      if let number = walletNumbers.guess(key.tableHash) { numbers.append(number) }
    }
    var sum = 0
    for place in numbers.indices {
      // The balance is in the wallet's first line, the place of its first lot in its last.
      sum &+= Int(wallets[numbers[place]].balance.available.units)
      numbers[place] = Int(wallets[numbers[place]].firstLot)
    }
    for lot in numbers where lot >= 0 { sum &+= Int(lots[lot].available.units) }
    return sum
  }
}

extension Action {
  /// The wallet that the most frequent actions are about.
  package var wallet: WalletKey? {
    switch self {
    case .credit(let credit): credit.wallet
    case .spend(let spend), .hold(let spend, _): spend.wallet
    default: nil
    }
  }
}
