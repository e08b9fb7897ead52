/// How points came into the world; purchased ones follow the prepaid-card rules. Raw values are stored.
package enum Origin: UInt8, CaseIterable, Sendable {
  case awarded = 1
  case purchased = 2
  case converted = 3
}

/// Where the credits of a lot come from. Interned: a lot and an entry name it by its number.
package struct LotSource: Hashable, Sendable {
  /// Who put the points into the world.
  package var issuer: MerchantID
  package var campaign: CampaignID
  package var origin: Origin
  /// The only merchant where the points may be spent, or none: everywhere.
  package var onlyAt: MerchantID

  package init(
    issuer: MerchantID, campaign: CampaignID = .none, origin: Origin = .awarded, onlyAt: MerchantID = .none
  ) {
    self.issuer = issuer
    self.campaign = campaign
    self.origin = origin
    self.onlyAt = onlyAt
  }
}

/// Credits of one wallet with equal source, effective moment and expiry moment (积分批次).
///
/// An immediately effective credit has ``Instant/distantPast`` as effective moment, so that such credits of
/// different days share a lot when they expire together (docs/decisions/0003). A lot that waits for a
/// confirmation has ``Instant/distantFuture``. What has matured lies in `available`, whatever `effectiveAt`
/// says.
package struct Lot: Hashable, Sendable {
  /// 1, 2, 3 … within its wallet.
  package var number: Int32
  package var source: Int32
  package var effectiveAt: Instant
  /// The first moment at which the points are no longer usable.
  package var expiresAt: Instant
  /// The moment of the first credit.
  package var earnedAt: Instant
  /// The sum of all credits; refunds of spends do not count again.
  package var original: Points
  package var available: Points = 0
  package var held: Points = 0
  package var pending: Points = 0
  /// The next lot of the wallet in order of use, as an index of the slab; −1 at the end.
  package var next: Int32 = -1

  package init(
    number: Int32, source: Int32, effectiveAt: Instant, expiresAt: Instant, earnedAt: Instant,
    original: Points = 0
  ) {
    self.number = number
    self.source = source
    self.effectiveAt = effectiveAt
    self.expiresAt = expiresAt
    self.earnedAt = earnedAt
    self.original = original
  }

  /// Order of use (ledger.md): by expiry, then by first credit, then by number.
  func isUsedBefore(_ other: Lot) -> Bool {
    if expiresAt != other.expiresAt { return expiresAt < other.expiresAt }
    if earnedAt != other.earnedAt { return earnedAt < other.earnedAt }
    return number < other.number
  }

  var isEmpty: Bool { available == 0 && held == 0 && pending == 0 }
}

/// The lot that a transaction opened, as the journal remembers it.
package struct LotOpening: Hashable, Sendable {
  package var wallet: WalletID
  package var number: Int32
  package var source: Int32
  package var effectiveAt: Instant
  package var expiresAt: Instant
  package var earnedAt: Instant

  package init(
    wallet: WalletID, number: Int32, source: Int32, effectiveAt: Instant, expiresAt: Instant,
    earnedAt: Instant
  ) {
    self.wallet = wallet
    self.number = number
    self.source = source
    self.effectiveAt = effectiveAt
    self.expiresAt = expiresAt
    self.earnedAt = earnedAt
  }
}
