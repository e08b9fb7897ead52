/// What all wallets of one asset hold together.
package struct AssetTotal: Hashable, Sendable {
  package let asset: AssetID
  package var balance = Balance()
}

extension Books {
  /// A platform has a handful of assets: a walk over them is cheaper than a look into a dictionary.
  private mutating func totalIndex(of asset: AssetID) -> Int {
    for index in totals.indices where totals[index].asset == asset { return index }
    totals.append(AssetTotal(asset: asset))
    return totals.count - 1
  }

  mutating func addToTotal(_ amount: Points, _ bucket: AccountKind, of asset: AssetID) {
    let index = totalIndex(of: asset)
    switch bucket {
    case .available: totals[index].balance.available += amount
    case .pending: totals[index].balance.pending += amount
    case .held: totals[index].balance.held += amount
    default: totals[index].balance.debt += amount
    }
  }

  /// Counts a wallet that was put back from its table.
  mutating func addToTotals(_ wallet: Wallet) {
    let index = totalIndex(of: wallet.asset)
    totals[index].balance.available += wallet.balance.available
    totals[index].balance.pending += wallet.balance.pending
    totals[index].balance.held += wallet.balance.held
    totals[index].balance.debt += wallet.balance.debt
  }
}
