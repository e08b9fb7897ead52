import Foundation
import Ledger
import LedgerStore
import Testing

/// Sixty-four clients at once; one wins, and everybody hears the same of it (quality.md, G10 and G11).
struct RaceTests {
  /// Rounds of the races; more when `TONGBAO_RACE_ROUNDS` asks for them.
  private static var rounds: UInt64 {
    ProcessInfo.processInfo.environment["TONGBAO_RACE_ROUNDS"].flatMap { UInt64($0) } ?? 1_000
  }

  /// What sixty-four clients hear who submit at once.
  private func race(
    _ test: TestLedger, _ command: @escaping @Sendable (UInt64) -> Command
  ) async throws -> [Outcome] {
    try await withThrowingTaskGroup(of: Outcome.self) { group in
      for client in 1...64 as ClosedRange<UInt64> {
        // Alone and as a batch of one.
        group.addTask {
          client % 2 == 0
            ? try await test.ledger.submit(command(client))
            : try await test.ledger.submit([command(client)])[0]
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
  }

  private func winners(_ outcomes: [Outcome]) -> Int {
    outcomes.count { outcome in
      if case .decided(let transaction, _) = outcome { transaction.refusal == nil } else { false }
    }
  }

  @Test func `the last point of a wallet is spent once`() async throws {
    let test = try TestLedger()
    let rounds = Self.rounds
    for round in 0..<rounds {
      let member = Int64(round % 50 + 1)
      let base = round * 100 + 1
      _ = try await test.post(TestLedger.earn(base, member, 1))
      let outcomes = try await race(test) { TestLedger.spend(base + $0, member, 1) }
      #expect(winners(outcomes) == 1, "round \(round)")
    }
    let balance = try await test.ledger.trialBalance()
    #expect(balance.wallets[TestLedger.points] == Balance())
  }

  @Test func `a hold is captured once`() async throws {
    let test = try TestLedger()
    for round in 0..<Self.rounds / 10 {
      let base = round * 100 + 1
      let wallet = TestLedger.wallet(Int64(round % 20 + 1))
      _ = try await test.post(TestLedger.earn(base, Int64(round % 20 + 1), 10))
      let until = TestLedger.start.adding(seconds: 60)
      let hold = try await test.post(
        TestLedger.command(base + 1, .hold(Spend(from: wallet, 10, at: TestLedger.shop), until: until)))
      let outcomes = try await race(test) { client in
        let end: Action = client % 3 == 0 ? .release(hold: hold.id) : .capture(hold: hold.id, amount: nil)
        return TestLedger.command(base + 1 + client, end)
      }
      #expect(winners(outcomes) == 1, "round \(round)")
    }
    #expect(try await test.ledger.trialBalance().wallets[TestLedger.points]?.held == 0)
  }

  @Test func `a spend is given back once`() async throws {
    let test = try TestLedger()
    for round in 0..<Self.rounds / 10 {
      let base = round * 100 + 1
      _ = try await test.post(TestLedger.earn(base, 1, 10))
      let spent = try await test.post(TestLedger.spend(base + 1, 1, 10))
      let outcomes = try await race(test) { client in
        let back: Action = client % 3 == 0 ? .void(original: spent.id) : .refund(Refund(of: spent.id, 6))
        return TestLedger.command(base + 1 + client, back)
      }
      #expect(winners(outcomes) == 1, "round \(round)")
    }
  }

  @Test func `one key from all of them is one decision and one answer`() async throws {
    let test = try TestLedger()
    for round in 1...Self.rounds / 10 {
      let outcomes = try await race(test) { _ in
        round % 5 == 0 ? TestLedger.spend(round, 9, 1_000_000) : TestLedger.earn(round, 1, 3)
      }
      let transactions = Set(
        outcomes.map { outcome -> Transaction? in
          if case .decided(let transaction, _) = outcome { transaction } else { nil }
        })
      #expect(transactions.count == 1 && !transactions.contains(nil), "round \(round)")
      let first = outcomes.count { if case .decided(_, false) = $0 { true } else { false } }
      #expect(first == 1, "round \(round)")
    }
    #expect(try await test.ledger.head().transaction == TransactionID(Int64(Self.rounds / 10)))
  }
}
