internal import Ledger
package import Loyalty

/// What a purchase was of, line by line, as its till said (商品明细).
package struct Goods: Sendable, Hashable {
  /// 1…``PurchaseItem/most``; together what was paid.
  package var items: [PurchaseItem]
  /// Of every line's amount.
  package var currency: String

  package init(_ items: [PurchaseItem], in currency: String) {
    self.items = items
    self.currency = currency
  }
}

extension Order {
  /// The goods that it names; nil without any.
  var goods: Goods? {
    guard case .earn(let order) = self, case .purchase(let money) = order.value, !order.items.isEmpty else {
      return nil
    }
    return Goods(order.items, in: money.currency)
  }
}
