internal import Ledger
package import Loyalty

/// A row of the purchases' CSV, read and checked (docs/guide/import.md).
package struct PurchaseRow {
  package static let header = ["member", "store", "receipt", "time", "amount", "lines"]

  package var member: String
  package var store: String
  package var receipt: String
  package var time: WallTime
  package var amount: Int64
  /// What was bought, by category; empty when the row does not say.
  package var items: [PurchaseItem] = []

  /// - Throws: ``RowFault`` with the first column that is wrong.
  package init(_ row: CSVReader.Row) throws(RowFault) {
    func fault(_ column: String, _ code: RowFault.Code, _ details: String...) -> RowFault {
      RowFault(line: row.line, column: column, code, details.map { $0.cut(to: 100) })
    }
    guard row.fields.count == Self.header.count else {
      throw fault("", .fieldCount, String(row.fields.count))
    }
    for (index, most) in [(0, 64), (1, 32), (2, 64)] {
      let count = row.fields[index].utf8.count
      guard 1...most ~= count else {
        throw fault(Self.header[index], .length, String(most), String(count))
      }
    }
    member = row.fields[0]
    store = row.fields[1]
    receipt = row.fields[2]
    guard let time = WallTime(text: row.fields[3]) else {
      throw fault("time", .notATime, row.fields[3])
    }
    self.time = time
    guard let amount = Self.wholeNumber(row.fields[4]) else {
      throw fault("amount", .notAnAmount, row.fields[4])
    }
    self.amount = amount
    if !row.fields[5].isEmpty {
      guard let items = Self.items(row.fields[5]) else {
        throw fault("lines", .linesForm)
      }
      let sum = items.reduce(Int128(0)) { $0 + Int128($1.amount) }
      guard sum == amount else { throw fault("lines", .linesSum, String(sum), String(amount)) }
      self.items = items
    }
  }

  /// `dairy:1250;bakery:300` is two; nil for another form, or a category that is too long or no text.
  private static func items(_ text: String) -> [PurchaseItem]? {
    let lines = text.split(separator: ";", omittingEmptySubsequences: false)
    guard lines.count <= PurchaseItem.most else { return nil }
    var items: [PurchaseItem] = []
    for line in lines {
      let parts = line.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 2, isCategory(parts[0]), let amount = wholeNumber(String(parts[1])) else {
        return nil
      }
      items.append(PurchaseItem(code: "", category: String(parts[0]), amount: amount))
    }
    return items
  }

  private static func isCategory(_ text: Substring) -> Bool {
    1...64 ~= text.unicodeScalars.count && text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
  }

  private static func wholeNumber(_ text: String) -> Int64? {
    text.hasPrefix("+") ? nil : Int64(text)
  }
}
