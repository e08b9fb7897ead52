import Ledger

// What the door answers from the books; runs on the writer's thread, between groups.
extension LedgerEngine {
  func walletStates(of member: MemberID) -> [WalletState] {
    var found: [WalletState] = []
    for asset in books.assets.sorted() {
      guard let id = books.wallet(WalletKey(member: member, asset: asset)) else { continue }
      let lots = books.lots(of: id).map { LotState(lot: $0, source: books.source($0.source)) }
      let now = currentMoment
      let spendable = lots.reduce(Points(0)) { sum, state in
        let isOpen = now < state.lot.expiresAt && !state.source.onlyAt.isGiven
        return isOpen ? sum + state.lot.available : sum
      }
      found.append(
        WalletState(
          id: id, wallet: books[id], lots: lots, holds: books.holds(of: id), spendable: spendable))
    }
    return found
  }

  func trialBalance() -> TrialBalance {
    let wallets = Dictionary(uniqueKeysWithValues: books.totals.map { ($0.asset, $0.balance) })
    let accounts = books.accounts.sorted {
      ($0.key.asset.rawValue, $0.key.kind.rawValue, $0.key.owner)
        < ($1.key.asset.rawValue, $1.key.kind.rawValue, $1.key.owner)
    }
    return TrialBalance(accounts: accounts, wallets: wallets)
  }

  /// Wallets that one visit to the writer looks at: a walk over all of them would make payments wait.
  static let walletsPerVisit = 16_384

  /// Adds what a slice of wallets holds; gives where the next slice begins, or nil after the last.
  func addLiability(from first: WalletID, to sums: inout [LiabilityKey: Points]) -> WalletID? {
    let end = min(Int(first.rawValue) - 1 + Self.walletsPerVisit, books.wallets.count)
    for index in Int(first.rawValue) - 1..<max(end, Int(first.rawValue) - 1) {
      let asset = books.wallets[index].asset
      for lot in books.lots(of: WalletID(Int64(index + 1))) {
        let points = lot.available + lot.pending + lot.held
        if points != 0 { sums[LiabilityKey(asset: asset, expiresAt: lot.expiresAt), default: 0] += points }
      }
    }
    return end < books.wallets.count ? WalletID(Int64(end + 1)) : nil
  }

  /// Adds how old a slice's open points of an asset are; gives where the next slice begins, or nil.
  func addAges(
    of asset: AssetID, since bounds: [Instant], from first: WalletID, to sums: inout [Int32: [Points]]
  ) -> WalletID? {
    let end = min(Int(first.rawValue) - 1 + Self.walletsPerVisit, books.wallets.count)
    for index in Int(first.rawValue) - 1..<max(end, Int(first.rawValue) - 1)
    where books.wallets[index].asset == asset {
      for lot in books.lots(of: WalletID(Int64(index + 1))) {
        let points = lot.available + lot.pending + lot.held
        if points == 0 { continue }
        let age = bounds.firstIndex { lot.earnedAt >= $0 } ?? bounds.count
        sums[lot.source, default: Array(repeating: 0, count: bounds.count + 1)][age] += points
      }
    }
    return end < books.wallets.count ? WalletID(Int64(end + 1)) : nil
  }

  /// The due wallets of a slice, and where the next slice begins, or nil after the last.
  func due(
    _ kind: DueKind, at moment: Instant, from first: WalletID, limit: Int
  ) -> (found: [DueWallet], next: WalletID?) {
    // Most platforms have nothing pending most of the time.
    if kind == .maturity, books.totals.allSatisfy({ $0.balance.pending == 0 }) { return ([], nil) }
    var found: [DueWallet] = []
    var index = Int(first.rawValue) - 1
    let end = min(index + Self.walletsPerVisit, books.wallets.count)
    while index < end, found.count < limit {
      let id = WalletID(Int64(index + 1))
      if books.isDue(kind == .expiry, id, at: moment) {
        found.append(DueWallet(id: id, key: WalletKey(member: books[id].member, asset: books[id].asset)))
      }
      index += 1
    }
    return (found, index < books.wallets.count ? WalletID(Int64(index + 1)) : nil)
  }
}

/// What a sum of outstanding points is kept by.
struct LiabilityKey: Hashable {
  var asset: AssetID
  var expiresAt: Instant
}
