internal import Ledger
internal import Storage

extension Storage.Transaction {
  /// What merchants may still give against what clearing, blocks and settlements say: the least of it that is
  /// off lets one give for ever what nobody pays for.
  func fundingOff() throws -> [MoneyFault] {
    let funded = try issuingFundings("mode <> 'open'")
    let off = try funded.compactMap { funding in
      let place = TermsPlace(merchant: funding.merchant, asset: funding.asset)
      let consumed = try prepaidGiven(by: place)
      let left = try room(of: place, funding.mode, limit: funding.creditLimit, consumed: consumed).left
      let kept = funding.ceiling ?? 0
      let reckoned = try netGiven(by: place) + left
      let agrees = funding.consumed == consumed && funding.room == left && kept == reckoned
      return agrees
        ? nil : MoneyFault.ceiling(place.merchant, place.asset, kept: kept, reckoned: reckoned)
    }
    return Array(off.prefix(10))
  }
}
