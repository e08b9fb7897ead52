import Foundation
import FoundationXML
import Testing

@testable import Consoles

@Suite struct PagesTests {
  @Test(arguments: Sample.all, Language.allCases)
  func `every page in every language is well-formed, lean and names its language`(
    _ sample: Sample, _ language: Language
  ) throws {
    let bytes = sample.render(try Faked.visit(language))
    let outline = try Outline(bytes)
    #expect(bytes.count <= 40_000, "\(sample.name) has \(bytes.count) bytes")
    #expect(outline.language == language.rawValue)
    #expect(outline.headings == 1, "one h1 a page")
    #expect(outline.ids.count == Set(outline.ids).count, "an id twice: \(outline.ids)")
    #expect(outline.labelled.subtracting(outline.ids).isEmpty, "a label or description for nothing")
    #expect(outline.inline.isEmpty, "the policy forbids \(outline.inline)")
    #expect(outline.targets.allSatisfy { $0.hasPrefix("/") || $0.hasPrefix("#") })
    try Kept.write(bytes, name: "\(sample.name).\(language.rawValue)")
  }

  @Test(arguments: Language.allCases)
  func `an act that cannot be undone says so where it is sent`(_ language: Language) throws {
    let visit = try Faked.visit(language)
    let acts = try Regex(
      #"action="[^"]*/((announcements|publications|promotions)/[^"]*/(end|withdraw)"#
        + #"|(webhooks|imports)/[^"]*/(remove|withdraw)|applications/[^"]*/reject|apply/withdraw)""#)
    let saying: [Language: String] = [
      .simplifiedChinese: "\u{4E0D}\u{80FD}\u{6062}\u{590D}",
      .traditionalChinese: "\u{4E0D}\u{80FD}\u{6062}\u{5FA9}", .english: "cannot be undone",
    ]
    var found: Set<String> = []
    for sample in Sample.all {
      let page = String(decoding: sample.render(visit), as: UTF8.self)
      for form in page.components(separatedBy: "<form").dropFirst() {
        guard let target = try acts.firstMatch(in: form.prefix { $0 != ">" }) else { continue }
        let text = try #require(form.components(separatedBy: "</form>").first)
        #expect(text.contains(try #require(saying[language])), "\(sample.name)")
        found.insert(String(form[target.range].split(separator: "/").last ?? ""))
        found.insert(sample.name)
      }
    }
    #expect(found.count > 8, "of every kind: \(found.sorted())")
  }

  @Test func `what members and merchants are called cannot become markup`() throws {
    let page = MembersPage(
      query: Faked.query,
      members: .loaded(
        Batch([
          MemberRow(
            id: "mem_\"><script>", name: "<script>alert(1)</script>", phone: "'\"&",
            standing: .active,
            available: ShownPoints(1), worth: ShownMoney(1, "CNY"), joinedAt: Faked.now)
        ])))
    let text = String(decoding: page.render(try Faked.visit(.english)), as: UTF8.self)
    #expect(!text.contains("<script>"))
    #expect(text.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    #expect(text.contains("/operator/members/mem_%22%3E%3Cscript%3E"))
  }

  @Test func `every form that changes something carries the token once signed in`() throws {
    var visit = try Faked.visit(.english)
    visit.formToken = "proof"
    let dashboard = String(decoding: Sample.dashboards[0].render(visit), as: UTF8.self)
    #expect(
      dashboard.contains(
        "action=\"/operator/sign-out\"><input type=\"hidden\" name=\"form_token\" value=\"proof\""))
    let signIn = String(decoding: SignInPage().render(visit), as: UTF8.self)
    #expect(signIn.contains("name=\"form_token\" value=\"proof\""))
  }

  @Test func `a total that does not balance is called out of balance`() throws {
    let words = try Faked.visit(.english).words
    let whole = Sample.ledgers[0].render(try Faked.visit(.english))
    let broken = Sample.ledgers[3].render(try Faked.visit(.english))
    #expect(String(decoding: whole, as: UTF8.self).contains(words.ledgerBalanced))
    #expect(String(decoding: broken, as: UTF8.self).contains(words.ledgerUnbalanced))
  }

  @Test func `a transaction page shows that its entries make zero`() throws {
    let text = String(
      decoding: Sample.transaction(isRich: true).render(try Faked.visit(.english)), as: UTF8.self)
    #expect(text.contains("<tfoot><tr><th scope=\"row\">Total</th>"))
    #expect(text.contains("<td class=\"number\" data-label=\"Points\">0</td>"))
  }
}

/// Keeps rendered pages in a folder where the environment names one, to be looked at in a browser.
enum Kept {
  static func write(_ bytes: [UInt8], name: String) throws {
    guard let folder = ProcessInfo.processInfo.environment["TONGBAO_KEEP_PAGES"] else { return }
    try Data(bytes).write(to: URL(fileURLWithPath: folder).appendingPathComponent(name + ".html"))
  }
}

/// What the XML parser saw of a page.
final class Outline: NSObject, XMLParserDelegate {
  struct Malformed: Error, CustomStringConvertible { let description: String }

  private(set) var language: String?
  private(set) var headings = 0
  private(set) var ids: [String] = []
  private(set) var labelled: Set<String> = []
  private(set) var inline: [String] = []
  private(set) var targets: [String] = []

  init(_ bytes: [UInt8]) throws {
    super.init()
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = self
    guard parser.parse() else {
      throw Malformed(
        description:
          "line \(parser.lineNumber) column \(parser.columnNumber): \(String(describing: parser.parserError))"
      )
    }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String] = [:]
  ) {
    if name == "html" { language = attributes["lang"] }
    if name == "h1" { headings += 1 }
    if let id = attributes["id"] { ids.append(id) }
    for reference in ["for", "aria-labelledby", "aria-describedby"] {
      labelled.formUnion((attributes[reference] ?? "").split(separator: " ").map(String.init))
    }
    for target in ["href", "src", "action"] { if let value = attributes[target] { targets.append(value) } }
    inline += attributes.keys.filter { $0 == "style" || $0.hasPrefix("on") }
    if name == "style" || (name == "script" && attributes["src"] == nil) { inline.append(name) }
  }
}
