package import Ledger

/// Which stretch of a list is asked for, newest first.
package struct PageRequest<Kind>: Sendable, Hashable {
  package static var maximumLimit: Int { 200 }

  /// 1…200.
  package let limit: Int
  /// The last item of the page before; nil for the first page.
  package let after: ID<Kind>?

  /// Limits outside 1…200 become the nearest one inside.
  package init(limit: Int = 20, after: ID<Kind>? = nil) {
    self.limit = min(max(limit, 1), Self.maximumLimit)
    self.after = after
  }

  /// Newer than every item when nothing is named, so that one statement serves every page.
  var bound: Int64 { after?.rawValue ?? .max }
}

/// A stretch of a list.
package struct Page<Item: Sendable>: Sendable {
  package let items: [Item]
  package let hasMore: Bool

  /// Takes one item more than the limit as the sign that there are more.
  init(_ items: [Item], limit: Int) {
    self.items = Array(items.prefix(limit))
    self.hasMore = items.count > limit
  }

  /// A stretch whose items were made from those of another.
  init(_ items: [Item], hasMore: Bool) {
    self.items = items
    self.hasMore = hasMore
  }
}
