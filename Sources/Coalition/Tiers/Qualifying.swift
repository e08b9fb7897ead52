internal import Ledger
internal import Loyalty

/// What a purchase still counts for, after what was given back of it (decision 0035).
struct QualifyingPurchase {
  let member: MemberID
  let asset: AssetID
  let merchant: MerchantID
  let day: BusinessDay
  let key: IdempotencyKey
  let points: Int64
  let spend: Int64

  /// Nil for what is no purchase: gifts, corrections and bought points make no level.
  init?(_ transaction: Ledger.Transaction) {
    guard transaction.kind == .earn, transaction.refusal == nil else { return nil }
    member = transaction.subject.member
    asset = transaction.subject.asset
    merchant = transaction.context.merchant
    day = transaction.day
    key = transaction.key
    points = transaction.amount.units
    let told = Particulars(packed: transaction.context.explanation)?.explanation?.base
    spend = max(0, told ?? 0)
  }

  /// What is left of it.
  func counted(after back: QualifyingReturn) -> QualifyingSums {
    let left = points - back.byMoney - back.byPoints
    guard back.undone == 0, points == 0 || back.byPoints == 0 || left > 0 else { return .zero }
    var money = spend - back.money
    // What was taken back in points alone gave money back in the same proportion, rounded down once.
    if points > 0 { money -= Int64(Int128(spend) * Int128(back.byPoints) / Int128(points)) }
    money = max(0, money)
    return QualifyingSums(points: max(0, left), spend: money, visits: left > 0 || money > 0 ? 1 : 0)
  }
}

/// What was given back of a purchase; every part is a sum, so that undoing a refund is subtracting it.
struct QualifyingReturn: Hashable {
  var byMoney: Int64 = 0
  var byPoints: Int64 = 0
  var money: Int64 = 0
  var undone: Int64 = 0

  static func + (left: Self, right: Self) -> Self {
    QualifyingReturn(
      byMoney: left.byMoney + right.byMoney, byPoints: left.byPoints + right.byPoints,
      money: left.money + right.money, undone: left.undone + right.undone)
  }

  static prefix func - (back: Self) -> Self {
    QualifyingReturn(
      byMoney: -back.byMoney, byPoints: -back.byPoints, money: -back.money, undone: -back.undone)
  }
}

extension Ledger.Transaction {
  /// What it gives back of which purchase; nil for what gives nothing of one back.
  /// - Parameter known: what transactions name, read before.
  func qualifyingReturn(
    _ known: [TransactionID: Ledger.Transaction]
  ) -> (original: Ledger.Transaction, back: QualifyingReturn)? {
    guard refusal == nil, original.isGiven, let first = known[original] else { return nil }
    switch kind {
    case .refund, .void, .cancel:
      guard first.kind == .earn else { return nil }
      return (first, ownReturn(of: first))
    case .reversal:
      if first.kind == .earn { return (first, ownReturn(of: first)) }
      // The reversal of a refund gives again what that took.
      guard root.isGiven, let purchase = known[root], purchase.kind == .earn else { return nil }
      return (purchase, -first.ownReturn(of: purchase))
    default: return nil
    }
  }

  private func ownReturn(of purchase: Ledger.Transaction) -> QualifyingReturn {
    if kind == .refund, let money = Particulars(packed: context.explanation)?.moneyReturn {
      return QualifyingReturn(byMoney: amount.units, money: money.money)
    }
    // Where it had given no points, none show that it was undone.
    let isWhole = purchase.amount == 0 && (kind == .void || kind == .reversal)
    return QualifyingReturn(byPoints: amount.units, undone: isWhole ? 1 : 0)
  }

  /// What must be known of others to know what this one gives back.
  var namedByReturn: [TransactionID] {
    switch kind {
    case .refund, .void, .cancel, .reversal:
      guard refusal == nil else { return [] }
      return [original, root].filter(\.isGiven)
    default: return []
    }
  }
}
