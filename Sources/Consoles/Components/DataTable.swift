/// A column of a table: its heading, how its cells stand, and the name it is sorted by where it can be.
struct Column: Sendable {
  enum Kind: Sendable { case text, number }

  let name: String
  var kind: Kind = .text
  var sort: String?

  init(_ name: String, _ kind: Kind = .text, sort: String? = nil) {
    self.name = name
    self.kind = kind
    self.sort = sort
  }
}

/// A table with caption and scopes; on a phone each row becomes a card, its cells named by `data-label`,
/// unless it is narrow.
struct DataTable {
  let name: String
  let columns: [Column]
  var rows: [[Node]]
  var total: [Node]?
  /// Few and short columns: stays a table on a phone.
  var isNarrow = false
  /// Where sorting links lead; nil for tables that stand in one order.
  var sorting: (query: ListQuery, base: Link)?

  var node: Node {
    // A table wider than its place scrolls there, which a keyboard can do only in what takes the focus.
    div(
      .classes(isNarrow ? ["table", "narrow"] : ["table"]), .role("group"), .aria(.label, name), .tabindex(0)
    ) {
      table {
        caption(.class("unseen")) { name }
        thead { tr { columns.map(columnHead) } }
        tbody { rows.map { cells in row(cells, isTotal: false) } }
        if let total { tfoot { row(total, isTotal: true) } }
      }
    }
  }

  private func columnHead(_ column: Column) -> Node {
    var attributes: [Attribute] = [.scope(.col)]
    if column.kind == .number { attributes.append(.class("number")) }
    guard let sort = column.sort, let sorting else { return th(attributes) { column.name } }
    let isCurrent = sorting.query.sort == sort
    let isDescending = sorting.query.isDescending
    if isCurrent { attributes.append(.aria(.sort, isDescending ? "descending" : "ascending")) }
    return th(attributes) {
      a(.href(sorting.query.sorted(by: sort).link(on: sorting.base))) {
        column.name
        span(.class("arrow"), .aria(.hidden, "true")) {
          isCurrent ? (isDescending ? "\u{2193}" : "\u{2191}") : "\u{2195}"
        }
      }
    }
  }

  private func row(_ cells: [Node], isTotal: Bool) -> Node {
    tr {
      zip(columns, cells).enumerated().map { index, pair in
        let (column, cell) = pair
        var attributes: [Attribute] = []
        if index == 0 { attributes.append(.scope(.row)) }
        if column.kind == .number { attributes.append(.class("number")) }
        if index > 0, !isNarrow { attributes.append(.data(.label, column.name)) }
        return index == 0 ? th(attributes) { cell } : td(attributes) { cell }
      }
    }
  }
}

/// A cell of two lines: what it is, and beneath it in small what tells it apart.
func twoLines(_ first: Node, _ second: String) -> Node { twoLines(first, .text(second)) }

func twoLines(_ first: Node, _ second: Node) -> Node {
  span(.class("two")) {
    first
    small { second }
  }
}
