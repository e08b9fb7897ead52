internal import Foundation
internal import FoundationXML
internal import Ledger

/// Reads ISO 20022 camt.053 (BankToCustomerStatement), versions 02 to 12, as Foundation's parser tells of it.
///
/// What a bank's file has no use for is refused before it is parsed, since parsers of XML have been attacked
/// by it: document types, entities, other encodings. Depth, text and lines are bounded, and nothing outside
/// the file is ever opened.
final class CamtReader: NSObject {
  /// No element of camt.053 lies so deep.
  static let deepest = 40
  /// The most bytes of an element's name; camt.053 has none of half of it.
  static let longestName = 64
  /// Nothing that is read lies deeper; the place of what does is not made up.
  private static let deepestRead = 12
  /// The most characters of an element's text that are kept; names have 140 at most.
  static let longestText = 1_000
  private static let namespace = "urn:iso:std:iso:20022:tech:xsd:camt.053.001."

  private var content = BankFileContent(form: .camt)
  /// Names of the elements that are open, the outermost first.
  private var path: [String] = []
  private var text = ""
  /// Of the elements that are open, whose amount is in which currency.
  private var currencies: [String] = []
  private var statement = CamtStatement()
  private var entry = CamtEntry()
  private var fault: BankFileRefusal?

  /// - Throws: ``BankFileRefusal/malformed(line:_:)``.
  static func read(_ bytes: [UInt8]) throws(BankFileRefusal) -> BankFileContent {
    guard isPlain(bytes) else { throw .malformed(line: 0, .xml) }
    let reader = CamtReader()
    let parser = XMLParser(data: Data(bytes))
    parser.shouldProcessNamespaces = true
    parser.shouldResolveExternalEntities = false
    parser.delegate = reader
    let isWhole = parser.parse()
    if let fault = reader.fault { throw fault }
    guard isWhole, reader.path.isEmpty else { throw .malformed(line: parser.lineNumber, .xml) }
    guard !reader.content.statements.isEmpty else { throw .malformed(line: 0, .notStatement) }
    return reader.content
  }

  /// Whether it has neither a document type nor entities, and says no other encoding than UTF-8.
  private static func isPlain(_ bytes: [UInt8]) -> Bool {
    for index in bytes.indices where bytes[index] == UInt8(ascii: "<") {
      let rest = bytes[index...].prefix(9)
      if rest.starts(with: "<!DOCTYPE".utf8) || rest.starts(with: "<!ENTITY".utf8) { return false }
    }
    guard bytes.starts(with: "<?xml".utf8) else { return true }
    let declaration = String(decoding: bytes.prefix { $0 != UInt8(ascii: ">") }.prefix(200), as: UTF8.self)
    guard let named = declaration.range(of: "encoding") else { return true }
    let name = declaration[named.upperBound...].drop { " =\"'\t\r\n".contains($0) }.prefix(5)
    return name.lowercased() == "utf-8"
  }

  private func refuse(_ reason: BankFileRefusal.Reason, _ parser: XMLParser) {
    if fault == nil { fault = .malformed(line: parser.lineNumber, reason) }
    parser.abortParsing()
  }
}

extension CamtReader: XMLParserDelegate {
  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes found: [String: String]
  ) {
    guard path.count < Self.deepest, name.utf8.count <= Self.longestName else {
      return refuse(.xml, parser)
    }
    if path.isEmpty, name != "Document" || namespaceURI?.hasPrefix(Self.namespace) != true {
      return refuse(.notStatement, parser)
    }
    path.append(name)
    currencies.append(found["Ccy"] ?? "")
    text = ""
    if path == CamtStatement.place { statement = CamtStatement() }
    guard path.starts(with: CamtStatement.place) else { return }
    switch place {
    case "Ntry":
      entry = CamtEntry()
      entry.line = parser.lineNumber
    case "Ntry/NtryDtls/TxDtls":
      // Even before it is known to be booked: memory is bounded by what a file may have.
      guard content.entries.count + entry.details.count < BankFile.mostLines else {
        return refuse(.tooManyLines, parser)
      }
      entry.details.append(CamtDetail())
    case "Bal": statement.balance = CamtBalance()
    case "Ntry/NtryDtls/TxDtls/RtrInf": entry.details[entry.details.count - 1].isReturn = true
    default: break
    }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { take(string) }

  func parser(_ parser: XMLParser, foundCDATA block: Data) { take(String(decoding: block, as: UTF8.self)) }

  private func take(_ more: String) {
    let room = Self.longestText - text.utf8.count
    if room > 0 { text += more.prefix(room) }
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    guard path.last == name else { return refuse(.xml, parser) }
    if path.starts(with: CamtStatement.place), let place { end(place, parser) }
    path.removeLast()
    currencies.removeLast()
    text = ""
  }

  /// Of the open element, below the statement; nil where nothing is read.
  private var place: String? {
    path.count <= Self.deepestRead ? path.dropFirst(3).joined(separator: "/") : nil
  }

  private func end(_ place: String, _ parser: XMLParser) {
    let value = text.oneLine(Self.longestText)
    let currency = currencies.last ?? ""
    do throws(BankFileRefusal.Reason) {
      if place.isEmpty {
        content.statements.append(try statement.finished())
        content.entries += statement.entries
        statement = CamtStatement()
      } else if place == "Ntry" {
        statement.entries += try entry.finished()
        guard content.entries.count + statement.entries.count <= BankFile.mostLines else {
          throw .tooManyLines
        }
      } else if place.hasPrefix("Ntry/") {
        entry.take(value, currency, at: String(place.dropFirst(5)))
      } else {
        try statement.take(value, currency, at: place)
      }
    } catch { refuse(error, parser) }
  }
}
