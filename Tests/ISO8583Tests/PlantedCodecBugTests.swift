import Foundation
import ISO8583
import Testing

#if DEBUG
  /// Each deliberate fault of the codec must fail the test that stands beside it, here and in
  /// docs/planted-bugs.md.
  struct PlantedCodecBugTests {
    struct Catch: Sendable, CustomTestStringConvertible {
      var bug: PlantedCodecBug
      var name: String
      var test: @Sendable () throws -> Void
      var testDescription: String { bug.rawValue }
    }

    private static let faulty: @Sendable () throws -> Void = {
      typealias Refusals = `What is no message is refused by place and rule`
      for row in Refusals.faulty.indices { Refusals().`a faulty message`(row: row) }
    }

    static let catches = [
      Catch(bug: .fillingIsNotChecked, name: "a faulty message", test: faulty),
      Catch(bug: .lengthsAreNotBounded, name: "a faulty message", test: faulty),
      Catch(bug: .repeatsAreAnsweredAsRepeats, name: "a type has its response") {
        `Messages, frames and types`().`a type has its response`(request: 0x0201, response: 0x0210)
      },
      Catch(
        bug: .sealLeavesOutTheType, name: "a seal covers the message up to field 64 and is what stands there"
      ) {
        try `Messages, frames and types`()
          .`a seal covers the message up to field 64 and is what stands there`()
      },
      Catch(bug: .textIsNotChecked, name: "a faulty message", test: faulty),
      Catch(bug: .trailingBytesPass, name: "a faulty message", test: faulty),
    ]

    @Test(arguments: catches)
    func `the codec's tests catch`(_ planted: Catch) throws {
      // Fails when the test beside the bug passes all the same.
      withKnownIssue { try PlantedCodecBug.$planted.withValue(planted.bug) { try planted.test() } }
      let row = "| `\(planted.bug.rawValue)` | \(planted.name) |"
      #expect(try Self.list().contains(row), "docs/planted-bugs.md lists: \(row)")
    }

    @Test func `every planted bug of the codec stands beside a test`() {
      #expect(Self.catches.map(\.bug) == PlantedCodecBug.allCases)
    }

    private static func list() throws -> String {
      let page = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "../../docs/planted-bugs.md")
      return try String(contentsOf: page.standardizedFileURL, encoding: .utf8)
    }
  }
#endif
