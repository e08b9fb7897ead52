internal import Foundation

/// Rows of a CSV file after RFC 4180, one at a time; line ends may be CRLF or LF.
package final class CSVReader {
  /// The most bytes of one row.
  package static let longestRow = 1 << 20
  private static let chunkSize = 1 << 16

  /// A row and the line on which it begins, counted from 1.
  package struct Row {
    package var line: Int
    package var fields: [String]
  }

  /// Nil where the whole was given.
  private let file: FileHandle?
  private var buffer: [UInt8] = []
  private var next = 0
  private var line = 1
  package private(set) var bytesRead: Int64 = 0
  /// Why the file could not be read to its end; what was read then ends in the middle of a row.
  private var failure: (any Error)?
  package let byteCount: Int64?

  /// - Throws: ``UnreadableFile``.
  package init(path: String) throws {
    guard let file = FileHandle(forReadingAtPath: path) else { throw UnreadableFile(path: path) }
    self.file = file
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)  // A pipe has no size.
    byteCount = (attributes?[.size] as? NSNumber)?.int64Value
    if peek(0) == 0xEF, peek(1) == 0xBB, peek(2) == 0xBF { next += 3 }
  }

  /// Reads what is in memory already.
  package init(bytes: [UInt8]) {
    file = nil
    buffer = bytes
    byteCount = Int64(bytes.count)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { next = 3 }
  }

  deinit { try? file?.close() }  // Only read from: closing can lose nothing.

  /// The next row, or nil at the end.
  /// - Throws: ``CSVFault``: what follows cannot be told apart any more.
  package func row() throws(CSVFault) -> Row? {
    let row = try nextRow()
    if let failure { throw CSVFault(line: line, .unreadable, "\(failure)") }
    return row
  }

  private func nextRow() throws(CSVFault) -> Row? {
    guard peek(0) != nil else { return nil }
    let begins = line
    var fields: [String] = []
    var length = 0
    while true {
      let field = peek(0) == UInt8(ascii: "\"") ? try quoted(from: begins) : try plain()
      length += field.count
      if length > Self.longestRow {
        throw CSVFault(line: begins, .longRow)
      }
      guard let text = String(validating: field, as: UTF8.self) else {
        throw CSVFault(line: begins, .notUTF8, String(fields.count + 1))
      }
      fields.append(text)
      switch peek(0) {
      case UInt8(ascii: ","): next += 1
      case nil: return Row(line: begins, fields: fields)
      default:
        if peek(0) == UInt8(ascii: "\r") { next += 1 }
        next += 1
        line += 1
        return Row(line: begins, fields: fields)
      }
    }
  }

  private func plain() throws(CSVFault) -> [UInt8] {
    var field: [UInt8] = []
    while let byte = peek(0) {
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: "\n"): return field
      case UInt8(ascii: "\r"):
        guard peek(1) == UInt8(ascii: "\n") else { throw CSVFault(line: line, .loneCR) }
        return field
      case UInt8(ascii: "\""): throw CSVFault(line: line, .quoteInside)
      default:
        field.append(byte)
        if field.count > Self.longestRow { throw CSVFault(line: line, .longField) }
        next += 1
      }
    }
    return field
  }

  private func quoted(from begins: Int) throws(CSVFault) -> [UInt8] {
    var field: [UInt8] = []
    next += 1
    while let byte = peek(0) {
      next += 1
      if byte == UInt8(ascii: "\"") {
        guard peek(0) == UInt8(ascii: "\"") else {
          try requireEndOfField()
          return field
        }
        next += 1
      } else if byte == UInt8(ascii: "\n") {
        line += 1
      }
      field.append(byte)
      if field.count > Self.longestRow { break }
    }
    throw CSVFault(line: begins, .openQuote)
  }

  private func requireEndOfField() throws(CSVFault) {
    switch peek(0) {
    case nil, UInt8(ascii: ","), UInt8(ascii: "\n"): return
    case UInt8(ascii: "\r") where peek(1) == UInt8(ascii: "\n"): return
    default: throw CSVFault(line: line, .textBehindQuote)
    }
  }

  private func peek(_ distance: Int) -> UInt8? {
    if next + distance < buffer.count { return buffer[next + distance] }
    guard let file else { return nil }
    buffer.removeFirst(next)
    next = 0
    do {
      let chunk = try file.read(upToCount: Self.chunkSize) ?? Data()
      bytesRead += Int64(chunk.count)
      buffer.append(contentsOf: chunk)
    } catch { failure = error }
    return distance < buffer.count ? buffer[distance] : nil
  }
}

/// Text that is no CSV, or none of purchases.
package struct CSVFault: Error, Hashable, CustomStringConvertible {
  /// Why. A closed list, kept by its raw value; pages put it into words.
  package enum Code: String, CaseIterable, Sendable {
    case header
    case longRow = "long_row"
    case longField = "long_field"
    /// The detail is which field.
    case notUTF8 = "not_utf8"
    case loneCR = "lone_cr"
    case quoteInside = "quote_inside"
    case openQuote = "open_quote"
    case textBehindQuote = "text_behind_quote"
    /// The detail is for the log and the command line alone.
    case unreadable
  }

  package let line: Int
  package let code: Code
  let detail: String

  package init(line: Int, _ code: Code, _ detail: String = "") {
    self.line = line
    self.code = code
    self.detail = detail
  }

  package var description: String {
    let reason =
      switch code {
      case .header: "the header must be \(PurchaseRow.header.joined(separator: ","))"
      case .longRow: "the row is longer than a million bytes"
      case .longField: "a field without end"
      case .notUTF8: "field \(detail) is not UTF-8"
      case .loneCR: "a CR without LF"
      case .quoteInside: "a quotation mark inside an unquoted field"
      case .openQuote: "a quoted field without its closing mark"
      case .textBehindQuote: "text behind a closing quotation mark"
      case .unreadable: "the file cannot be read on: \(detail)"
      }
    return "line \(line): \(reason)"
  }
}

package struct UnreadableFile: Error, CustomStringConvertible {
  package var path: String

  package init(path: String) { self.path = path }

  package var description: String { "\(path) is not there or cannot be read" }
}
