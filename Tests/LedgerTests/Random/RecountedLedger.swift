import Ledger

/// Counts everything again from the transactions alone and holds the invariants of ledger.md against the
/// books.
struct RecountedLedger {
  private var balances: [AccountKey: Points] = [:]
  private var givenBack: [TransactionID: Points] = [:]
  private var amounts: [TransactionID: Points] = [:]
  private var heads: [WalletID: TransactionID] = [:]
  private var expiries: [Place: Instant] = [:]

  private struct Place: Hashable {
    var wallet: Int64
    var lot: Int32
  }

  mutating func check(
    _ transaction: Transaction, _ original: Transaction?, _ before: Snapshot, _ after: Snapshot
  ) throws(Flaw) {
    try checkChain(transaction, after)
    guard transaction.refusal == nil else {
      var unchanged = before
      unchanged.last = transaction.id
      if let difference = unchanged.difference(from: after) { throw Flaw(.refusalMovesNothing, difference) }
      if !transaction.entries.isEmpty { throw Flaw(.refusalMovesNothing, "\(transaction.entries)") }
      return
    }
    try checkZeroSums(transaction)
    try checkUse(transaction, before)
    try checkBalances(after)
    for (wallet, lots) in zip(after.wallets, after.lots) {
      try checkLots(wallet, lots)
      try checkDebt(wallet, lots, after, transaction.at)
    }
    try checkHolds(after)
    try checkReturns(transaction)
    try checkExpiry(transaction, original)
  }

  private mutating func checkZeroSums(_ transaction: Transaction) throws(Flaw) {
    var sums: [AssetID: Points] = [:]
    for entry in transaction.entries {
      sums[entry.account.asset, default: 0] += entry.amount
      balances[entry.account, default: 0] += entry.amount
    }
    for (asset, sum) in sums where sum != 0 {
      throw Flaw(.entriesSumToZero, "\(transaction.id) sums to \(sum) in \(asset)")
    }
    for (key, balance) in balances where key.kind == .vouchersOutstanding && balance < 0 {
      throw Flaw(.onlyAvailableIsUsed, "cards of batch \(key.owner) gave more than was put on them")
    }
    sums = [:]
    for (key, balance) in balances { sums[key.asset, default: 0] += balance }
    if sums.values.contains(where: { $0 != 0 }) { throw Flaw(.entriesSumToZero, "the journal: \(sums)") }
  }

  /// Lots and buckets pay only what was in them, and nothing pays after its time.
  private func checkUse(_ transaction: Transaction, _ before: Snapshot) throws(Flaw) {
    var taken: [Place: Points] = [:]
    let isUse = [.spend, .hold, .transfer, .exchange].contains(transaction.kind)
    for entry in transaction.entries where entry.account.kind == .available && entry.amount < 0 && isUse {
      taken[Place(wallet: entry.account.owner, lot: entry.lot), default: 0] += -entry.amount
    }
    for (place, amount) in taken {
      let lot = before.lots[Int(place.wallet) - 1].first { $0.number == place.lot }
      guard let lot, lot.available >= amount, transaction.at < lot.expiresAt else {
        throw Flaw(.onlyAvailableIsUsed, "\(amount) taken from \(String(describing: lot))")
      }
      let onlyAt = before.sources[Int(lot.source) - 1].onlyAt
      let merchant = transaction.entries.first { $0.account.kind == .acceptor }?.account.owner
      if onlyAt.isGiven, onlyAt.rawValue != merchant ?? transaction.context.merchant.rawValue {
        throw Flaw(.onlyAvailableIsUsed, "points of \(onlyAt) used elsewhere")
      }
    }
    for entry in transaction.entries where isUse && entry.account.kind == .debt && entry.amount < 0 {
      throw Flaw(.onlyAvailableIsUsed, "\(transaction.kind) made debt")
    }
  }

  private func checkBalances(_ after: Snapshot) throws(Flaw) {
    for (key, account) in after.accounts where account.balance != balances[key, default: 0] {
      throw Flaw(.balancesAreSums, "\(account) ≠ \(balances[key, default: 0])")
    }
    for (index, wallet) in after.wallets.enumerated() {
      func sum(_ kind: AccountKind) -> Points {
        balances[AccountKey(kind: kind, owner: Int64(index + 1), asset: wallet.asset), default: 0]
      }
      let expected = Balance(
        available: sum(.available), pending: sum(.pending), held: sum(.held), debt: sum(.debt))
      if wallet.balance != expected { throw Flaw(.balancesAreSums, "\(wallet.balance) ≠ \(expected)") }
    }
  }

