import Foundation
import LedgerStore
import Testing

#if DEBUG
  /// Each deliberate fault of the store must fail the test that stands beside it, here and in
  /// docs/planted-bugs.md.
  struct PlantedStoreBugTests {
    struct Catch: Sendable, CustomTestStringConvertible {
      var bug: PlantedStoreBug
      var name: String
      var test: @Sendable () async throws -> Void
      var testDescription: String { bug.rawValue }
    }

    private static let sweptAhead = "rows that were swept ahead are not applied again"

    private static let aheadOfDisk = "nobody hears of what was decided ahead of a commit that fails"

    static let catches = [
      Catch(bug: .accountsForgetTheirVersion, name: sweptAhead) {
        try await RecoveryTests().`rows that were swept ahead are not applied again`()
      },
      Catch(
        bug: .answersBeforeTheCommit,
        name: "a commit that fails is answered as unknown, and nothing acknowledged is lost"
      ) {
        try await WriterTests()
          .`a commit that fails is answered as unknown, and nothing acknowledged is lost`()
      },
      Catch(bug: .blocksForgetTheOneBefore, name: sweptAhead) {
        try await RecoveryTests().`rows that were swept ahead are not applied again`()
      },
      Catch(bug: .equalFingerprintsArePartedByPages, name: "equal fingerprints lie on one page") {
        KeyIndexTests().`equal fingerprints lie on one page`()
      },
      Catch(bug: .filterSeesOnlyItsNewestLayer, name: "the filter never denies a key that it was given") {
        KeyIndexTests().`the filter never denies a key that it was given`(seed: 1)
      },
      Catch(bug: .hashOmitsTheLastRecord, name: sweptAhead) {
        try await RecoveryTests().`rows that were swept ahead are not applied again`()
      },
      Catch(bug: .holdRowsStay, name: "a hold that ended stays ended after a restart") {
        try await RecoveryTests().`a hold that ended stays ended after a restart`()
      },
      Catch(
        bug: .keysAreForgottenAtRestart,
        name: "an orderly stop leaves nothing to replay and the next start goes on"
      ) {
        try await RecoveryTests().`an orderly stop leaves nothing to replay and the next start goes on`()
      },
      Catch(
        bug: .keysAreNotCompared,
        name: "the same key gives the same receipt and another request is a conflict"
      ) {
        try await DoorTests().`the same key gives the same receipt and another request is a conflict`()
      },
      Catch(bug: .readsSeeWhatIsNotDurable, name: aheadOfDisk) {
        try await PipelineTests().`nobody hears of what was decided ahead of a commit that fails`()
      },
      Catch(bug: .repeatedKeysPassTheCommit, name: aheadOfDisk) {
        try await PipelineTests().`nobody hears of what was decided ahead of a commit that fails`()
      },
      Catch(bug: .replayMarkRunsAhead, name: sweptAhead) {
        try await RecoveryTests().`rows that were swept ahead are not applied again`()
      },
      Catch(
        bug: .returnedAmountsLeaveTooEarly,
        name: "what was given back is known while its row is on the way to the disk"
      ) {
        try await PipelineTests().`what was given back is known while its row is on the way to the disk`()
      },
      Catch(
        bug: .returnedAmountsStayOnDisk, name: "what was given back before a restart is not given back again"
      ) {
        try await RecoveryTests().`what was given back before a restart is not given back again`()
      },
      Catch(bug: .searchMissesTheBoundary, name: "the newest segment is searched as soon as it is written") {
        try await SearchTests().`the newest segment is searched as soon as it is written`()
      },
      Catch(bug: .sweepSkipsWallets, name: sweptAhead) {
        try await RecoveryTests().`rows that were swept ahead are not applied again`()
      },
      Catch(bug: .tailIsForgottenBySearch, name: "a search sees the transaction that was just posted") {
        try await DoorTests().`a search sees the transaction that was just posted`()
      },
      Catch(bug: .tombstonesAreForgotten, name: "a reversal that comes first refuses its original for ever") {
        try await DoorTests().`a reversal that comes first refuses its original for ever`()
      },
      Catch(bug: .walletsForgetTheirVersion, name: sweptAhead) {
        try await RecoveryTests().`rows that were swept ahead are not applied again`()
      },
    ]

    @Test(arguments: catches)
    func `the store's tests catch`(_ planted: Catch) async throws {
      // Fails when the test beside the bug passes all the same.
      await withKnownIssue {
        try await PlantedStoreBug.$planted.withValue(planted.bug) { try await planted.test() }
      }
      let row = "| `\(planted.bug.rawValue)` | \(planted.name) |"
      #expect(try Self.list().contains(row), "docs/planted-bugs.md lists: \(row)")
    }

    @Test func `every planted bug of the store stands beside a test`() {
      #expect(Self.catches.map(\.bug) == PlantedStoreBug.allCases)
    }

    private static func list() throws -> String {
      let page = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "../../docs/planted-bugs.md")
      return try String(contentsOf: page.standardizedFileURL, encoding: .utf8)
    }
  }
#endif
