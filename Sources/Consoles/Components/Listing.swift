/// A list page's content: filters, table and paging, or the state that stands in the table's place.
struct Listing<Row: Sendable> {
  let base: Link
  let query: ListQuery
  let batch: Loaded<Batch<Row>>
  let heading: String
  let introduction: String
  /// What stands before the list.
  var lead = Node.nothing
  /// Where the same rows are given as a file; nil where they are not.
  var export: Link?
  /// Where one more is made; nil where nobody makes one here.
  var addition: (text: String, link: Link)?
  let filters: [FilterField]
  let columns: [Column]
  /// Shown where nothing was ever here: what it is, why, and the one thing to do next.
  let firstUse: Node
  let cells: (Row) -> [Node]

  func node(_ visit: Visit) -> Node {
    Node {
      pageHead(heading, introduction)
      lead
      if let addition, !isFirstUse {
        p(.class("more")) { a(.class("button plain"), .href(addition.link)) { addition.text } }
      }
      shelf(visit)?.tabs(query, visit.words) ?? .nothing
      if !isFirstUse { filterForm(filters, query, base: base, visit.words) }
      batch.node(visit) { batch in
        if !batch.rows.isEmpty { return rows(batch, visit) }
        return isFirstUse ? firstUse : noMatch(visit.words)
      }
      if !isFirstUse { shelf(visit)?.tools(query, columns: columns, visit) ?? .nothing }
    }
  }

  private var isFirstUse: Bool {
    guard case .loaded(let batch) = batch else { return false }
    return batch.rows.isEmpty && !query.isFiltered && query.after == nil
  }

  /// How the viewer likes this list, where it is the page's.
  private func shelf(_ visit: Visit) -> Shelf? {
    visit.shelf.flatMap { $0.base == base ? $0 : nil }
  }

  private func rows(_ batch: Batch<Row>, _ visit: Visit) -> Node {
    let words = visit.words
    let shelf = shelf(visit)
    let shown = columns.indices.filter { shelf?.isShown($0, of: columns.count) ?? true }
    return Node {
      DataTable(
        name: heading, columns: shown.map { columns[$0] },
        rows: batch.rows.map { row in
          let cells = cells(row)
          return shown.map { cells[$0] }
        }, sorting: (query, base)
      ).node
      if let export {
        div(.class("more")) {
          a(.href(query.first.link(on: export))) { words.listExport }
          background(export, visit)
        }
      }
      nav(.class("paging"), .aria(.label, words.listPaging)) {
        span { words.listShown(count: Int64(batch.rows.count)) }
        limits(words)
        span(.class("steps")) {
          if query.after != nil {
            a(.class("button plain"), .href(query.first.link(on: base))) { words.listFirst }
          }
          if let next = batch.next {
            a(.class("button plain"), .rel("next"), .href(query.next(next).link(on: base))) { words.listNext }
          }
        }
      }
    }
  }

  /// The same rows, made as a file in the background: for more of them than are given at once.
  private func background(_ export: Link, _ visit: Visit) -> Node {
    let target: Link = visit.desk == nil ? .exports : .deskExports
    let lists = visit.desk == nil ? OperatorConsole.exported : MerchantDesk.exported
    let home: Link = visit.desk == nil ? .dashboard : .desk
    guard let list = lists.first(where: { home.appending($0 + ".csv") == export }) else { return .nothing }
    let asked = query.first.link(on: export).text.dropFirst(export.text.count).drop { $0 == "?" }
    return form(.method(.post), .action(target)) {
      formToken(visit)
      input(.type("hidden"), .name("list"), .value(list))
      input(.type("hidden"), .name("query"), .value(String(asked)))
      button(.class("quiet")) { visit.words.exportBackground }
    }
  }

  private func limits(_ words: Words) -> Node {
    span(.class("limits")) {
      words.listLimit
      for limit in ListQuery.limits {
        if limit == query.limit {
          strong(.aria(.current, "true")) { String(limit) }
        } else {
          a(.href(resized(to: limit).link(on: base))) { String(limit) }
        }
      }
    }
  }

  private func resized(to limit: Int) -> ListQuery {
    var query = query.first
    query.limit = limit
    return query
  }

  private func noMatch(_ words: Words) -> Node {
    let named = filters.filter { !query[$0.parameter].isEmpty }
      .map { words.listCondition(name: $0.name, value: shownValue($0)) }
      .joined(separator: words.listConditionJoin)
    let text = named.isEmpty ? words.listPastEnd : words.listNoMatchText(filters: named)
    return emptyState(.quiet, words.listNoMatchTitle, text) {
      a(.class("button"), .href(query.unfiltered.link(on: base))) { words.listClear }
    }
  }

  private func shownValue(_ field: FilterField) -> String {
    let value = query[field.parameter]
    guard case .choice(let choices) = field.kind else { return value }
    return choices.first { $0.value == value }?.name ?? value
  }
}
