extension Books {
  /// Notes that a transaction touches a wallet; every entry on the wallet comes after it.
  mutating func touch(_ wallet: WalletID, in transaction: inout Transaction) {
    for touched in transaction.touches where touched.wallet == wallet { return }
    let key = WalletKey(member: self[wallet].member, asset: self[wallet].asset)
    transaction.touches.append(
      Touch(wallet: wallet, key: key, previous: self[wallet].last, after: Balance()))
  }

  /// Books an amount on a bucket of a wallet and, where one is named, on its lot.
  mutating func post(
    _ amount: Points, _ bucket: AccountKind, to wallet: WalletID, lot index: Int32?,
    in transaction: inout Transaction
  ) {
    let number = index.map { lots[Int($0)].number } ?? 0
    let source = index.map { lots[Int($0)].source } ?? 0
    let account = AccountKey(kind: bucket, owner: wallet.rawValue, asset: self[wallet].asset)
    let expiresAt = index.map { lots[Int($0)].expiresAt } ?? .distantPast
    transaction.entries.append(
      Entry(account: account, amount: amount, lot: number, source: source, expiresAt: expiresAt))
    let credited = credited(amount, lot: number, wallet, in: transaction)
    apply(amount, bucket, to: wallet, lot: index, credited: credited)
  }

  /// Books an amount on an account that is not a wallet's.
  mutating func post(
    _ amount: Points, _ kind: AccountKind, of owner: MerchantID = .none, asset: AssetID,
    in transaction: inout Transaction
  ) {
    post(amount, to: AccountKey(kind: kind, owner: owner.rawValue, asset: asset), in: &transaction)
  }

  mutating func post(_ amount: Points, to key: AccountKey, in transaction: inout Transaction) {
    transaction.entries.append(Entry(account: key, amount: amount))
    apply(amount, to: key, by: transaction.id)
  }

  /// How much an entry changes of all that ever came into its lot: by new credit, as in a credit or where the
  /// transaction opened the lot; and what a separation takes out came to another.
  func credited(
    _ amount: Points, lot: Int32, _ wallet: WalletID, in transaction: Transaction
  ) -> Points {
    if transaction.kind == .separate { return amount }
    guard amount > 0 else { return 0 }
    if transaction.kind.isCredit { return amount }
    return transaction.openings.contains { $0.number == lot && $0.wallet == wallet } ? amount : 0
  }

  mutating func apply(
    _ amount: Points, _ bucket: AccountKind, to wallet: WalletID, lot index: Int32?, credited: Points
  ) {
    switch bucket {
    case .available: self[wallet].balance.available += amount
    case .pending: self[wallet].balance.pending += amount
    case .held: self[wallet].balance.held += amount
    default: self[wallet].balance.debt += amount
    }
    addToTotal(amount, bucket, of: self[wallet].asset)
    guard let index else { return }
    let lot = Int(index)
    switch bucket {
    case .available: lots[lot].available += amount
    case .pending: lots[lot].pending += amount
    default: lots[lot].held += amount
    }
    lots[lot].original += credited
    precondition(
      lots[lot].available >= 0 && lots[lot].pending >= 0 && lots[lot].held >= 0,
      "A lot would hold less than nothing: the writer stops rather than commit it.")
  }

  mutating func apply(_ amount: Points, to key: AccountKey, by transaction: TransactionID) {
    withAccount(accountIndex(key)) { account in
      account.balance += amount
      account.last = transaction
    }
  }

  /// Closes a decided transaction: checks the sum, counts what policies count, and links the wallets'
  /// histories.
  mutating func close(_ transaction: inout Transaction) {
    precondition(sumsToZero(transaction), "Entries must sum to zero per asset.")
    for index in transaction.touches.indices {
      let wallet = transaction.touches[index].wallet
      noteMerge(transaction, on: wallet)
      tally(transaction, on: wallet)
      transaction.touches[index].after = self[wallet].balance
      if transaction.kind == .refund, has(.historyLosesALink) { continue }
      self[wallet].last = transaction.id
    }
    if transaction.context.terminal.isGiven, let wallet = transaction.touches.first?.wallet {
      let choice = Choice(merchant: transaction.context.merchant)
      transaction.unusable =
        self[wallet].balance.available - spendable(in: wallet, choice, at: transaction.at)
    }
    noteReturn(transaction)
    noteHold(transaction)
  }

  private func sumsToZero(_ transaction: Transaction) -> Bool {
    var sum: Points = 0
    if transaction.kind != .exchange {
      for entry in transaction.entries { sum += entry.amount }
      return sum == 0
    }
    var other: Points = 0
    for entry in transaction.entries {
      if entry.account.asset == transaction.subject.asset {
        sum += entry.amount
      } else {
        other += entry.amount
      }
    }
    return sum == 0 && other == 0
  }

