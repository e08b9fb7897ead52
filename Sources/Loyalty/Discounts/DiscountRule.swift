package import Ledger

/// One version of a rule by which a merchant takes money off what members pay (会员打折).
///
/// All that it asks for must be so; what is empty or nil asks for nothing.
package struct DiscountRule: Hashable, Sendable {
  /// The same through all versions.
  package var number: UInt32
  package var version: UInt32
  /// Whose rule it is, who alone gives what it takes off.
  package var merchant: MerchantID
  /// Of the merchant's own stores.
  package var stores: Set<StoreID>
  /// The member holds a card of one of these kinds; as the platform numbers them.
  package var cardTypes: Set<Int64>
  /// The member stands on this level of the ladder or above it.
  package var level: TierPlace?
  /// The share that is taken off, 1…9,999: something is always left to pay.
  package var basisPoints: Int64
  /// The most that is taken off one purchase, in the smallest unit; nil for no limit.
  package var most: Int64?
  /// The purchases that this version is for, by their moment.
  package var inForce: Range<Instant>

  package init(
    _ number: UInt32, version: UInt32 = 1, of merchant: MerchantID, stores: Set<StoreID> = [],
    cardTypes: Set<Int64> = [], level: TierPlace? = nil, takes basisPoints: Int64, atMost most: Int64? = nil,
    inForce: Range<Instant> = .distantPast ..< .distantFuture
  ) {
    self.number = number
    self.version = version
    self.merchant = merchant
    self.stores = stores
    self.cardTypes = cardTypes
    self.level = level
    self.basisPoints = basisPoints
    self.most = most
    self.inForce = inForce
  }
}

/// Why no rule of discount can be like this.
package enum DiscountFault: Error, Hashable, Sendable {
  /// A share outside 1…9,999 basis points.
  case shareOutOfRange
  /// A most below 1 or above 10¹².
  case mostOutOfRange
  /// More stores or kinds of cards than ``DiscountRule/mostNamed``.
  case listTooLong
  /// A level that no ladder has; the ground below the first level asks for nothing.
  case levelOutOfRange
  /// A version that is for no purchase at all.
  case neverInForce
}

extension DiscountRule {
  /// The most stores, and kinds of cards, of one rule.
  package static let mostNamed = 200
  /// The largest amount of money of one purchase, in its smallest unit.
  package static let mostMoney: Int64 = 1_000_000_000_000

  /// - Throws: ``DiscountFault``.
  package func check() throws(DiscountFault) {
    guard 1..<BasisPoints.whole ~= basisPoints else { throw .shareOutOfRange }
    if let most, !(1...Self.mostMoney ~= most) { throw .mostOutOfRange }
    guard stores.count <= Self.mostNamed, cardTypes.count <= Self.mostNamed else { throw .listTooLong }
    if let level, level.ladder < 1 || !(1...Ladder.mostLevels ~= level.level) { throw .levelOutOfRange }
    guard !inForce.isEmpty else { throw .neverInForce }
  }

  /// What it takes off the price: its share, rounded down to the smallest unit, and never more than its most.
  /// Down, so that nobody gets more than the merchant promised.
  package func off(_ gross: Int64) -> Int64 {
    guard gross > 0 else { return 0 }
    let share = Int64(Int128(gross) * Int128(basisPoints) / Int128(BasisPoints.whole))
    return min(share, most ?? share)
  }
}
