/// What a list is asked for. It lives in the address, so that a view can be kept, sent and gone back to.
struct ListQuery: Sendable, Equatable {
  static let limits = [20, 50, 100]

  var filters: [String: String] = [:]
  var sort: String?
  var isDescending = true
  var after: String?
  var limit = 20

  init() {}

  /// Reads the address; what a list does not know is left out, so that an old bookmark still opens.
  init(parsing items: [(name: String, value: String)], filters known: [String], sorts: [String]) {
    for (name, value) in items where !value.isEmpty && value.utf8.count <= 200 {
      switch name {
      case "sort" where sorts.contains(value): sort = value
      case "order": isDescending = value != "asc"
      case "after": after = value
      case "limit": limit = Int(value).flatMap { ListQuery.limits.contains($0) ? $0 : nil } ?? 20
      case let name where known.contains(name): filters[name] = value
      default: continue
      }
    }
  }

  subscript(_ filter: String) -> String { filters[filter] ?? "" }

  var isFiltered: Bool { !filters.isEmpty }

  func link(on base: Link) -> Link {
    var items = filters.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
    items += viewItems
    if let after { items.append(("after", after)) }
    return base.query(items)
  }

  /// Order and page size, which a filter form carries on as hidden fields.
  var viewItems: [(name: String, value: String)] {
    var items: [(name: String, value: String)] = []
    if let sort {
      items.append(("sort", sort))
      items.append(("order", isDescending ? "desc" : "asc"))
    }
    if limit != 20 { items.append(("limit", String(limit))) }
    return items
  }

  /// The same view from its first row, ordered by `column`; a second press turns the order round.
  func sorted(by column: String) -> ListQuery {
    var query = first
    query.isDescending = sort == column ? !isDescending : true
    query.sort = column
    return query
  }

  func next(_ cursor: String) -> ListQuery {
    var query = self
    query.after = cursor
    return query
  }

  var first: ListQuery {
    var query = self
    query.after = nil
    return query
  }

  var unfiltered: ListQuery {
    var query = first
    query.filters = [:]
    return query
  }
}