  /// Lifetime sums and the day's counters of one touched wallet.
  mutating func tally(_ transaction: Transaction, on wallet: WalletID) {
    let amount = transaction.amount
    let isSubject =
      self[wallet].member == transaction.subject.member
      && self[wallet].asset == transaction.subject.asset
    switch transaction.kind {
    case .earn, .award, .topUp:
      self[wallet].lifetimeEarned += amount
    case .spend, .capture:
      self[wallet].lifetimeSpent += amount
      if transaction.kind == .spend { count(transaction.day, spent: amount, on: wallet) }
    case .hold where !has(.holdsEscapeTheDailyLimit):
      count(transaction.day, spent: amount, on: wallet)
    case .transfer where isSubject:
      count(transaction.day, sent: amount, on: wallet)
    case .merge where !isSubject:
      if let giver = transaction.touches.first?.wallet { takeOver(giver, on: transaction.day, by: wallet) }
    case .separate:
      let touched = transaction.touches.map(\.wallet)
      if wallet == touched.last { takeOver(touched[0], on: transaction.day, by: wallet) }
      if wallet == touched.dropLast().last { giveUp(touched[0], on: transaction.day, by: wallet) }
    case .refund, .void, .reversal, .cancel:
      for entry in transaction.entries where entry.account.kind == .acceptor {
        self[wallet].lifetimeSpent += entry.amount
      }
      for entry in transaction.entries where entry.account.kind.gives {
        self[wallet].lifetimeEarned -= entry.amount
      }
    default: break
    }
  }

  /// Later refunds of what the merged wallet earned and spent count on the survivor, and a limit of the day
  /// is not escaped by a merge. The giver, of which nothing moves again, keeps its sums for a replay to read.
  private mutating func takeOver(_ giver: WalletID, on day: BusinessDay, by survivor: WalletID) {
    let given = self[giver]
    self[survivor].lifetimeEarned += given.lifetimeEarned
    self[survivor].lifetimeSpent += given.lifetimeSpent
    guard given.countedDay == day else { return }
    count(day, spent: given.spentOnDay, sent: given.sentOnDay, on: survivor)
  }

  /// What the merge let a survivor take over, which another wallet has from then on. A day that is counted on
  /// the giver is the day of both the merge and the separation.
  private mutating func giveUp(_ giver: WalletID, on day: BusinessDay, by survivor: WalletID) {
    let given = self[giver]
    self[survivor].lifetimeEarned -= given.lifetimeEarned
    self[survivor].lifetimeSpent -= given.lifetimeSpent
    guard given.countedDay == day else { return }
    count(day, spent: -given.spentOnDay, sent: -given.sentOnDay, on: survivor)
  }

  private mutating func count(
    _ day: BusinessDay, spent: Points = 0, sent: Points = 0, on wallet: WalletID
  ) {
    if self[wallet].countedDay != day {
      self[wallet].countedDay = day
      self[wallet].spentOnDay = 0
      self[wallet].sentOnDay = 0
    }
    self[wallet].spentOnDay += spent
    self[wallet].sentOnDay += sent
  }

  /// What the transaction gives back of its original, or confirms of it; once, also when replayed.
  mutating func noteReturn(_ transaction: Transaction) {
    guard transaction.original.isGiven else { return }
    switch transaction.kind {
    case .refund, .void, .reversal, .cancel, .reinstate:
      note(transaction.amount, returnedOf: transaction.original, by: transaction.id)
      if transaction.root.isGiven {
        // Of a hold that was captured or released nothing was returned; of one that was voided, all.
        let back = min(transaction.amount, returned[transaction.root]?.amount ?? 0)
        if back > 0 { note(-back, returnedOf: transaction.root, by: transaction.id) }
      }
    case .confirm:
      note(transaction.amount, confirmedOf: transaction.original, by: transaction.id)
    default: break
    }
  }

  private mutating func note(
    _ amount: Points, returnedOf original: TransactionID, by transaction: TransactionID
  ) {
    guard returned[original, default: Returned()].last < transaction else { return }
    returned[original, default: Returned()].amount += amount
    returned[original, default: Returned()].last = transaction
  }

  private mutating func note(
    _ amount: Points, confirmedOf original: TransactionID, by transaction: TransactionID
  ) {
    guard returned[original, default: Returned()].last < transaction else { return }
    returned[original, default: Returned()].confirmed += amount
    returned[original, default: Returned()].last = transaction
  }

  /// Makes the hold of a hold, opens one again whose end was reversed, or ends the hold that held points were
  /// taken from. Holds end whole.
  mutating func noteHold(_ transaction: Transaction) {
    if transaction.kind == .hold {
      if holds[transaction.id] == nil { keep(transaction.id, asIn: transaction) }
    } else if transaction.opensAgain {
      keep(transaction.root, asIn: transaction)
    } else if transaction.entries.contains(where: { $0.account.kind == .held && $0.amount < 0 }) {
      drop(transaction.original)
    }
  }

  private mutating func keep(_ id: TransactionID, asIn transaction: Transaction) {
    guard let wallet = transaction.touches.first?.wallet else { return }
    let parts = transaction.entries.filter { $0.account.kind == .held }
    keep(
      Hold(
        id: id, wallet: wallet, merchant: transaction.context.merchant, expiresAt: transaction.holdUntil,
        parts: parts.map { Hold.Part(lot: $0.lot, amount: $0.amount) }, last: transaction.id))
  }

  /// In a merge, the first wallet touched goes into the last; after a separation it leads to another last.
  mutating func noteMerge(_ transaction: Transaction, on wallet: WalletID) {
    guard transaction.kind == .merge || transaction.kind == .separate,
      wallet == transaction.touches.first?.wallet, let survivor = transaction.touches.last?.wallet
    else { return }
    self[wallet].mergedInto = survivor
  }
}
