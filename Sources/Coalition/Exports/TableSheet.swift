/// A table as a workbook, in pieces, from rows that come page by page.
package struct TableSheet: AsyncSequence, Sendable {
  /// Rows after a place, and the place after them; nil at the end.
  package typealias Page = @Sendable (_ after: String?) async throws -> (rows: [[CSV.Cell]], next: String?)

  let name: String
  let header: [String]
  /// How many rows there are at most, by which the workbook has its sheets.
  let most: Int64
  let page: Page

  package init(named name: String, header: [String], atMost most: Int64, _ page: @escaping Page) {
    self.name = name
    self.header = header
    self.most = most
    self.page = page
  }

  package func makeAsyncIterator() -> Iterator { Iterator(self) }

  package final class Iterator: AsyncIteratorProtocol {
    private enum Part {
      case head
      case rows(after: String?)
      case end, over
    }

    private let sheet: TableSheet
    private var workbook: XLSX
    private var part = Part.head

    fileprivate init(_ sheet: TableSheet) {
      self.sheet = sheet
      workbook = XLSX(named: sheet.name, rows: sheet.most + 1)
    }

    package func next() async throws -> [UInt8]? {
      switch part {
      case .head:
        part = .rows(after: nil)
        let head = try workbook.begin()
        return head + (try workbook.add([sheet.header.map { .text($0) }]))
      case .rows(var after):
        // Of a page that packs into nothing yet there is no piece.
        while true {
          let (rows, next) = try await sheet.page(after)
          let piece = try workbook.add(rows)
          part = next.map { .rows(after: $0) } ?? .end
          if next == nil || !piece.isEmpty { return piece }
          after = next
        }
      case .end:
        part = .over
        return try workbook.end()
      case .over: return nil
      }
    }
  }
}
