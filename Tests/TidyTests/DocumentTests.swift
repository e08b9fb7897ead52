import Foundation
import Testing

@Suite struct `Documents keep their shape` {
  static let decisionSections = ["## Why", "## Decision", "## What follows", "## Rejected"]

  @Test func `every decision follows the template`() {
    let decisions = Repository.files(under: "docs/decisions/", ending: ".md")
    #expect(decisions.count > 1)
    for (expected, file) in decisions.enumerated() {
      let number = String(file.name.prefix(4))
      #expect(Int(number) == expected, "\(file.path): decisions are numbered without a gap")
      #expect(file.name.dropFirst(4).first == "-", "\(file.path): NNNN-title.md")
      let lines = file.lines
      #expect(lines[0].hasPrefix("# \(number): "), "\(file.path): first line is '# \(number): title'")
      #expect(lines.contains { $0.hasPrefix("Status: ") }, "\(file.path): no 'Status: '")
      #expect(lines.contains { $0.hasPrefix("Date: ") }, "\(file.path): no 'Date: '")
      let sections = lines.filter { $0.hasPrefix("## ") }
      #expect(sections == Self.decisionSections, "\(file.path): sections are \(sections)")
    }
  }

  @Test func `every migration is named for its number and purpose`() throws {
    let shape = try Regex(#"^[0-9]{4}_[a-z][a-z0-9_]*(\.sqlite|\.postgres)?\.sql$"#)
    var previous = 0
    for file in Repository.files(under: "Sources/Storage/Migrations/") where file.name != ".keep" {
      #expect(file.name.wholeMatch(of: shape) != nil, "\(file.path): NNNN_name.sql")
      let number = Int(file.name.prefix(4)) ?? -1
      // A pair of files, one for each engine, shares its number.
      #expect(number >= previous, "\(file.path): numbers go up")
      previous = number
    }
  }

  @Test func `the changelog is one that users can read`() throws {
    let file = try #require(Repository.file("CHANGELOG.md"))
    let release = try Regex(#"^## \[[0-9]+\.[0-9]+\.[0-9]+\] - [0-9]{4}-[0-9]{2}-[0-9]{2}$"#)
    let kinds: Set = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"]
    let versions = file.lines.filter { $0.hasPrefix("## ") }
    #expect(file.lines[0] == "# Changelog")
    #expect(versions.first == "## [Unreleased]")
    for version in versions.dropFirst() { #expect(version.wholeMatch(of: release) != nil, "\(version)") }
    for kind in file.lines.filter({ $0.hasPrefix("### ") }) {
      #expect(kinds.contains(String(kind.dropFirst(4))), "\(kind)")
    }
  }

  @Test func `every link between documents leads somewhere`() throws {
    let link = try Regex<(Substring, Substring)>(#"\]\(([^)#: ]+)(?:#[^)]*)?\)"#)
    for file in Repository.files(under: "", ending: ".md") {
      let folder = Repository.root.appending(path: file.path).deletingLastPathComponent()
      for match in file.text.matches(of: link) {
        let target = folder.appending(path: String(match.output.1)).standardized
        #expect(FileManager.default.fileExists(atPath: target.path), "\(file.path): \(match.output.1)")
      }
    }
  }

  @Test func `the guide shows every folder of the sources`() throws {
    let page = try #require(Repository.file("docs/architecture.md"))
    for target in Set(SwiftSource.product.map(\.target)) {
      #expect(page.text.contains(target), "docs/architecture.md does not name \(target)")
    }
  }
}
