/// What a merchant and the operator owe each other for the points of a programme (结算条款).
///
/// Whatever is nil or zero costs nothing.
package struct SettlementTerms: Hashable, Codable, Sendable {
  /// When a merchant pays for points that it gave.
  package enum IssueMoment: String, CaseIterable, Codable, Sendable {
    /// As they are given.
    case given
    /// As they are used, wherever that is.
    case used
  }

  /// What the merchant pays for points it gave (发分价).
  package var issuePrice: PointPrice?
  package var issueMoment: IssueMoment
  /// What the merchant is paid for points it took (收分价).
  package var acceptPrice: PointPrice?
  /// Of the issue price of points that ran out, the issuer's part in hundredths of a per cent, 0…10,000; what
  /// neither it nor the pool has is the operator's.
  package var expiredShare: Int32
  /// Of the same, the part of the alliance's pool (联盟基金); together with the issuer's at most 10,000.
  package var poolShare: Int32?
  /// For sales to members, from the merchant (佣金).
  package var commission: Commission?
  /// For each transaction that gave points (手续费).
  package var givingFee: TransactionFee?
  /// For each transaction that took points.
  package var takingFee: TransactionFee?
  /// For what is done of one kind, in place of these two, and for what takes back; at most ``KindFee/most``.
  package var fees: [KindFee]?
  package var cycle: SettlementCycle
  /// Days after the cycle's last day on which it is due (T+N), 0…90.
  package var dueAfterDays: Int
  /// Nets nearer to zero are carried over, in the currency's smallest unit.
  package var minimum: Int64

  /// Who is paid for orders that it brought, by code; at most ``Referral/most``.
  package var referrals: [Referral]?
  /// Agents that look after the merchant (代理商): the one who does, then the one above, and what each has of
  /// what the operator charges.
  package var agents: [AgentShare]?

  /// Of the merchant whose programme it is (托管积分): what it pays for points that leave for another programme,
  /// at the points of the quoted rate.
  package var exchangeOut: PointPrice?
  /// And what it is paid for points that come from another, the spread's among them: it honours them.
  package var exchangeIn: PointPrice?

  package init(
    issuePrice: PointPrice? = nil, payable issueMoment: IssueMoment = .given,
    acceptPrice: PointPrice? = nil, expiredShare: Int32 = 0, commission: Commission? = nil,
    givingFee: TransactionFee? = nil, takingFee: TransactionFee? = nil, cycle: SettlementCycle = .daily,
    dueAfterDays: Int = 1, minimum: Int64 = 0, poolShare: Int32? = nil, referrals: [Referral]? = nil,
    agents: [AgentShare]? = nil, fees: [KindFee]? = nil
  ) {
    self.fees = fees
    self.poolShare = poolShare
    self.referrals = referrals
    self.agents = agents
    self.issuePrice = issuePrice
    self.issueMoment = issueMoment
    self.acceptPrice = acceptPrice
    self.expiredShare = expiredShare
    self.commission = commission
    self.givingFee = givingFee
    self.takingFee = takingFee
    self.cycle = cycle
    self.dueAfterDays = dueAfterDays
    self.minimum = minimum
  }

  /// What points came at no cost to anybody; where a merchant agreed on nothing.
  package static let none = SettlementTerms()

  /// Whether every number is within its range.
  package var isPossible: Bool {
    let largest = PointPrice.largest
    let referrals = referrals ?? []
    guard referrals.count <= Referral.most, referrals.allSatisfy(\.isPossible),
      Set(referrals.map(\.code)).count == referrals.count, AgentShare.arePossible(agents ?? []),
      KindFee.arePossible(fees ?? [])
    else { return false }
    return (0...10_000).contains(expiredShare) && (0...10_000 - expiredShare).contains(poolShare ?? 0)
      && (0...90).contains(dueAfterDays)
      && (0...largest).contains(minimum) && cycle.isPossible && commission?.isPossible ?? true
      && givingFee?.isPossible ?? true && takingFee?.isPossible ?? true
  }
}

/// A share of a sale with a fixed part and bounds, in the smallest unit of the currency.
package struct Commission: Hashable, Codable, Sendable {
  /// Hundredths of a per cent, 0…10,000.
  package var share: Int32
  package var fixed: Int64
  package var minimum: Int64
  package var maximum: Int64?

  package init(share: Int32, fixed: Int64 = 0, minimum: Int64 = 0, maximum: Int64? = nil) {
    self.share = share
    self.fixed = fixed
    self.minimum = minimum
    self.maximum = maximum
  }

  var isPossible: Bool {
    let range = 0...PointPrice.largest
    return (0...10_000).contains(share) && range.contains(fixed) && range.contains(minimum)
      && (maximum.map { range.contains($0) && minimum <= $0 } ?? true)
  }

  /// Of a sale, a half rounded up; nothing of no money.
  package func money(for sale: Int64) -> Int64 {
    guard sale > 0 else { return 0 }
    let whole = (Int128(sale) * Int128(share)).divided(by: 10_000) + Int128(fixed)
    return Int64(clamping: min(max(whole, Int128(minimum)), Int128(maximum ?? .max)))
  }
}
