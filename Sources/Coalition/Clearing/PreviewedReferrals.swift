internal import Ledger
internal import Loyalty

/// What a merchant would have paid for orders that somebody brought, under other terms.
///
/// Lines say who brought an order and not by which code: the terms by which they were cleared do, where a
/// code alone can have made the line. What cannot be told so stays as it was.
struct PreviewedReferrals {
  private let terms: SettlementTerms
  private let cleared: [Int64: [Referral]]
  /// Of orders that came back since, what the terms looked at would have had them paid for, as a commission.
  private var originals: [TransactionID: ClearedOriginal] = [:]
  private var sold: ClearingLine?
  /// Whether the lines leave something open: by a code that they cannot tell.
  private(set) var isOpen = false

  /// - Parameter counted: the terms that counted on one of the days that are looked at.
  init(_ terms: SettlementTerms, before: [SettlementAgreement], counted: [SettlementTerms]) {
    self.terms = terms
    let found = before.map { ($0.version, $0.terms.referrals ?? []) }
    cleared = Dictionary(found) { first, _ in first }
    for code in (terms.referrals ?? []).map(\.code) {
      let isKnown = counted.allSatisfy { $0.referrals?.contains { $0.code == code } ?? false }
      if !isKnown { isOpen = true }
    }
  }

  /// Whether a line is what the merchant itself pays.
  static func isPaid(by line: ClearingLine) -> Bool {
    line.key.role == .referral && line.key.of == line.key.merchant
  }

  /// Takes a line of points given: what it would have paid back for what it undoes.
  mutating func add(given line: ClearingLine) -> ClearedMoney {
    if !line.reverses.isGiven {
      sold = line
      return ClearedMoney()
    }
    guard var original = originals[line.reverses] else { return ClearedMoney() }
    let money = original.undo(-line.points, sale: -line.sale)
    originals[line.reverses] = original
    return ClearedMoney(price: money.commission)
  }

  /// Takes a line that ``isPaid(by:)`` the merchant, which follows that of its sale.
  mutating func add(paid line: ClearingLine) -> ClearedMoney {
    if line.reverses.isGiven {
      // Told by the line of the points already, unless its sale was before the days.
      return originals[line.reverses] == nil ? line.money : ClearedMoney()
    }
    guard let sold, sold.key.transaction == line.key.transaction else { return line.money }
    guard let price = price(of: line, sale: sold.sale) else {
      isOpen = true
      return line.money
    }
    if sold.undonePoints != 0 || sold.undoneSale != 0 {
      originals[line.key.transaction] = ClearedOriginal(
        ClearedMoney(commission: price), points: sold.points, sale: sold.sale)
    }
    return ClearedMoney(price: price)
  }

  /// Nil where the codes that can have made the line would cost different money.
  private func price(of line: ClearingLine, sale: Int64) -> Int64? {
    let able = (cleared[line.termsVersion] ?? []).filter {
      $0.referrer.rawValue == line.key.item && $0.commission.money(for: sale) == -line.money.price
    }
    let prices = Set(
      able.map { one in
        -(terms.referrals?.first { $0.code == one.code }?.commission.money(for: sale) ?? 0)
      })
    return prices.count == 1 ? prices.first : nil
  }
}
