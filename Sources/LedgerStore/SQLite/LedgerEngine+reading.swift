import Ledger

// What the door answers from the books; runs on the writer's thread, between groups.
extension LedgerEngine {
  func walletStates(of member: MemberID) -> [WalletState] {
    var found: [WalletState] = []
    for asset in books.assets.sorted() {
      guard let id = books.wallet(WalletKey(member: member, asset: asset)) else { continue }
      let lots = books.lots(of: id).map { LotState(lot: $0, source: books.source($0.source)) }
      let holds = books[id].balance.held == 0 ? [] : books.holds.values.filter { $0.wallet == id }
      let now = currentMoment
      let spendable = lots.reduce(Points(0)) { sum, state in
        let isOpen = now < state.lot.expiresAt && !state.source.onlyAt.isGiven
        return isOpen ? sum + state.lot.available : sum
      }
      found.append(
        WalletState(
          id: id, wallet: books[id], lots: lots, holds: holds.sorted { $0.id < $1.id }, spendable: spendable))
    }
    return found
  }

  func trialBalance() -> TrialBalance {
    var wallets: [AssetID: Balance] = [:]
    for wallet in books.wallets {
      wallets[wallet.asset, default: Balance()].available += wallet.balance.available
      wallets[wallet.asset, default: Balance()].pending += wallet.balance.pending
      wallets[wallet.asset, default: Balance()].held += wallet.balance.held
      wallets[wallet.asset, default: Balance()].debt += wallet.balance.debt
    }
    let accounts = books.accounts.sorted {
      ($0.key.asset.rawValue, $0.key.kind.rawValue, $0.key.owner)
        < ($1.key.asset.rawValue, $1.key.kind.rawValue, $1.key.owner)
    }
    return TrialBalance(accounts: accounts, wallets: wallets)
  }

  func liability() -> [Liability] {
    struct Key: Hashable {
      var asset: AssetID
      var expiresAt: Instant
    }
    var sums: [Key: Points] = [:]
    for index in books.wallets.indices {
      let asset = books.wallets[index].asset
      for lot in books.lots(of: WalletID(Int64(index + 1))) {
        let points = lot.available + lot.pending + lot.held
        if points != 0 { sums[Key(asset: asset, expiresAt: lot.expiresAt), default: 0] += points }
      }
    }
    return sums.map { Liability(asset: $0.key.asset, expiresAt: $0.key.expiresAt, points: $0.value) }
      .sorted { ($0.asset, $0.expiresAt) < ($1.asset, $1.expiresAt) }
  }

  /// Looks at no more than 65,536 wallets, so that payments do not wait for a long walk; the caller goes on from the
  /// last wallet of the answer, or from `after` + 65,536 when it is empty and there are more (see ``DueWallet``).
  func due(_ kind: DueKind, at moment: Instant, after: WalletID, limit: Int) -> [DueWallet] {
    var found: [DueWallet] = []
    var number = after.rawValue + 1
    while number <= Int64(books.wallets.count), found.count < limit {
      let id = WalletID(number)
      if books.isDue(kind == .expiry, id, at: moment) {
        found.append(DueWallet(id: id, key: WalletKey(member: books[id].member, asset: books[id].asset)))
      }
      number += 1
    }
    return found
  }
}
