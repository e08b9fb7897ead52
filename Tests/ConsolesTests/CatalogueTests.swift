import Foundation
import Testing

@testable import Consoles

@Suite struct CatalogueTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  private static let sources = root.appendingPathComponent("Sources/Consoles")

  private func swiftFiles() throws -> [(name: String, text: String)] {
    let files = FileManager.default.enumerator(at: Self.sources, includingPropertiesForKeys: nil)
    return try (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
      .map { ($0.lastPathComponent, try String(contentsOf: $0, encoding: .utf8)) }
  }

  /// `error.not_found_title` is reached as `errorNotFoundTitle`.
  private func accessor(_ key: String) -> String {
    let parts = key.split { $0 == "." || $0 == "_" }
    return parts.dropFirst().reduce(String(parts[0])) { $0 + $1.prefix(1).uppercased() + $1.dropFirst() }
  }

  @Test func `every key has an accessor, and every accessor a key`() throws {
    let generated = try swiftFiles().filter { $0.name.hasPrefix("Words+keys") }.map(\.text).joined()
    let named = generated.matches(of: /"([a-z_]+\.[a-z_]+)"/).map { String($0.1) }
    #expect(Set(named) == (try Catalogue()).keys, "run bin/generate-text")
    #expect(named.count == Set(named).count)
  }

  @Test func `every text is used by a page`() throws {
    let used = try swiftFiles().filter { !$0.name.hasPrefix("Words+keys") }
      .flatMap { file in file.text.matches(of: /[a-z]+[A-Z][A-Za-z]*/).map { String($0.0) } }
    let unused = try Catalogue().keys.filter { !Set(used).contains(accessor($0)) }
    #expect(unused.isEmpty)
  }

  @Test func `the languages agree on placeholders`() throws {
    let catalogue = try Catalogue()
    for key in catalogue.keys {
      let english = catalogue.message(key, .english)?.placeholders
      for language in Language.allCases {
        #expect(catalogue.message(key, language)?.placeholders == english, "\(key) in \(language)")
      }
    }
  }

  @Test func `no source holds text of a language that belongs into the catalogue`() throws {
    for file in try swiftFiles() {
      let han = file.text.unicodeScalars.filter { (0x3000...0x9FFF).contains($0.value) }
      #expect(han.isEmpty, "\(file.name): \(String(String.UnicodeScalarView(han)))")
    }
  }

  @Test func `Traditional Chinese is written, not left simplified`() throws {
    // Characters that only the simplified script has, one from each of the commonest words of these pages.
    let simplified = Set(
      "\u{5458}\u{8D26}\u{6237}\u{5355}\u{989D}\u{8FC7}\u{6570}\u{4E1A}\u{8BE5}\u{5E94}\u{5F00}")
    let catalogue = try Catalogue()
    for key in catalogue.keys where key != "language.hans" {
      let text = catalogue.message(key, .traditionalChinese)?.text([:], language: .traditionalChinese) ?? ""
      #expect(text.allSatisfy { !simplified.contains($0) }, "\(key): \(text)")
    }
  }

  @Test func `a hole in the catalogue stops the start`() {
    #expect(throws: Catalogue.Fault.missingText(key: "a.b", language: .traditionalChinese)) {
      try Catalogue(areas: [["a.b": ["zh-Hans": "x", "en": "x"]]])
    }
    let whole = ["zh-Hans": "x", "zh-Hant": "x", "en": "x"]
    #expect(throws: Catalogue.Fault.twice(key: "a.b")) {
      try Catalogue(areas: [["a.b": whole], ["a.b": whole]])
    }
  }
}
