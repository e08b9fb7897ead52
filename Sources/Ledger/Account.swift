/// A place where an asset lies. The four buckets of a wallet are accounts of their own; raw values are
/// stored.
package enum AccountKind: UInt8, CaseIterable, Sendable {
  /// A wallet's points that are not pending, held or owed.
  case available = 1
  /// Credited, not yet effective (待生效).
  case pending = 2
  /// Set aside by a hold (冻结).
  case held = 3
  /// Owed by the member (欠分); zero or less.
  case debt = 4
  /// What a merchant, partner or campaign has put into the world; normally negative.
  case issuer = 5
  /// What a merchant has taken.
  case acceptor = 6
  /// Points that ran out.
  case breakage = 7
  /// The operator's fees, in points.
  case fees = 8
  /// The operator's position between two assets.
  case exchange = 9
  /// The other side of manual corrections.
  case adjustment = 10
  /// Money held for members.
  case float = 11
  /// Points on cards that were sold and are not redeemed yet (积分卡), an account a batch; never below zero.
  case vouchersOutstanding = 12

  /// Whether credits come from it: an issuer's, or that of a batch of cards.
  package var gives: Bool { self == .issuer || self == .vouchersOutstanding }

  /// Whether the account is one of a wallet's buckets.
  @inlinable package var isWalletBucket: Bool { rawValue <= AccountKind.debt.rawValue }
}

/// Names an account: whose it is, of what kind, in which asset.
package struct AccountKey: Hashable, Sendable {
  package var kind: AccountKind
  /// A wallet for its buckets, a merchant for issuer and acceptor, a batch for points on cards, 0 for the
  /// operator's own.
  package var owner: Int64
  package var asset: AssetID

  package init(kind: AccountKind, owner: Int64, asset: AssetID) {
    self.kind = kind
    self.owner = owner
    self.asset = asset
  }
}

/// An account that is not a wallet's: its balance and the last transaction that touched it.
package struct Account: Hashable, Sendable {
  package let key: AccountKey
  package var balance: Points
  package var last: TransactionID

  package init(key: AccountKey, balance: Points = 0, last: TransactionID = .none) {
    self.key = key
    self.balance = balance
    self.last = last
  }
}

/// A signed amount on one account, with the lot it touched. A transaction's entries sum to zero per asset.
package struct Entry: Hashable, Sendable {
  package var account: AccountKey
  package var amount: Points
  /// The wallet's lot, or 0 where none is touched (debt and every account that is not a wallet's).
  package var lot: Int32
  /// The lot's source, see ``LotSource``; it outlives the lot.
  package var source: Int32
  /// The lot's end, so that a receipt can tell it for ever; ``Instant/distantPast`` where no lot is touched.
  package var expiresAt: Instant

  package init(
    account: AccountKey, amount: Points, lot: Int32 = 0, source: Int32 = 0, expiresAt: Instant = .distantPast
  ) {
    self.account = account
    self.amount = amount
    self.lot = lot
    self.source = source
    self.expiresAt = expiresAt
  }
}
