import DatabaseTesting
import Foundation
import HTTPTypes
import Testing

@testable import Consoles

/// Every address of the faces, taken from the router, as Golden/face-routes.txt has them.
///
/// The browser tests read that file: a page that none of them looks at fails there. `UPDATE_GOLDEN=1` writes
/// it anew.
@Suite(.database) struct FaceRoutesTests {
  @Test func `the addresses of the faces are those of the golden file`() async throws {
    try await TestConsole.open { console in
      let lines = Set(console.routes.map { "\($0.method.rawValue) \($0.path)" })
        .filter { !$0.contains(" /v1") }.sorted()
      let text = lines.joined(separator: "\n") + "\n"
      let file = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Golden/face-routes.txt")
      if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
        try Data(text.utf8).write(to: file)
      }
      #expect(try String(contentsOf: file, encoding: .utf8) == text)
    }
  }
}
