package import Ledger

extension MerchantID {
  /// Whose account the alliance's pool is in clearing (联盟基金): a party, and no merchant.
  package static let pool = MerchantID(-1)
}

/// Who pays for the points of one rule, and with what part (活动费用分摊).
///
/// The merchant that gave the points pays their price as its terms say; the payers make their parts good to
/// it. Its own part is what it keeps to bear.
package struct CostShares: Hashable, Codable, Sendable {
  package struct Payer: Hashable, Codable, Sendable {
    /// `MerchantID.none` for the operator; nil where it is whoever gave the points.
    package var merchant: MerchantID?
    /// In hundredths of a per cent.
    package var share: Int32

    package init(_ merchant: MerchantID?, share: Int32) {
      self.merchant = merchant
      self.share = share
    }
  }

  package var payers: [Payer]

  package init(_ payers: [Payer]) { self.payers = payers }

  package static let mostPayers = 50
  package static let whole: Int32 = 10_000

  /// - Throws: ``CostShareFault``.
  package func check() throws(CostShareFault) {
    guard 1...Self.mostPayers ~= payers.count else { throw .noPayers }
    guard Set(payers.map(\.merchant)).count == payers.count else { throw .payerTwice }
    guard payers.allSatisfy({ 1...Self.whole ~= $0.share }) else { throw .shareOutOfRange }
    let sum = payers.reduce(0) { $0 + Int64($1.share) }
    guard sum == Int64(Self.whole) else { throw .sumIsNotWhole(sum) }
  }

  /// What each party pays of a cost; the parts are the cost.
  ///
  /// Units of money that do not divide go to the largest remainders, of equal ones to the operator and then
  /// to the merchant that has the lower number.
  /// - Parameter giver: who gave the points. Named as a payer and also meant by nil, it bears both parts.
  package func parts(of cost: Int64, givenBy giver: MerchantID) -> [(party: MerchantID, money: Int64)] {
    var weights: [MerchantID: Int64] = [:]
    for payer in payers { weights[payer.merchant ?? giver, default: 0] += Int64(payer.share) }
    let parties = weights.keys.sorted()
    return Array(zip(parties, cost.shared(by: parties.map { weights[$0] ?? 0 }))).map { ($0, $1) }
  }
}

/// Why nobody can share a cost like this.
package enum CostShareFault: Error, Hashable, Sendable {
  /// No payer, or more than ``CostShares/mostPayers``.
  case noPayers
  case payerTwice
  /// A part below 1 or above 10,000.
  case shareOutOfRange
  /// The parts are so much together, and not 10,000.
  case sumIsNotWhole(Int64)
}

extension Transaction {
  /// What each rule beside the base rate gave, as the receipt says; nothing of what earned nothing.
  package var bonuses: [(rule: UInt32, points: Points)] {
    guard kind == .earn else { return [] }
    let parts = Particulars(packed: context.explanation)?.explanation?.parts ?? []
    return parts.filter { $0.points > 0 && $0.rule != EarningRules.baseRate }.map { ($0.rule, $0.points) }
  }
}
