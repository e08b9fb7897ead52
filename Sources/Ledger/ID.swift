/// A 64-bit identifier that cannot be mistaken for another kind's; ordered by the time it was made.
package struct ID<Kind>: RawRepresentable, Hashable, Comparable, Codable, Sendable {
  package let rawValue: Int64

  @inlinable package init(rawValue: Int64) { self.rawValue = rawValue }
  @inlinable package init(_ rawValue: Int64) { self.rawValue = rawValue }

  @inlinable package static func == (left: Self, right: Self) -> Bool { left.rawValue == right.rawValue }
  @inlinable package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  @inlinable package func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }

  /// No such thing: the value of an identifier that was not given. Never a real identifier.
  @inlinable package static var none: Self { Self(0) }
  /// Whether an identifier was given.
  @inlinable package var isGiven: Bool { rawValue != 0 }
}

/// The kinds that an ``ID`` may name.
package enum Identified {
  package enum Member {}
  package enum Merchant {}
  package enum Store {}
  package enum Terminal {}
  package enum Operator {}
  package enum Campaign {}
  package enum Asset {}
  package enum Wallet {}
  package enum Transaction {}
  package enum PointsCardBatch {}
  package enum CardType {}
  package enum Tag {}
}

package typealias MemberID = ID<Identified.Member>
package typealias MerchantID = ID<Identified.Merchant>
package typealias StoreID = ID<Identified.Store>
package typealias TerminalID = ID<Identified.Terminal>
package typealias OperatorID = ID<Identified.Operator>
package typealias CampaignID = ID<Identified.Campaign>
/// What is counted: a programme's points, or a currency. Small numbers, given by the platform.
package typealias AssetID = ID<Identified.Asset>
/// A member's wallet of one asset: 1, 2, 3 … in the order of first entries.
package typealias WalletID = ID<Identified.Wallet>
/// Points cards that were made together; their points stand on an account of the batch.
package typealias PointsCardBatchID = ID<Identified.PointsCardBatch>
/// A transaction's place in the journal: 1, 2, 3 … without gaps.
package typealias TransactionID = ID<Identified.Transaction>
