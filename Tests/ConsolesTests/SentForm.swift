import Foundation
import FoundationXML

@testable import Consoles

/// The fields that a browser would send of a page's form, read out of its markup.
final class SentForm: NSObject, XMLParserDelegate {
  private(set) var fields: [(name: String, value: String)] = []
  private let action: String
  private var isInside = false
  private var select: (name: String, chosen: String?)?
  private var area: (name: String, text: String)?

  /// - Parameter action: where the form goes to.
  init(_ page: [UInt8], to action: String) throws {
    self.action = action
    super.init()
    let parser = XMLParser(data: Data(page))
    parser.delegate = self
    guard parser.parse() else { throw Outline.Malformed(description: "line \(parser.lineNumber)") }
  }

  /// As `application/x-www-form-urlencoded`.
  func encoded(with changes: [String: String] = [:]) -> String {
    let sent = fields.filter { changes[$0.name] == nil } + changes.map { (name: $0.key, value: $0.value) }
    return sent.map { Self.encoded($0.name) + "=" + Self.encoded($0.value) }.joined(separator: "&")
  }

  private static func encoded(_ text: String) -> String {
    // As forms are sent: every end of a line as CRLF.
    let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").replacing("\n", with: "\r\n")
    return lines.utf8.map { byte in
      UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
        || byte == UInt8(ascii: "_")
        ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    .joined()
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String] = [:]
  ) {
    if name == "form" { isInside = attributes["action"] == action }
    guard isInside else { return }
    let field = attributes["name"] ?? ""
    switch name {
    case "input" where attributes["type"] == "checkbox" && attributes["checked"] == nil: break
    case "input": fields.append((field, attributes["value"] ?? ""))
    case "select": select = (field, nil)
    case "option" where attributes["selected"] != nil || select?.chosen == nil:
      select?.chosen = attributes["value"] ?? ""
    case "textarea": area = (field, "")
    default: break
    }
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) { area?.text += text }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    if name == "select", let select { fields.append((select.name, select.chosen ?? "")) }
    if name == "textarea", let area { fields.append((area.name, area.text)) }
    if name == "select" { select = nil }
    if name == "textarea" { area = nil }
    if name == "form" { isInside = false }
  }
}
