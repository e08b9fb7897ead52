import Foundation
import Testing

/// docs/security/asvs.md says for every requirement what proves it; what it names must be there.
@Suite struct `Evidence names what exists` {
  private static let table =
    Repository.file("docs/security/asvs.md")?.lines
    .filter { $0.hasPrefix("| ") && $0.dropFirst(2).first?.isNumber == true && $0.contains(".") } ?? []

  private static func cells(_ line: String) -> [String] {
    line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
  }

  @Test func `every requirement of ASVS 5 levels 1 and 2 stands there once, and at least 20 of level 3`() {
    let rows = Self.table.map(Self.cells).filter { $0.count == 4 && $0[0].split(separator: ".").count == 3 }
    let numbers = rows.map { $0[0] }
    #expect(numbers.count == Set(numbers).count, "a number twice")
    func count(_ level: String) -> Int { rows.count { $0[1] == level } }
    #expect(count("1") == 70 && count("2") == 183 && count("3") >= 20)
    for needed in ["2.3.5", "4.1.5", "7.5.3", "15.4.2"] { #expect(numbers.contains(needed)) }
    let states: Set = ["met", "in part", "**not met**", "not applicable"]
    for row in rows { #expect(states.contains(row[2]) && row[3].count > 5, "\(row[0])") }
    for row in rows where row[2] == "met" && row[1] != "3" {
      #expect(row[3].contains("`") || row[3].count > 20, "\(row[0]) is met by nothing that is named")
    }
  }

  @Test func `the counts above the table are the table's`() {
    let rows = Self.table.map(Self.cells).filter { $0.count == 4 && $0[0].split(separator: ".").count == 3 }
    let lines = (Repository.file("docs/security/asvs.md")?.lines ?? []).map(Self.cells)
    for level in ["1", "2", "3"] {
      let states = ["met", "in part", "**not met**", "not applicable"]
      let counts = states.map { state in rows.count { $0[1] == level && $0[2] == state } }
      let line = ([Int(level) ?? 0] + counts + [counts.reduce(0, +)]).map(String.init)
      #expect(lines.contains(line), "level \(level) has \(line)")
    }
  }

  @Test func `every file and test that it names exists`() throws {
    let tests = Set(Repository.files(under: "Tests/", ending: ".swift").map { $0.name.dropLast(6) })
    for line in Self.table {
      for match in line.matches(of: try Regex<(Substring, Substring)>("`([^`]+)`")) {
        let name = match.output.1
        if name.contains("/") {
          #expect(Repository.file(String(name)) != nil, "\(line.prefix(12)): \(name)")
        } else if name.hasSuffix("Tests") {
          #expect(tests.contains(name), "\(line.prefix(12)): \(name)")
        }
      }
    }
  }
}