  private func checkLots(_ wallet: Wallet, _ lots: [Lot]) throws(Flaw) {
    for lot in lots where min(lot.available, lot.held, lot.pending) < 0 {
      throw Flaw(.noLotBelowNothing, "\(lot)")
    }
    let sums = Balance(
      available: lots.reduce(0) { $0 + $1.available }, pending: lots.reduce(0) { $0 + $1.pending },
      held: lots.reduce(0) { $0 + $1.held }, debt: wallet.balance.debt)
    if sums != wallet.balance { throw Flaw(.lotsMakeUpBuckets, "\(sums) ≠ \(wallet.balance)") }
  }

  private func checkDebt(_ wallet: Wallet, _ lots: [Lot], _ after: Snapshot, _ now: Instant) throws(Flaw) {
    let debt = wallet.balance.debt
    guard debt != 0 else { return }
    let isSpendable = lots.contains { lot in
      lot.available > 0 && now < lot.expiresAt && !after.sources[Int(lot.source) - 1].onlyAt.isGiven
    }
    if debt > 0 || isSpendable { throw Flaw(.debtMeansNothingToSpend, "\(wallet.balance), \(lots)") }
  }

  private func checkHolds(_ after: Snapshot) throws(Flaw) {
    var held: [Place: Points] = [:]
    for hold in after.holds.values {
      for part in hold.parts {
        held[Place(wallet: hold.wallet.rawValue, lot: part.lot), default: 0] += part.amount
      }
    }
    for (index, lots) in after.lots.enumerated() {
      for lot in lots {
        let expected = held.removeValue(forKey: Place(wallet: Int64(index + 1), lot: lot.number)) ?? 0
        if lot.held != expected { throw Flaw(.holdsMakeUpHeld, "\(lot) ≠ \(expected)") }
      }
    }
    if !held.isEmpty { throw Flaw(.holdsMakeUpHeld, "held in no lot: \(held)") }
  }

  private mutating func checkReturns(_ transaction: Transaction) throws(Flaw) {
    amounts[transaction.id] = transaction.amount
    guard [.refund, .void, .reversal, .cancel, .reinstate].contains(transaction.kind),
      transaction.original.isGiven
    else {
      return
    }
    givenBack[transaction.original, default: 0] += transaction.amount
    if transaction.root.isGiven {
      // A hold that opens again was voided and is given back no more, or it was captured or released.
      let isWhole = !transaction.opensAgain || givenBack[transaction.root, default: 0] > 0
      if isWhole { givenBack[transaction.root, default: 0] += -transaction.amount }
    }
    for id in [transaction.original, transaction.root] {
      let back = givenBack[id] ?? 0
      if back < 0 || back > amounts[id] ?? 0 {
        throw Flaw(.refundsNeverExceed, "\(back) of \(amounts[id] ?? 0) of \(id)")
      }
    }
  }

  private mutating func checkExpiry(_ transaction: Transaction, _ original: Transaction?) throws(Flaw) {
    for opening in transaction.openings {
      expiries[Place(wallet: opening.wallet.rawValue, lot: opening.number)] = opening.expiresAt
    }
    guard let original, [.spend, .capture].contains(original.kind), transaction.kind != .reversal else {
      return
    }
    let had = original.entries.compactMap { expiries[Place(wallet: $0.account.owner, lot: $0.lot)] }
    for entry in transaction.entries where entry.lot != 0 && entry.amount > 0 {
      let place = Place(wallet: entry.account.owner, lot: entry.lot)
      guard let expiry = expiries[place], !had.contains(expiry) else { continue }
      // What ran out before the refund comes back as long as the policy says; nothing else may.
      if !had.contains(where: { $0 <= transaction.at }) {
        throw Flaw(.refundsKeepExpiry, "\(entry) ends at \(expiry), was \(had)")
      }
    }
  }

  private mutating func checkChain(_ transaction: Transaction, _ after: Snapshot) throws(Flaw) {
    for touch in transaction.touches where transaction.refusal == nil {
      let wallet = after.wallets[Int(touch.wallet.rawValue) - 1]
      let isLinked = touch.previous == heads[touch.wallet] ?? .none && wallet.last == transaction.id
      guard isLinked, touch.after == wallet.balance else {
        throw Flaw(.historyIsAChain, "\(touch), \(wallet)")
      }
      heads[touch.wallet] = transaction.id
    }
  }
}
