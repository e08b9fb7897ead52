import Foundation
import Ledger
import Testing

#if DEBUG
  /// The random histories must see every deliberate fault, and docs/planted-bugs.md must say which property
  /// saw it.
  struct PlantedBugTests {
    @Test(arguments: PlantedBug.allCases)
    func `random histories catch`(_ bug: PlantedBug) throws {
      let failure = Campaign(seed: 1, count: 3_000, bug: bug).failure
      let caught = try #require(failure, "no history saw \(bug)")
      #expect(caught.history.count <= 8, "a short history shows \(bug): \(caught)")
      let row = "| `\(bug.rawValue)` | \(caught.violation.property.rawValue) |"
      #expect(try PlantedBugTests.list().contains(row), "docs/planted-bugs.md lists: \(row)")
    }

    private static func list() throws -> String {
      let root = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "../../docs/planted-bugs.md")
      return try String(contentsOf: root.standardizedFileURL, encoding: .utf8)
    }
  }
#endif
