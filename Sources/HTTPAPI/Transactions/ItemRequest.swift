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

/// A line of a receipt as a reply shows it.
struct ShownItem: Sendable {
  let item: PurchaseItem
  let currency: String
}

extension Goods {
  var shown: [ShownItem] { items.map { ShownItem(item: $0, currency: currency) } }
}

extension Schema<ShownItem> {
  static var shownItem: Schema {
    .reply(
      "PurchaseItem",
      .maybe("code", Schema<String>.text(1...64).described("Left out of what was imported by category.")) {
        $0.item.code.isEmpty ? nil : $0.item.code
      },
      .maybe("name", .text(1...100)) { $0.item.name.isEmpty ? nil : $0.item.name },
      .maybe("category", .text(1...64)) { $0.item.category.isEmpty ? nil : $0.item.category },
      .always("quantity", Schema<Int64>.integer(1...1_000_000)) { $0.item.quantity },
      .always("amount", Schema<Money>.price(Int.min...Int.max)) {
        Money(minorUnits: $0.item.amount, currency: $0.currency)
      })
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
