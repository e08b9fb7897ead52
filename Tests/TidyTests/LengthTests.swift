import Testing

@Suite struct `What grows is kept short` {
  @Test func `no file is longer than its limit`() {
    var measured: [String: Int] = [:]
    for source in SwiftSource.all {
      let isTest = source.file.path.hasPrefix("Tests/")
      let isRoomy = isTest || Limits.tables.contains(source.file.path)
      let limit = isRoomy ? Limits.testFileLines : Limits.fileLines
      // The last line ends with a line break, so one more component than lines.
      if source.lines.count - 1 > limit { measured[source.file.path] = source.lines.count - 1 }
    }
    expect(measured, within: Ratchet.files, unit: "lines")
  }

  @Test func `no function is longer than its limit`() {
    var measured: [String: Int] = [:]
    for source in SwiftSource.all {
      for function in source.functions where function.length > Limits.functionLines {
        guard Ratchet.functions[source.file.path] != nil else {
          Issue.record("\(source.file.path):\(function.line): \(function.name) has \(function.length) lines")
          continue
        }
        measured[source.file.path] = max(measured[source.file.path] ?? 0, function.length)
      }
    }
    expect(measured, within: Ratchet.functions, unit: "lines in a function")
  }

  @Test func `no line is wider than its limit`() {
    var measured: [String: Int] = [:]
    for file in Repository.files where Self.isCode(file) {
      // A line that holds an address and nothing else cannot be broken.
      let wide = file.lines.enumerated().filter { _, line in
        line.utf8.count > Limits.columns && line.count > Limits.columns && !line.contains("://")
      }
      guard Ratchet.wideLines[file.path] == nil else {
        measured[file.path] = wide.count
        continue
      }
      for (index, line) in wide {
        Issue.record("\(file.path):\(index + 1): \(line.count) columns")
      }
    }
    expect(measured, within: Ratchet.wideLines, unit: "wide lines")
  }

  private static func isCode(_ file: Repository.File) -> Bool {
    [".swift", ".py", ".sql", ".js", ".css"].contains { file.path.hasSuffix($0) }
      || ["bin/", ".ci/"].contains { file.path.hasPrefix($0) }
  }

  private func expect(_ measured: [String: Int], within allowed: [String: Int], unit: String) {
    for (path, count) in measured.sorted(by: { $0.key < $1.key }) {
      #expect(count <= allowed[path] ?? 0, "\(path): \(count) \(unit)")
    }
    for (path, count) in allowed.sorted(by: { $0.key < $1.key }) where measured[path] != count {
      let now = measured[path].map { "lower it to \($0)" } ?? "take it out"
      #expect(measured[path] ?? 0 > count, "Ratchet.swift allows \(path) \(count) \(unit): \(now)")
    }
  }
}
