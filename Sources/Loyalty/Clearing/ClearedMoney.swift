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
    case .expired: money(.expired, points: Points(Int64(PointPrice.largest)), sale: 0).price != 0
    }
  }

  /// What so many points in a role come to, with the sale that they were given for.
  ///
  /// Points below none, as of a correction, come to as much with the other sign; fees and commission are
  /// taken of what was done alone.
  package func money(_ role: ClearingRole, points: Points, sale: Int64) -> ClearedMoney {
    let isDone = points >= 0
    switch role {
    case .given:
      return ClearedMoney(
        price: issueMoment == .given ? -issue(points) : 0, commission: -(commission?.money(for: sale) ?? 0),
        fee: isDone ? -(givingFee?.money(for: points) ?? 0) : 0)
    case .taken:
      return ClearedMoney(
        price: acceptPrice?.money(for: points) ?? 0, fee: isDone ? -(takingFee?.money(for: points) ?? 0) : 0)
    case .used:
      return ClearedMoney(price: issueMoment == .used ? -issue(points) : 0)
    case .expired:
      let whole = Int128(issue(points))
      let issuers = Int64((whole * Int128(expiredShare)).divided(by: 10_000))
      // Paid for as given: the issuer's part comes back. Paid for as used: the operator's part is owed now.
      return ClearedMoney(price: issueMoment == .given ? issuers : issuers - Int64(whole))
    }
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
      undoneSale = self.points == 0 ? self.sale : part(of: self.sale, undonePoints.units, self.points.units)
    }
    if self.points != 0, undonePoints == self.points { undoneSale = self.sale }
    let after = undone
    return ClearedMoney(
      price: before.price - after.price, commission: before.commission - after.commission,
      fee: before.fee - after.fee)
  }

  /// What should have gone back by now.
  private var undone: ClearedMoney {
    ClearedMoney(
      price: part(of: money.price, undonePoints.units, points.units),
      commission: sale > 0
        ? part(of: money.commission, undoneSale, sale)
        : part(of: money.commission, undonePoints.units, points.units),
      fee: points != 0
        ? part(of: money.fee, undonePoints.units, points.units) : part(of: money.fee, undoneSale, sale))
  }

  private func part(of whole: Int64, _ share: Int64, _ all: Int64) -> Int64 {
    guard all != 0 else { return 0 }
    return Int64((Int128(whole) * Int128(share)).divided(by: Int128(all)))
  }
}
