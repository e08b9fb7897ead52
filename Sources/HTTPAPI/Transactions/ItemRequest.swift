import Coalition
import Ledger
import Loyalty

/// A line of a receipt as a request says it.
struct ItemRequest: Sendable {
  var item = PurchaseItem(code: "", amount: 0)
  var currency = ""
}

extension Schema<ItemRequest> {
  static var item: Schema {
    .record(
      ItemRequest(),
      [
        .needed("code", Schema<String>.text(1...64, .visible).described("The seller's code of the goods.")) {
          $0.item.code = $1
        },
        .needed("amount", .price(-1_000_000_000_000...1_000_000_000_000)) {
          $0.item.amount = $1.minorUnits
          $0.currency = $1.currency
        },
        .may("quantity", Schema<Int64>.integer(1...1_000_000).annotated("default", 1)) {
          $0.item.quantity = $1
        },
        .may("name", .text(1...100)) { $0.item.name = $1 },
        .may("category", .text(1...64)) { $0.item.category = $1 },
      ])
  }
}

extension [ItemRequest] {
  /// What the lines come to; nil without any.
  /// - Throws: where they are in several currencies.
  var total: Money? {
    get throws(Problem) {
      guard let first else { return nil }
      guard allSatisfy({ $0.currency == first.currency }) else { throw Problem(.currencyMismatch) }
      return Money(minorUnits: reduce(0) { $0 + $1.item.amount }, currency: first.currency)
    }
  }
}
