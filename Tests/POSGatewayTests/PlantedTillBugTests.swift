import Coalition
import Foundation
import Testing

@testable import DatabaseTesting

#if DEBUG
  /// Each deliberate fault of the acquiring host must fail the test that stands beside it, here and in
  /// docs/planted-bugs.md.
  @Suite(.database)
  struct PlantedTillBugTests {
    struct Catch: Sendable, CustomTestStringConvertible {
      var bug: PlantedTillBug
      var name: String
      var test: @Sendable () async throws -> Void
      var testDescription: String { bug.rawValue }
    }

    static let catches = [
      Catch(
        bug: .advicesPassTheirLimits,
        name: "an advice over its limits or too late is received, makes no points and becomes a case"
      ) {
        try await SettlementTests()
          .`an advice over its limits or too late is received, makes no points and becomes a case`()
      },
      Catch(
        bug: .answersForgetWhatWasAsked,
        name: "the same number for something else is a duplicate and changes nothing"
      ) {
        try await TradeTests().`the same number for something else is a duplicate and changes nothing`()
      },
      Catch(
        bug: .balancesAreOwed, name: "a purchase earns, is stored once, and its advice is always received"
      ) {
        try await TradeTests().`a purchase earns, is stored once, and its advice is always received`()
      },
      Catch(
        bug: .batchTotalsLeaveOutVoids,
        name: "a batch that balances is closed, answered alike again, and the next one is open"
      ) {
        try await SettlementTests()
          .`a batch that balances is closed, answered alike again, and the next one is open`()
      },
      Catch(bug: .copiesAreNewTrades, name: "the same answer comes after a restart too, from the ledger") {
        try await TradeTests().`the same answer comes after a restart too, from the ledger`()
      },
      Catch(
        bug: .keptAdvicesAreDatedAnew,
        name: "an advice that is kept is answered with the same bytes, also after a restart"
      ) {
        try await SettlementTests()
          .`an advice that is kept is answered with the same bytes, also after a restart`()
      },
      Catch(
        bug: .keysBeforeStillSeal, name: "new keys come with each sign-in, and the old seal is wrong at once"
      ) {
        try await SignInTests().`new keys come with each sign-in, and the old seal is wrong at once`()
      },
      Catch(
        bug: .partialApprovalsSayAll,
        name: "too few points are declined with the balance, or a part is approved where the till can"
      ) {
        try await TradeTests()
          .`too few points are declined with the balance, or a part is approved where the till can`()
      },
      Catch(bug: .refundsHaveNoMonth, name: "refunds come in parts, up to what was paid, for thirty days") {
        try await TradeTests().`refunds come in parts, up to what was paid, for thirty days`()
      },
      Catch(
        bug: .reversalsLeaveNoTombstone,
        name: "before its original it is remembered, and the original never counts"
      ) {
        try await ReversalTests().`before its original it is remembered, and the original never counts`()
      },
      Catch(
        bug: .sealsOfReversalsAreNotChecked, name: "with a wrong seal it undoes nothing and closes nothing"
      ) {
        try await ReversalTests().`with a wrong seal it undoes nothing and closes nothing`()
      },
      Catch(
        bug: .tradesMayBeOfAnyBatch,
        name: "a batch that balances is closed, answered alike again, and the next one is open"
      ) {
        try await SettlementTests()
          .`a batch that balances is closed, answered alike again, and the next one is open`()
      },
      Catch(
        bug: .turnedAwayTradesComeBack,
        name: "a copy gets the same code when the reason is gone, also after a restart"
      ) {
        try await DeclineTests().`a copy gets the same code when the reason is gone, also after a restart`()
      },
      Catch(
        bug: .voidsIgnoreTheAmount, name: "a void undoes its original of the same day, and only as it was"
      ) {
        try await TradeTests().`a void undoes its original of the same day, and only as it was`()
      },
      Catch(
        bug: .wrongPINsAreNotCounted,
        name: "what takes points needs the PIN or the live code, and wrong PINs lock"
      ) {
        try await TradeTests().`what takes points needs the PIN or the live code, and wrong PINs lock`()
      },
    ]

    @Test(arguments: catches)
    func `the acquiring host's tests catch`(_ planted: Catch) async throws {
      // A test with arguments makes its database itself; the one that it runs asks for the test's own.
      let database = try await Engine.sqlite.makeDatabase()
      // Fails when the test beside the bug passes all the same, or does not even run.
      try await withKnownIssue {
        try await TestDatabase.$current.withValue(database) {
          try await PlantedTillBug.$planted.withValue(planted.bug) { try await planted.test() }
        }
      } matching: { issue in
        if case .expectationFailed = issue.kind { true } else { false }
      }
      let row = "| `\(planted.bug.rawValue)` | \(planted.name) |"
      #expect(try Self.list().contains(row), "docs/planted-bugs.md lists: \(row)")
    }

    @Test func `every planted bug of the acquiring host stands beside a test`() {
      #expect(Self.catches.map(\.bug) == PlantedTillBug.allCases)
    }

    private static func list() throws -> String {
      let page = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "../../docs/planted-bugs.md")
      return try String(contentsOf: page.standardizedFileURL, encoding: .utf8)
    }
  }
#endif
