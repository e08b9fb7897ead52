import Foundation
import Testing

@Suite struct `Only our own files` {
  static let endings: Set = [
    "swift", "md", "py", "txt", "sql", "json", "yaml", "yml", "toml", "ini", "css", "js", "svg", "html", "h",
    "modulemap", "keep", "service",
  ]
  static let withoutEnding: Set = [".gitignore", ".keep", ".swift-format", "COPYING", "Dockerfile"]

  @Test func `every file is of a known kind and small`() {
    for file in Repository.files {
      let isScript = file.path.hasPrefix("bin/") || file.path.hasPrefix(".ci/")
      let ending = file.name.components(separatedBy: ".").last ?? ""
      let isKnown = Self.endings.contains(ending) || Self.withoutEnding.contains(file.name) || isScript
      #expect(isKnown, "\(file.path): of no kind that belongs here")
      #expect(file.isText, "\(file.path): not text")
      #expect(file.bytes.count <= Limits.fileBytes, "\(file.path): \(file.bytes.count) bytes")
    }
  }

  @Test func `nothing of third parties lies in the tree`() {
    let folders = ["vendor/", "third_party/", "thirdparty/", "node_modules/", "external/"]
    // Split, so that this file does not find itself.
    let notices = ["SPDX-" + "License", "Licensed " + "under the", "All rights " + "reserved"]
    for file in Repository.files where file.path != "COPYING" {
      #expect(!folders.contains { ("/" + file.path).contains("/" + $0) }, "\(file.path)")
      #expect(!file.path.contains(".min."), "\(file.path)")
      for notice in notices { #expect(!file.text.contains(notice), "\(file.path): \(notice)") }
    }
  }

  @Test func `no path of one machine stands in a file`() throws {
    // A bracket in each keeps these lines from finding themselves.
    let folders = "(w[o]rk|r[o]ot|t[m]p|h[o]me/[a-z]+|U[s]ers/[a-z]+)"
    let paths = try Regex("(^|[^A-Za-z0-9_.:/-])/\(folders)/[A-Za-z0-9_.]")
    let hints = ["/wo" + "rk/", "/ro" + "ot/", "/tm" + "p/", "/ho" + "me/", "/Us" + "ers/"]
    for file in Repository.files where hints.contains(where: file.text.contains) {
      for (index, line) in file.lines.enumerated() where line.firstMatch(of: paths) != nil {
        Issue.record("\(file.path):\(index + 1): \(line)")
      }
    }
  }

  @Test func `what is generated stays out`() {
    let ignored = Repository.root.appending(path: ".gitignore")
    let lines = (try? String(contentsOf: ignored, encoding: .utf8))?.components(separatedBy: "\n") ?? []
    for name in ["Package.resolved", ".build/", ".venv/", "/data/", "/demo/", "__pycache__/"] {
      #expect(lines.contains(name), ".gitignore lacks \(name)")
    }
    // The index names every tracked file in plain bytes; an archive has none and tracks nothing.
    let index = try? Data(contentsOf: Repository.root.appending(path: ".git/index"))
    #expect(index?.range(of: Data("Package.resolved".utf8)) == nil, "Package.resolved is tracked")
    // As a folder, and as a link to one, which the pattern with a slash would let through.
    for name in [".venv/", ".venv\0"] {
      #expect(index?.range(of: Data(name.utf8)) == nil, ".venv is tracked")
    }
  }
}
