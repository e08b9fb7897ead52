package import Ledger

/// As what points of a merchant are cleared. Raw values are stored.
package enum ClearingRole: UInt8, CaseIterable, Sendable {
  /// The merchant put them into the world (发放).
  case given = 1
  /// The merchant took them for goods (受理).
  case taken = 2
  /// Points that the merchant once gave were used, anywhere.
  case used = 3
  /// Points that the merchant once gave ran out.
  case expired = 4
  /// The points of a rule, which others pay with whoever gave them (活动费用分摊).
  case campaign = 5
  /// Of points that ran out, the part of the alliance's pool (联盟基金).
  case pool = 6
  /// For an order that somebody brought (推荐佣金).
  case referral = 7
  /// An agent's part of what the operator charges (代理佣金).
  case agency = 8
  /// Points that left a programme for another, or came from one (通兑结算).
  case exchange = 9

  /// Whether it moves on what another line came to; the shares of a line are nothing in sum, the operator's
  /// among them.
  package var isShare: Bool { self != .exchange && rawValue >= ClearingRole.campaign.rawValue }
}

/// What a transaction means in money, from the merchant's side: positive is the merchant's.
package struct ClearedMoney: Hashable, Sendable {
  package var price: Int64
  package var commission: Int64
  package var fee: Int64

  package init(price: Int64 = 0, commission: Int64 = 0, fee: Int64 = 0) {
    self.price = price
    self.commission = commission
    self.fee = fee
  }

  package var net: Int64 { price + commission + fee }

  package static func + (left: Self, right: Self) -> Self {
    Self(
      price: left.price + right.price, commission: left.commission + right.commission,
      fee: left.fee + right.fee)
  }

  package static prefix func - (money: Self) -> Self {
    Self(price: -money.price, commission: -money.commission, fee: -money.fee)
  }
}

extension SettlementTerms {
  /// Whether points in this role cost anybody anything.
  package func clears(_ role: ClearingRole) -> Bool {
    switch role {
    case .given, .taken: true
    case .used: issueMoment == .used && issuePrice != nil
    case .expired:
      money(.expired, points: Points(Int64(PointPrice.largest)), sale: 0).price != 0
        || poolPart(of: Points(Int64(PointPrice.largest))) != 0
    case .exchange: exchangeOut != nil || exchangeIn != nil
    case .campaign, .pool, .referral, .agency: false
    }
  }

  /// What so many points in a role come to, with the sale that they were given for.
  ///
  /// Points below none, as of a correction, come to as much with the other sign; fees and commission are
  /// taken of what was done alone.
  /// - Parameter act: by which fees are told apart; nil for those of the role alone.
  package func money(
    _ role: ClearingRole, points: Points, sale: Int64, _ act: ChargedAct? = nil
  ) -> ClearedMoney {
    var fee: Int64 {
      guard points >= 0 else { return 0 }
      return -(self.fee(role, act)?.money(for: points, of: worth(role, points: points, sale: sale)) ?? 0)
    }
    switch role {
    case .given:
      return ClearedMoney(
        price: issueMoment == .given ? -issue(points) : 0, commission: -(commission?.money(for: sale) ?? 0),
        fee: fee)
    case .taken: return ClearedMoney(price: acceptPrice?.money(for: points) ?? 0, fee: fee)
    case .used:
      return ClearedMoney(price: issueMoment == .used ? -issue(points) : 0)
    case .expired:
      let issuers = expiredParts(points)[0]
      // Paid for as given: the issuer's part comes back. Paid for as used: what is the others' is owed now.
      return ClearedMoney(price: issueMoment == .given ? issuers : issuers - issue(points))
    case .exchange:
      // Below none left the programme: whoever owns it pays for what others honour now.
      let price = points < 0 ? exchangeOut : exchangeIn
      return ClearedMoney(price: price?.money(for: points) ?? 0)
    case .campaign, .pool, .referral, .agency: return ClearedMoney()
    }
  }

  /// What of the price of points that ran out is the pool's.
  package func poolPart(of points: Points) -> Int64 { expiredParts(points)[1] }

  /// What of the price of points that ran out is the issuer's, the pool's and the operator's.
  private func expiredParts(_ points: Points) -> [Int64] {
    let (own, pool) = (Int64(expiredShare), Int64(poolShare ?? 0))
    return issue(points).shared(by: [own, pool, 10_000 - own - pool])
  }

  private func issue(_ points: Points) -> Int64 { issuePrice?.money(for: points) ?? 0 }
}

/// What was cleared for an original, and how much of it was undone since: what goes back of its money is
/// reckoned from there, never from today's terms.
package struct ClearedOriginal: Hashable, Sendable {
  package let money: ClearedMoney
  package let points: Points
  /// In the currency's smallest unit; 0 where none was told.
  package let sale: Int64
  package private(set) var undonePoints: Points
  package private(set) var undoneSale: Int64

  package init(
    _ money: ClearedMoney, points: Points, sale: Int64, undonePoints: Points = 0, undoneSale: Int64 = 0
  ) {
    self.money = money
    self.points = points
    self.sale = sale
    self.undonePoints = undonePoints
    self.undoneSale = undoneSale
  }

  /// Undoes some of it, or with less than none takes back that it was undone.
  ///
  /// Each part is the difference between what should have gone back by now and what had before, so that parts
  /// of any size add up to the whole, to the smallest unit.
  /// - Parameter sale: of the money that was given back; nil where the points alone are known.
  /// - Returns: what it changes of the merchant's money.
  package mutating func undo(_ points: Points, sale: Int64?) -> ClearedMoney {
    let before = undone
    undonePoints = undonePoints + points
    if let sale {
      undoneSale = min(max(undoneSale + sale, 0), self.sale)
    } else {
      // Without a word of the money, as much of the sale is undone as of the points.
      undoneSale =
        self.points == 0 ? self.sale : self.sale.part(undonePoints.units, of: self.points.units)
    }
    if self.points != 0, undonePoints == self.points { undoneSale = self.sale }
    let after = undone
    return ClearedMoney(
      price: before.price - after.price, commission: before.commission - after.commission,
      fee: before.fee - after.fee)
  }

  /// What should have gone back by now.
  package var undone: ClearedMoney {
    ClearedMoney(
      price: byPoints(money.price), commission: bySale(money.commission),
      fee: points != 0 ? byPoints(money.fee) : money.fee.part(undoneSale, of: sale))
  }

  /// What should have gone back by now of something that goes by the points.
  package func byPoints(_ whole: Int64) -> Int64 { whole.part(undonePoints.units, of: points.units) }

  /// What should have gone back by now of something that goes by the sale, and without one by the points.
  package func bySale(_ whole: Int64) -> Int64 {
    sale > 0 ? whole.part(undoneSale, of: sale) : byPoints(whole)
  }
}

extension Int64 {
  /// The part that `share` is of `all`, a half rounded away from zero; nothing of nothing.
  package func part(_ share: Int64, of all: Int64) -> Int64 {
    guard all != 0 else { return 0 }
    return Int64((Int128(self) * Int128(share)).divided(by: Int128(all)))
  }
}
