internal import Foundation

/// Refused rows in a file of their own: the row as it came, before it line, column and reason.
package final class RefusedFile {
  private let file: FileHandle
  private var failure: (any Error)?

  /// - Parameter header: of the file that the rows come from.
  /// - Throws: ``UnwritableFile``.
  package init(path: String, header: [String] = PurchaseRow.header) throws {
    guard FileManager.default.createFile(atPath: path, contents: nil),
      let file = FileHandle(forWritingAtPath: path)
    else { throw UnwritableFile(path: path) }
    self.file = file
    write(["line", "column", "reason"] + header)
  }

  package func add(_ row: CSVReader.Row, _ fault: RowFault) { add(row, fault.column, fault.reason) }

  package func add(_ row: CSVReader.Row, _ fault: MemberRowFault) { add(row, fault.column, fault.reason) }

  private func add(_ row: CSVReader.Row, _ column: String, _ reason: String) {
    write(["\(row.line)", column, reason] + row.fields)
  }

  private func write(_ fields: [String]) {
    do {
      try file.write(contentsOf: Data((fields.map(\.csvField).joined(separator: ",") + "\r\n").utf8))
    } catch { failure = failure ?? error }
  }

  /// - Throws: the first failure to write.
  package func close() throws {
    try file.close()
    if let failure { throw failure }
  }
}

package struct UnwritableFile: Error, CustomStringConvertible {
  package var path: String

  package init(path: String) { self.path = path }

  package var description: String { "\(path) cannot be written" }
}

extension String {
  /// The text as a field of CSV, quoted where it must be.
  package var csvField: String {
    guard contains(where: { ",\"\r\n".contains($0) || $0.isNewline }) else { return self }
    return "\"" + split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
