/// A settlement's statement as a workbook: the rows of the CSV, cell by cell, in pieces.
package struct SettlementSheet: AsyncSequence, Sendable {
  package let statement: SettlementStatement

  package init(_ statement: SettlementStatement) { self.statement = statement }

  package func makeAsyncIterator() -> Iterator { Iterator(statement) }

  package final class Iterator: AsyncIteratorProtocol {
    private enum Part { case head, rows, end }

    private var rows: StatementRows.Iterator
    private var workbook: XLSX
    private var part = Part.head

    /// Rows of the head, of corrections and of totals beside the lines.
    private static let rowsBesides: Int64 = 10_000

    fileprivate init(_ statement: SettlementStatement) {
      rows = StatementRows(statement: statement).makeAsyncIterator()
      workbook = XLSX(
        named: "statement", rows: statement.figures.lines + Self.rowsBesides)
    }

    package func next() async throws -> [UInt8]? {
      switch part {
      case .head:
        part = .rows
        return try workbook.begin()
      case .rows:
        // Of a stretch that packs into nothing yet there is no piece.
        while let more = try await rows.next() {
          let piece = try workbook.add(more)
          if !piece.isEmpty { return piece }
        }
        part = .end
        return try workbook.end()
      case .end: return nil
      }
    }
  }
}
