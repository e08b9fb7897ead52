/// Columns of text for people: the first is set left, numbers right.
struct Table {
  var head: [String]
  var rows: [[String]] = []
  /// Columns that are set to the left.
  var leftColumns: Set<Int> = [0]

  init(_ head: String...) { self.head = head }

  var lines: [String] {
    let all = [head] + rows
    let widths = head.indices.map { column in all.map { Self.width($0[column]) }.max() ?? 0 }
    return all.map { row in
      row.indices.map { column in
        let padding = String(repeating: " ", count: widths[column] - Self.width(row[column]))
        return leftColumns.contains(column) ? row[column] + padding : padding + row[column]
      }.joined(separator: "  ").trimmingSuffix(" ")
    }
  }

  /// Terminals draw Chinese characters two columns wide.
  private static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + ((0x2E80...0xFFEF).contains($1.value) ? 2 : 1) }
  }
}

extension String {
  fileprivate func trimmingSuffix(_ character: Character) -> String {
    var text = self
    while text.last == character { text.removeLast() }
    return text
  }
}
